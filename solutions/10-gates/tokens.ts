// Tokens of service accounts: JSON Web Tokens that the server signs and knows again.
// kubernetes: pkg/serviceaccount/claims.go and jwt.go in 1.36. The key is handed in.
// Chapter 10.
// Engine room: not told line by line.

import type { UserInfo } from '#apiserver';
import { unauthorized } from '#objects';
import type { World } from '#world';
import { fieldsOf, listOf, textOf } from './as.ts';
import type { TokenAuthenticator } from './authenticate.ts';
import { serviceAccountUser } from './identity.ts';
import type { Reader } from './reader.ts';
import { uuid } from './uuid.ts';

/** Signs with ES256, and knows its own signature. */
export interface TokenKey {
  readonly id: string;
  /** The public half, as /openid/v1/jwks has it. */
  readonly jwk: Readonly<Record<string, unknown>>;
  sign(data: Uint8Array): Promise<Uint8Array>;
  verify(data: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

/** --service-account-issuer, and the audience that stands for the API server. */
export const ISSUER: string = 'https://kubernetes.default.svc.cluster.local';
/** For how long after its end a token is still taken, in seconds: go-jose's leeway. */
export const LEEWAY_SECONDS: number = 60;

export interface Bound {
  readonly name: string;
  readonly uid: string;
}

/** What a token is to say. */
export interface TokenWish {
  readonly namespace: string;
  readonly account: Bound;
  readonly audiences: readonly string[];
  /** How long it lives, in seconds. */
  readonly seconds: number;
  readonly pod?: Bound;
  readonly secret?: Bound;
  readonly node?: Bound;
}

export interface Tokens {
  issue(wish: TokenWish): Promise<string>;
  readonly authenticator: TokenAuthenticator;
  /** Who a token is, for one of these audiences; undefined if it isn't ours. */
  review(
    token: string,
    audiences: readonly string[],
  ): Promise<{ readonly user: UserInfo; readonly audiences: string[] } | undefined>;
}

export function createTokens(world: World, key: TokenKey, reader: Reader): Tokens {
  const now = (): number => Math.floor(world.clock.wall() / 1000);
  const review: Tokens['review'] = async (token, audiences) => {
    const claims = await opened(token, key);
    if (claims === undefined) return undefined;
    const said = listOf(claims.aud).map(textOf);
    const common = said.filter((one) => audiences.includes(one));
    if (common.length === 0) throw unauthorized('Unauthorized');
    checkTimes(claims, now());
    return { user: userOf(claims, reader), audiences: common };
  };
  return {
    async issue(wish) {
      const claims = claimsOf(wish, now(), uuid(world));
      const head = { alg: 'ES256', kid: key.id };
      const text = `${encoded(JSON.stringify(head))}.${encoded(JSON.stringify(claims))}`;
      const signature = await key.sign(bytesOf(text));
      return `${text}.${base64url(signature)}`;
    },
    review,
    authenticator: async (token) => (await review(token, [ISSUER]))?.user,
  };
}

function claimsOf(wish: TokenWish, now: number, id: string) {
  const { namespace, account, audiences, seconds, pod, secret, node } = wish;
  return {
    aud: audiences.length === 0 ? [ISSUER] : audiences,
    exp: now + seconds,
    iat: now,
    iss: ISSUER,
    jti: id,
    'kubernetes.io': {
      namespace,
      ...(node === undefined ? {} : { node }),
      ...(pod === undefined ? {} : { pod }),
      ...(secret === undefined ? {} : { secret }),
      serviceaccount: account,
    },
    nbf: now,
    sub: `system:serviceaccount:${namespace}:${account.name}`,
  };
}

type Claims = Readonly<Record<string, unknown>>;

/** The claims, if we have signed them; not looked at yet. */
async function opened(token: string, key: TokenKey): Promise<Claims | undefined> {
  const [head = '', claims = '', signature = '', ...more] = token.split('.');
  if (signature === '' || more.length > 0) return undefined;
  try {
    const { alg } = fieldsOf(JSON.parse(decoded(head)));
    const found = fieldsOf(JSON.parse(decoded(claims)));
    if (alg !== 'ES256' || found.iss !== ISSUER) return undefined;
    const isOurs = await key.verify(
      bytesOf(`${head}.${claims}`),
      unbase64url(signature),
    );
    return isOurs ? found : undefined;
  } catch {
    return undefined;
  }
}

function checkTimes(claims: Claims, now: number): void {
  const { exp, nbf } = claims;
  const isOver = typeof exp !== 'number' || now > exp + LEEWAY_SECONDS;
  const isEarly = typeof nbf === 'number' && now + LEEWAY_SECONDS < nbf;
  if (isOver || isEarly) throw unauthorized('Unauthorized');
}

/** A token is worth something as long as all that it names is there, and is the same. */
function userOf(claims: Claims, reader: Reader): UserInfo {
  const ours = fieldsOf(claims['kubernetes.io']);
  const namespace = textOf(ours.namespace);
  const account = fieldsOf(ours.serviceaccount);
  const [name, uid] = [textOf(account.name), textOf(account.uid)];
  const found = reader.get('serviceaccounts', namespace, name);
  if (found?.metadata.uid !== uid) throw unauthorized('Unauthorized');
  const pod = fieldsOf(ours.pod);
  const podName = textOf(pod.name);
  if (podName !== '') {
    const live = reader.get('pods', namespace, podName);
    if (live?.metadata.uid !== textOf(pod.uid)) throw unauthorized('Unauthorized');
  }
  const node = fieldsOf(ours.node);
  const said = (key: string, value: unknown) =>
    textOf(value) === ''
      ? {}
      : { [`authentication.kubernetes.io/${key}`]: [textOf(value)] };
  return {
    ...serviceAccountUser(namespace, name, uid),
    extra: {
      ...said('credential-id', `JTI=${textOf(claims.jti)}`),
      ...said('node-name', node.name),
      ...said('node-uid', node.uid),
      ...said('pod-name', pod.name),
      ...said('pod-uid', pod.uid),
    },
  };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const encoded = (text: string): string => base64url(bytesOf(text));
const decoded = (text: string): string =>
  new TextDecoder().decode(unbase64url(text));

function base64url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function unbase64url(text: string): Uint8Array {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
