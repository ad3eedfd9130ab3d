// Where a request says who sends it: a header, or a client certificate. Chapter 10.
// Engine room: not told line by line.

import type { ApiRequest, UserInfo } from '#apiserver';

/** What stands behind `Authorization: Bearer`. */
export function bearerOf({ headers = {} }: ApiRequest): string | undefined {
  const [scheme = '', token = ''] = (headers.authorization ?? '').trim().split(' ');
  if (scheme.toLowerCase() !== 'bearer' || token === '') return undefined;
  return token;
}

/** The user that a client certificate names: CN is the name, each O a group. */
export function userOfSubject(subject: {
  readonly CN?: string;
  readonly O?: string | readonly string[];
  readonly UID?: string;
}): UserInfo | undefined {
  const { CN: name, O: organisations = [], UID: uid } = subject;
  if (name === undefined || name === '') return undefined;
  const groups =
    typeof organisations === 'string' ? [organisations] : organisations;
  return { name, groups, ...(uid === undefined ? {} : { uid }) };
}
