// Acting as somebody else, for those who may: kubectl --as. Each part of the other identity
// is asked for by itself. apiserver: pkg/endpoints/filters/impersonation/impersonation.go in
// 1.36. Several values of one header come joined by commas, as HTTP joins them. Chapter 10.
// Engine room: not told line by line.

import type { Filter, RequestInfo, UserInfo } from '#apiserver';
import { badRequest } from '#objects';
import {
  ANONYMOUS,
  AUTHENTICATED,
  serviceAccountOf,
  serviceAccountUser,
  UNAUTHENTICATED,
} from './identity.ts';
import { refusal } from './refusal.ts';
import type { Authorizer } from './types.ts';

const USER = 'impersonate-user';
const GROUP = 'impersonate-group';
const UID = 'impersonate-uid';
const EXTRA = 'impersonate-extra-';
const GROUP_OF_THESE = 'authentication.k8s.io';

/** Puts the other user in the place of the one who asks. */
export function impersonation(authorizer: Authorizer): Filter {
  return async (context, next) => {
    const wish = wishOf(context.request.headers ?? {});
    if (wish === undefined) return next();
    for (const asks of asked(wish)) {
      const { allowed, reason } = authorizer(context.user, asks);
      if (!allowed) throw refusal(context.user, asks, reason);
    }
    context.user = become(wish);
    return next();
  };
}

interface Wish {
  readonly name: string;
  readonly groups: readonly string[];
  readonly uid?: string;
  readonly extra: readonly (readonly [key: string, values: readonly string[]])[];
}

function wishOf(headers: Readonly<Record<string, string>>): Wish | undefined {
  const name = headers[USER] ?? '';
  const groups = listOf(headers[GROUP]);
  const uid = headers[UID] ?? '';
  const extra = Object.entries(headers)
    .filter(([header]) => header.startsWith(EXTRA))
    .map(
      ([header, value]) =>
        [decoded(header.slice(EXTRA.length)), listOf(value)] as const,
    );
  const isMore = groups.length > 0 || uid !== '' || extra.length > 0;
  if (name === '' && isMore) {
    const parts = [...groups, ...(uid === '' ? [] : [uid])].join(' ');
    throw badRequest(`requested [${parts}] without impersonating a user`);
  }
  if (name === '') return undefined;
  return { name, groups, ...(uid === '' ? {} : { uid }), extra };
}

/** What the one who asks has to be allowed, one by one. */
function* asked({ name, groups, uid, extra }: Wish): Generator<RequestInfo> {
  const account = serviceAccountOf(name);
  yield account === undefined
    ? part('', 'users', name)
    : {
        ...part('', 'serviceaccounts', account.name),
        namespace: account.namespace,
      };
  for (const group of groups) yield part('', 'groups', group);
  for (const [key, values] of extra)
    for (const value of values)
      yield { ...part(GROUP_OF_THESE, 'userextras', value), subresource: key };
  if (uid !== undefined) yield part(GROUP_OF_THESE, 'uids', uid);
}

function part(group: string, resource: string, name: string): RequestInfo {
  return {
    ...{ verb: 'impersonate', path: '', isResourceRequest: true, version: '' },
    ...{ group, resource, subresource: '', namespace: '', name },
  };
}

function become({ name, groups: said, uid, extra }: Wish): UserInfo {
  const account = serviceAccountOf(name);
  const own =
    said.length > 0 || account === undefined
      ? said
      : serviceAccountUser(account.namespace, account.name).groups;
  const isAnonymous = name === ANONYMOUS.name;
  const isSaid =
    own.includes(UNAUTHENTICATED) || (!isAnonymous && own.includes(AUTHENTICATED));
  const known = isAnonymous ? UNAUTHENTICATED : AUTHENTICATED;
  return {
    name,
    groups: isSaid ? own : [...own, known],
    ...(uid === undefined ? {} : { uid }),
    ...(extra.length === 0 ? {} : { extra: Object.fromEntries(extra) }),
  };
}

function listOf(value = ''): readonly string[] {
  return value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
