// The pieces of a URL that names a resource. Engine room: not told line by line. Chapter 09.

import { badRequest, parseFieldSelector } from '#objects';

/** @throws StatusError BadRequest if its percent signs can't be read */
export function decoded(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    throw badRequest(`invalid URL escape in ${JSON.stringify(path)}`);
  }
}

export interface Place {
  readonly group: string;
  readonly version: string;
  /** The old way to ask for a watch: /api/v1/watch/pods. */
  readonly isWatch: boolean;
  /** The resource, or the namespace that it is in, and what follows. */
  readonly parts: readonly string[];
}

/** Below /api/VERSION and /apis/GROUP/VERSION. */
export function resourcePath(path: string): Place | undefined {
  const [root, ...parts] = path.replace(/^\/+|\/+$/g, '').split('/');
  if (root !== 'api' && root !== 'apis') return undefined;
  const group = root === 'apis' ? (parts.shift() ?? '') : '';
  const version = parts.shift() ?? '';
  const isWatch = parts[0] === 'watch' && parts.length > 1;
  if (isWatch) parts.shift();
  return parts.length === 0 ? undefined : { group, version, isWatch, parts };
}

/** `watch`, whatever it says, unless it says no. */
export function wantsWatch(query: URLSearchParams): boolean {
  const value = query.get('watch')?.toLowerCase();
  return value !== undefined && value !== 'false' && value !== '0';
}

/** A list of one name is allowed to those who may see that name. */
export function nameSelected(query: URLSearchParams): string {
  try {
    const terms = parseFieldSelector(query.get('fieldSelector') ?? '');
    const name = terms.find((one) => one.field === 'metadata.name' && one.isEqual);
    return name === undefined || /[/%]/.test(name.value) ? '' : name.value;
  } catch {
    return '';
  }
}
