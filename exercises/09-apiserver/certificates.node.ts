// The certificates of a cluster: an authority of its own, what the server shows, and who
// the administrator is. Made on the first start, and kept where the data is kept. Names and
// files are those of kubeadm (cmd/kubeadm/app/phases/certs and constants/constants.go).
// Engine room: not told line by line. Chapter 09.

import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Certificates, KeyPair } from './sign-certificates.node.ts';

/** Those of the folder; made there if it has none, or if they are no longer valid. */
export async function certificatesIn(directory: string): Promise<Certificates> {
  const kept = await readKept(directory);
  if (kept !== undefined) return kept;
  const made = await makeCertificates();
  await mkdir(directory, { recursive: true });
  for (const [name, text] of filesOf(made)) {
    const mode = name.endsWith('.key') ? 0o600 : 0o644;
    await writeFile(join(directory, name), text, { mode });
  }
  return made;
}

/** The same for a cluster that keeps nothing. */
export async function makeCertificates(): Promise<Certificates> {
  // A quarter of a second to load: only those who need it wait for it.
  const { signCertificates } = await import('./sign-certificates.node.ts');
  return signCertificates();
}

function filesOf({
  ca,
  server,
  admin,
}: Certificates): readonly (readonly [string, string])[] {
  return [
    ['ca.crt', ca],
    ['apiserver.crt', server.cert],
    ['apiserver.key', server.key],
    ['admin.crt', admin.cert],
    ['admin.key', admin.key],
  ];
}

async function readKept(directory: string): Promise<Certificates | undefined> {
  const text = (name: string): Promise<string> =>
    readFile(join(directory, name), 'utf8');
  try {
    const pair = async (name: string): Promise<KeyPair> => ({
      cert: await text(`${name}.crt`),
      key: await text(`${name}.key`),
    });
    const ca = await text('ca.crt');
    const [server, admin] = [await pair('apiserver'), await pair('admin')];
    const isValid = [ca, server.cert, admin.cert].every(
      (pem) => Date.parse(new X509Certificate(pem).validTo) > Date.now(),
    );
    return isValid ? { ca, server, admin } : undefined;
  } catch {
    // None there, or not to be read: new ones take their place.
    return undefined;
  }
}
