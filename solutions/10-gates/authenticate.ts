// The first gate: who asks? A certificate's subject, a token, or nobody. Chapter 10.

import type { ApiRequest, Filter, UserInfo } from '#apiserver';
import { unauthorized } from '#objects';
import { bearerOf } from './credentials.ts';
import { ANONYMOUS, AUTHENTICATED, UNAUTHENTICATED } from './identity.ts';

//#region authenticator
/** Whose token it is, or undefined if this one does not know it. */
export type TokenAuthenticator = (token: string) => Promise<UserInfo | undefined>;

/** Tokens in a table: --token-auth-file. They last until a restart reads others. */
export function staticTokens(
  table: Readonly<Record<string, UserInfo>>,
): TokenAuthenticator {
  return async (token) => (Object.hasOwn(table, token) ? table[token] : undefined);
}
//#endregion

//#region who
/**
 * Who asks. What the caller knows already, by a certificate, comes first; then the
 * token. @throws StatusError Unauthorized if nobody knows it
 */
export async function authenticate(
  request: ApiRequest,
  tokens: readonly TokenAuthenticator[],
): Promise<UserInfo> {
  if (request.user !== undefined) return known(request.user);
  const token = bearerOf(request);
  if (token === undefined) return ANONYMOUS;
  for (const authenticator of tokens) {
    const user = await authenticator(token);
    if (user !== undefined) return known(user);
  }
  throw unauthorized('Unauthorized');
}

/** Everybody who has a name is in a group of all who have. */
function known(user: UserInfo): UserInfo {
  const { groups } = user;
  const isSaid = groups.includes(AUTHENTICATED) || groups.includes(UNAUTHENTICATED);
  return isSaid ? user : { ...user, groups: [...groups, AUTHENTICATED] };
}
//#endregion

//#region filter
/** Writes into the request who asks it. */
export function authentication(tokens: readonly TokenAuthenticator[]): Filter {
  return async (context, next) => {
    context.user = await authenticate(context.request, tokens);
    return next();
  };
}
//#endregion
