// What is said to those who may not. apiserver: pkg/endpoints/handlers/responsewriters/
// errors.go in 1.36. Chapter 10.
// Engine room: not told line by line.

import type { RequestInfo, UserInfo } from '#apiserver';
import { forbidden, type StatusError } from '#objects';

/** The 403: who, what, where, and why if an authorizer said why. */
export function refusal(
  { name: user }: UserInfo,
  asks: RequestInfo,
  reason = '',
): StatusError {
  const { verb, path, group, resource, subresource, namespace, name } = asks;
  const who = `User ${quoted(user)} cannot ${verb}`;
  const why = reason === '' ? '' : `: ${reason}`;
  if (!asks.isResourceRequest)
    return forbidden(NOTHING, '', `${who} path ${quoted(path)}${why}`);
  const part = subresource === '' ? resource : `${resource}/${subresource}`;
  const what = `resource ${quoted(part)} in API group ${quoted(group)}`;
  const where =
    namespace === ''
      ? 'at the cluster scope'
      : `in the namespace ${quoted(namespace)}`;
  return forbidden({ group, resource }, name, `${who} ${what} ${where}${why}`);
}

const NOTHING = { group: '', resource: '' };

/** In quotes, and so that nothing in it can look like HTML. */
function quoted(text: string): string {
  return JSON.stringify(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
