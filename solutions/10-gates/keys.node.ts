// A key that signs the tokens of service accounts, made or read from a file. Chapter 10.
// Engine room: not told line by line.

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TokenKey } from './tokens.ts';

/** A new private key as PEM: --service-account-signing-key-file. */
export function newTokenKeyPem(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** As kubeadm calls it: beside the certificates. */
const KEY_FILE = 'sa.key';

/** The key of the folder; made there if it has none. @throws Error if it's no key */
export async function tokenKeyIn(directory: string): Promise<TokenKey> {
  const file = join(directory, KEY_FILE);
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return tokenKeyOf(kept);
  const made = newTokenKeyPem();
  await mkdir(directory, { recursive: true });
  await writeFile(file, made, { mode: 0o600, flag: 'wx' });
  return tokenKeyOf(made);
}

export function tokenKeyOf(pem: string): TokenKey {
  const secret = createPrivateKey(pem);
  const open = createPublicKey(secret);
  const id = idOf(open);
  const dsaEncoding = 'ieee-p1363';
  return {
    id,
    jwk: { ...open.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: id },
    sign: async (data) => sign('sha256', data, { key: secret, dsaEncoding }),
    verify: async (data, signature) =>
      verify('sha256', data, { key: open, dsaEncoding }, signature),
  };
}

function idOf(open: KeyObject): string {
  const der = open.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('base64url');
}
