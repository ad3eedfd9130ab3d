// Which places there are: what a path names, and what can be done there.
// Engine room: not told line by line. Chapter 09.

import { type StatusError, statusError } from '#objects';
import { own } from './scope.ts';
import type { PathHandler, RequestContext } from './types.ts';

interface Place {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}

export function placeOf({ group, version, resource }: Place): string {
  return `${group}/${version}/${resource}`;
}

/** Whether the path has a namespace, a name and a part where the row has them. */
export function isPlace({ info, resource, subresource }: RequestContext): boolean {
  if (info.subresource !== '' && subresource === undefined) return false;
  if (resource?.namespaced === false)
    return info.namespace === '' || resource.resource === 'namespaces';
  const isOne = info.name !== '' && info.verb !== 'list' && info.verb !== 'watch';
  return info.namespace !== '' || !isOne;
}

/** Without a namespace, objects that have one can be listed and watched only. */
export function isDoable({ info, resource }: RequestContext): boolean {
  if (info.verb === 'create' && info.name !== '' && info.subresource === '')
    return false;
  if (resource?.namespaced !== true || info.namespace !== '') return true;
  return info.verb === 'list' || info.verb === 'watch';
}

/** The handler of a path, or of the longest path above it that ends in a slash. */
export function pathHandler(
  paths: Readonly<Record<string, PathHandler>>,
  path: string,
): PathHandler {
  let above = path;
  let handler = own(paths, path);
  while (handler === undefined && above !== '') {
    above = above.slice(0, above.lastIndexOf('/'));
    handler = own(paths, `${above}/`);
  }
  if (handler === undefined) throw nowhere();
  return handler;
}

export function nowhere(): StatusError {
  const message = 'the server could not find the requested resource';
  return statusError({ code: 404, reason: 'NotFound', message, details: {} });
}
