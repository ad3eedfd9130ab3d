// The doors of a cluster: plain HTTP for --insecure, TLS otherwise, and the file that tells
// kubectl how to get in. Who comes in is asked by the gates behind them.

import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Handler, UserInfo } from '#apiserver';
import { type Certificates, type Served, serve } from '#apiserver/node';
import type { ClusterFlags } from './flags.ts';
import { kubeconfig, writeKubeconfig } from './kubeconfig.ts';

/** Whoever comes by plain HTTP: --insecure. */
const EVERYBODY: UserInfo = {
  name: 'system:admin',
  groups: ['system:masters', 'system:authenticated'],
};

/** Of a cluster that keeps nothing: below the folder that is never committed. */
const KUBECONFIG = join('.kubewright', 'admin.conf');

export interface Doors {
  readonly plain: Served | undefined;
  readonly secure: Served | undefined;
  /** Where the way in is written down, if it is. */
  readonly kubeconfig: string | undefined;
}

export async function openDoors(
  flags: ClusterFlags,
  handle: Handler,
  certificates: Certificates | undefined,
): Promise<Doors> {
  const onError = (error: unknown): void => console.error(error);
  const { port, securePort, data } = flags;
  const plain =
    port === undefined
      ? undefined
      : await serve({ handle, port, user: EVERYBODY, onError });
  let secure: Served | undefined;
  if (certificates !== undefined && securePort !== undefined) {
    const tls = { ...certificates.server, ca: certificates.ca };
    secure = await serve({
      ...{ handle, port: securePort, tls, onError },
    });
  }
  const file = flags.kubeconfig ?? (secure && keptAt(data));
  if (file !== undefined) {
    await mkdir(dirname(file), { recursive: true });
    const url = secure?.url ?? plain?.url ?? '';
    const text = await kubeconfig(url, secure && certificates);
    await writeKubeconfig(file, text);
  }
  return { plain, secure, kubeconfig: file };
}

function keptAt(data: string | undefined): string {
  return data === undefined ? KUBECONFIG : join(data, 'admin.conf');
}
