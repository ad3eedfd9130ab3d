// Plays who asks, and whether they may pass the door: the first two gates.

import type { ApiRequest, RequestContext, UserInfo } from '#apiserver';
import type * as Gates from '#gates';
import { refusalOf } from './refusals.ts';
import { frozen, infoOf } from './stand.ts';
import type { Op } from './types.ts';

type Module = typeof Gates;

const NOBODY: UserInfo = { name: 'not asked', groups: [] };

function contextOf(request: ApiRequest, user: UserInfo): RequestContext {
  const info = infoOf({ verb: 'get', resource: 'pods', namespace: 'home' });
  const query = new URLSearchParams('fieldSelector=here');
  return { request, info, query, user, warnings: [] };
}

/** One request after the other, by tables of tokens that say when they are asked. */
export async function playRequests(
  module: Module,
  { requests, tables }: Extract<Op, { requests: unknown }>,
): Promise<object> {
  const asked: string[] = [];
  const authenticators = tables.map((table, i): Gates.TokenAuthenticator => {
    const known = module.staticTokens(frozen(table));
    return async (token) => {
      asked.push(`table ${i + 1} of ${token}`);
      return known(token);
    };
  });
  const filter = module.authentication(authenticators);
  const users: unknown[] = [];
  for (const { user, authorization } of requests) {
    const context = contextOf(
      frozen({
        ...{ method: 'GET', url: '/' },
        ...(user === undefined ? {} : { user }),
        ...(authorization === undefined ? {} : { headers: { authorization } }),
      }),
      NOBODY,
    );
    const refused = await refusalOf(() => filter(context, answered));
    users.push(refused === '' ? context.user : { refused });
  }
  return { users, asked };
}

export function playCertificate(
  module: Module,
  { certificate }: Extract<Op, { certificate: unknown }>,
): object {
  const user = module.userOfSubject(frozen(certificate));
  return user === undefined
    ? { user: 'nobody' }
    : { user, node: module.nodeOf(user) ?? 'none' };
}

const answered = async () => ({ code: 200, headers: {} });

export async function playDoor(
  module: Module,
  { door, who }: Extract<Op, { door: unknown }>,
): Promise<object> {
  const asked: string[] = [];
  const authorizers = door.map(
    (says, i): Gates.Authorizer =>
      (_user, _asks, query) => {
        asked.push(`${i + 1} with ${query ?? 'no query'}`);
        return frozen(says);
      },
  );
  const filter = module.authorization(module.anyOf(authorizers));
  let passed = false;
  const refused = await refusalOf(() =>
    filter(contextOf({ method: 'GET', url: '/' }, frozen(who)), () => {
      passed = true;
      return answered();
    }),
  );
  return { passed, refused, asked };
}
