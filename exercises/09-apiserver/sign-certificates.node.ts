// Signing the certificates of a cluster. The library is loaded with this file, so nothing
// but a first start imports it.
// Engine room: not told line by line. Chapter 09.

import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  type JsonGeneralName,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

export interface KeyPair {
  /** Both in PEM. */
  readonly key: string;
  readonly cert: string;
}

export interface Certificates {
  /** Of the authority that signed the others. */
  readonly ca: string;
  readonly server: KeyPair;
  readonly admin: KeyPair;
}

/** The admin's group: may do everything, asked of no rule. */
export const ADMIN_GROUP = 'system:masters';
export const ADMIN_NAME = 'kubernetes-admin';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;
/** kubeadm's constants.go: CACertificateValidityPeriod, CertificateValidityPeriod. */
const CA_DAYS = 3_650;
const CERTIFICATE_DAYS = 365;

/** Names under which pods and people reach the server. 10.96.0.1 is the first service. */
const SERVER_NAMES: JsonGeneralName[] = [
  { type: 'dns', value: 'localhost' },
  { type: 'dns', value: 'kubernetes' },
  { type: 'dns', value: 'kubernetes.default' },
  { type: 'dns', value: 'kubernetes.default.svc' },
  { type: 'dns', value: 'kubernetes.default.svc.cluster.local' },
  { type: 'ip', value: '127.0.0.1' },
  { type: 'ip', value: '10.96.0.1' },
];

type Keys = webcrypto.CryptoKeyPair;

interface Authority {
  readonly keys: Keys;
  readonly cert: X509Certificate;
}

export async function signCertificates(): Promise<Certificates> {
  const authority = await makeAuthority();
  const server = await sign(authority, 'CN=kube-apiserver', [
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension(SERVER_NAMES),
  ]);
  const admin = await sign(authority, `O=${ADMIN_GROUP}, CN=${ADMIN_NAME}`, [
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
  ]);
  return { ca: pem(authority.cert), server, admin };
}

async function makeAuthority(): Promise<Authority> {
  const keys = await makeKeys();
  const cert = await X509CertificateGenerator.createSelfSigned({
    ...{ name: 'CN=kubernetes', keys, signingAlgorithm: ALGORITHM },
    ...validFor(CA_DAYS),
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(
        KeyUsageFlags.keyCertSign | KeyUsageFlags.digitalSignature,
        true,
      ),
    ],
  });
  return { keys, cert };
}

async function sign(
  { keys: issuer, cert: ca }: Authority,
  subject: string,
  extensions: Extension[],
): Promise<KeyPair> {
  const keys = await makeKeys();
  const cert = await X509CertificateGenerator.create({
    ...{ subject, issuer: ca.subject, publicKey: keys.publicKey },
    ...{ signingKey: issuer.privateKey, signingAlgorithm: ALGORITHM },
    ...validFor(CERTIFICATE_DAYS),
    extensions: [
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      ...extensions,
    ],
  });
  const bytes = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { cert: pem(cert), key: wrap('PRIVATE KEY', Buffer.from(bytes)) };
}

function makeKeys(): Promise<Keys> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

/** From an hour ago on, for clocks that are behind. */
function validFor(days: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return {
    notBefore: new Date(now - 3_600_000),
    notAfter: new Date(now + days * DAY_MS),
  };
}

function pem(cert: X509Certificate): string {
  return `${cert.toString('pem')}\n`;
}

function wrap(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
