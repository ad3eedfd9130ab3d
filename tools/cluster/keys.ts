// The keys of a cluster: its certificates, if it has TLS, and what signs the tokens of
// service accounts. Kept where the data is kept; without data they end with it.

import { join } from 'node:path';
import {
  type Certificates,
  certificatesIn,
  makeCertificates,
} from '#apiserver/node';
import type { TokenKey } from '#gates/kubernetes';
import { newTokenKeyPem, tokenKeyIn, tokenKeyOf } from '#gates/node';
import type { ClusterFlags } from './flags.ts';

export interface Keys {
  readonly certificates: Certificates | undefined;
  readonly tokenKey: TokenKey;
}

export async function openKeys({ data, securePort }: ClusterFlags): Promise<Keys> {
  const folder = data === undefined ? undefined : join(data, 'pki');
  const hasTls = securePort !== undefined;
  if (folder === undefined)
    return {
      certificates: hasTls ? await makeCertificates() : undefined,
      tokenKey: tokenKeyOf(newTokenKeyPem()),
    };
  return {
    certificates: hasTls ? await certificatesIn(folder) : undefined,
    tokenKey: await tokenKeyIn(folder),
  };
}
