// What a request asks for, read from its method and URL alone: a verb, and the place of a
// resource. apiserver: pkg/endpoints/request/requestinfo.go. Chapter 09.

import { NotWritten } from '#world';
import { decoded, nameSelected, resourcePath, wantsWatch } from './paths.ts';
import type { RequestInfo } from './types.ts';

/** What follows a namespace's name and is a part of it, not a resource in it. */
const NAMESPACE_PARTS: ReadonlySet<string> = new Set(['status', 'finalize']);

/** HTTP's methods, when they are about one object. */
const VERBS: ReadonlyMap<string, string> = new Map([
  ['POST', 'create'],
  ['GET', 'get'],
  ['HEAD', 'get'],
  ['PUT', 'update'],
  ['PATCH', 'patch'],
  ['DELETE', 'delete'],
]);

const NOWHERE = {
  ...{ isResourceRequest: false, group: '', version: '', resource: '' },
  ...{ subresource: '', namespace: '', name: '' },
};

/** @throws StatusError BadRequest if the path's percent signs can't be read */
export function requestInfo(method: string, url: string): RequestInfo {
  const [before = '', ...after] = url.split('?');
  const path = decoded(before);
  const place = resourcePath(path);
  if (place === undefined) return { verb: method.toLowerCase(), path, ...NOWHERE };
  const { group, version, isWatch, parts } = place;
  const query = new URLSearchParams(after.join('?'));
  const known = { path, isResourceRequest: true, group, version };
  // TODO 9.1: find the namespace, the resource, its name and part, and the verb
  throw new NotWritten('9.1');
}
