// The names and groups that Kubernetes gives itself. apiserver: pkg/authentication/user/user.go
// and pkg/authentication/serviceaccount/util.go in 1.36. Chapter 10.
// Engine room: not told line by line.

import type { UserInfo } from '#apiserver';

/** May do everything, whatever roles say: no authorizer is asked. */
export const MASTERS: string = 'system:masters';
export const AUTHENTICATED: string = 'system:authenticated';
export const UNAUTHENTICATED: string = 'system:unauthenticated';
export const NODES: string = 'system:nodes';

/** Nobody in particular. */
export const ANONYMOUS: UserInfo = Object.freeze({
  name: 'system:anonymous',
  groups: Object.freeze([UNAUTHENTICATED]),
});

/** The server itself, when it asks itself. */
export const LOOPBACK: UserInfo = Object.freeze({
  name: 'system:apiserver',
  groups: Object.freeze([MASTERS, AUTHENTICATED]),
});

const ACCOUNT = 'system:serviceaccount:';
const NODE = 'system:node:';

export function isServiceAccount(
  user: string,
  namespace: string,
  name: string,
): boolean {
  return namespace !== '' && user === `${ACCOUNT}${namespace}:${name}`;
}

/** Namespace and name, if a service account is called so. */
export function serviceAccountOf(
  user: string,
): { readonly namespace: string; readonly name: string } | undefined {
  if (!user.startsWith(ACCOUNT)) return undefined;
  const [namespace = '', name = '', ...more] = user
    .slice(ACCOUNT.length)
    .split(':');
  if (namespace === '' || name === '' || more.length > 0) return undefined;
  return { namespace, name };
}

/** A service account as a user: the groups follow from its namespace. */
export function serviceAccountUser(
  namespace: string,
  name: string,
  uid?: string,
): UserInfo {
  return {
    name: `${ACCOUNT}${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
    ...(uid === undefined ? {} : { uid }),
  };
}

/** The node that a user is, if it is one. */
export function nodeOf({ name, groups }: UserInfo): string | undefined {
  if (!name.startsWith(NODE) || !groups.includes(NODES)) return undefined;
  return name.slice(NODE.length);
}
