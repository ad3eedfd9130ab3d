// What a request asks for, read from its method and URL alone: the verb, and the place of
// a resource. apiserver: pkg/endpoints/request/requestinfo.go. Chapter 09.

import { badRequest, parseFieldSelector } from '#objects';
import type { RequestInfo } from './types.ts';

/** What follows a namespace's name and is a part of it, not a resource in it. */
const NAMESPACE_PARTS: ReadonlySet<string> = new Set(['status', 'finalize']);

const VERBS: ReadonlyMap<string, string> = new Map([
  ['POST', 'create'],
  ['GET', 'get'],
  ['HEAD', 'get'],
  ['PUT', 'update'],
  ['PATCH', 'patch'],
  ['DELETE', 'delete'],
]);

/** @throws StatusError BadRequest if the path's percent signs can't be read */
export function requestInfo(method: string, url: string): RequestInfo {
  const [before = '', ...after] = url.split('?');
  const path = decoded(before);
  const place = placeOf(path);
  if (place === undefined)
    return {
      ...NOWHERE,
      verb: method.toLowerCase(),
      path,
      isResourceRequest: false,
    };
  const query = new URLSearchParams(after.join('?'));
  const { group, version, isWatch, parts } = place;
  let [resource = '', name = '', subresource = ''] = parts;
  let namespace = '';
  if (resource === 'namespaces' && name !== '') {
    namespace = name;
    if (subresource !== '' && !NAMESPACE_PARTS.has(subresource))
      [, , resource = '', name = '', subresource = ''] = parts;
  }
  let verb = isWatch ? 'watch' : (VERBS.get(method) ?? '');
  if (name === '' && verb === 'get') verb = wantsWatch(query) ? 'watch' : 'list';
  if (name === '' && verb === 'delete') verb = 'deletecollection';
  if (name === '' && (verb === 'list' || verb === 'watch'))
    name = nameSelected(query);
  return {
    ...{ verb, path, isResourceRequest: true, group, version },
    ...{ resource, subresource, namespace, name },
  };
}

const NOWHERE = {
  ...{ group: '', version: '', resource: '' },
  ...{ subresource: '', namespace: '', name: '' },
};

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw badRequest(`invalid URL escape in ${JSON.stringify(path)}`);
  }
}

interface Place {
  readonly group: string;
  readonly version: string;
  /** The old way to ask for a watch: /api/v1/watch/pods. */
  readonly isWatch: boolean;
  /** The resource, or the namespace that it is in, and what follows. */
  readonly parts: readonly string[];
}

/** Below /api/VERSION and /apis/GROUP/VERSION. */
function placeOf(path: string): Place | undefined {
  const [root, ...parts] = path.replace(/^\/+|\/+$/g, '').split('/');
  if (root !== 'api' && root !== 'apis') return undefined;
  const group = root === 'apis' ? (parts.shift() ?? '') : '';
  const version = parts.shift() ?? '';
  const isWatch = parts[0] === 'watch' && parts.length > 1;
  if (isWatch) parts.shift();
  return parts.length === 0 ? undefined : { group, version, isWatch, parts };
}

/** `watch`, whatever it says, unless it says no. */
function wantsWatch(query: URLSearchParams): boolean {
  const value = query.get('watch')?.toLowerCase();
  return value !== undefined && value !== 'false' && value !== '0';
}

/** A list of one name is allowed to those who may see that name. */
function nameSelected(query: URLSearchParams): string {
  try {
    const terms = parseFieldSelector(query.get('fieldSelector') ?? '');
    const name = terms.find((one) => one.field === 'metadata.name' && one.isEqual);
    return name === undefined || /[/%]/.test(name.value) ? '' : name.value;
  } catch {
    return '';
  }
}
