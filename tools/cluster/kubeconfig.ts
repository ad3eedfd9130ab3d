// The file that tells kubectl where the cluster is and who asks. Certificates lie in it, so
// it can be moved.

import { readFile, writeFile } from 'node:fs/promises';
import type { Certificates } from '#apiserver/node';

const MARK = '# Written by npm run cluster: the next one writes over it.\n';
const NAME = 'kubewright';

/** Of a cluster without TLS there is nothing to prove. */
export async function kubeconfig(
  server: string,
  certificates?: Certificates,
): Promise<string> {
  // Long to load: only those who want it wait for it.
  const { stringify } = await import('yaml');
  const encode = (pem: string): string => Buffer.from(pem).toString('base64');
  const authority = certificates && {
    'certificate-authority-data': encode(certificates.ca),
  };
  const user = certificates && {
    'client-certificate-data': encode(certificates.admin.cert),
    'client-key-data': encode(certificates.admin.key),
  };
  return (
    MARK +
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: NAME, cluster: { server, ...authority } }],
      users: [{ name: 'admin', user: user ?? {} }],
      contexts: [{ name: NAME, context: { cluster: NAME, user: 'admin' } }],
      'current-context': NAME,
    })
  );
}

/** @throws Error if a file is there that another program wrote */
export async function writeKubeconfig(file: string, text: string): Promise<void> {
  const there = await readFile(file, 'utf8').catch(() => undefined);
  if (there !== undefined && !there.startsWith(MARK))
    throw new Error(
      `${file} was not written by npm run cluster, and may hold the way to other ` +
        'clusters: name another file',
    );
  await writeFile(file, text, { mode: 0o600 });
}
