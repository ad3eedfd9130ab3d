// The second gate: is the user allowed to do that? Chapter 10.

import type { Filter, RequestInfo, UserInfo } from '#apiserver';
import { forbidden, type StatusError } from '#objects';
import { MASTERS } from './identity.ts';
import type { Authorizer } from './types.ts';

//#region union
/** Asks one after the other: the first that allows it decides. */
export function anyOf(authorizers: readonly Authorizer[]): Authorizer {
  return (user, asks, query) => {
    if (user.groups.includes(MASTERS)) return { allowed: true, reason: '' };
    const reasons: string[] = [];
    for (const authorizer of authorizers) {
      const decision = authorizer(user, asks, query);
      if (decision.allowed) return decision;
      if (decision.reason !== '') reasons.push(decision.reason);
    }
    return { allowed: false, reason: reasons.join(', ') };
  };
}
//#endregion

//#region filter
/** Lets through what the authorizer allows, and refuses the rest with 403. */
export function authorization(authorizer: Authorizer): Filter {
  return async ({ user, info, query }, next) => {
    const { allowed, reason } = authorizer(user, info, query);
    if (!allowed) throw refusal(user, info, reason);
    return next();
  };
}
//#endregion

//#region refusal
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
//#endregion

/** In quotes, and so that nothing in it can look like HTML. */
function quoted(text: string): string {
  return JSON.stringify(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
