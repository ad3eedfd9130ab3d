// One POST to a webhook, over TLS: its certificate has to be signed by who the configuration
// names. What goes wrong is said as Go's net/http says it. Chapter 10.
// Engine room: not told line by line.

import type { ClientRequest } from 'node:http';
import { request } from 'node:https';
import type { CallWebhook } from './webhooks.ts';

/** As much as an answer may hold, in bytes: apiserver reads no more than 3 MiB. */
const ANSWER_BYTES = 3 * 1024 * 1024;

export const callWebhook: CallWebhook = ({ url, body, caBundle, signal }) =>
  new Promise((resolve, reject) => {
    const ca = caBundle === undefined ? {} : { ca: atob(caBundle) };
    const refuse = (error: unknown): void => reject(new Error(reasonOf(error)));
    let sent: ClientRequest;
    try {
      sent = request(url, {
        ...{ method: 'POST', agent: false, signal, ...ca },
        headers: {
          'content-type': 'application/json',
          'content-length': String(new TextEncoder().encode(body).length),
          accept: 'application/json, */*',
        },
      });
    } catch (error) {
      return refuse(error);
    }
    sent.on('error', refuse);
    sent.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
        if (text.length > ANSWER_BYTES) answer.destroy(new Error('too long'));
      });
      answer.on('error', refuse);
      answer.on('end', () => resolve({ code: answer.statusCode ?? 0, body: text }));
    });
    sent.end(body);
  });

const DIAL: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connect: connection refused',
  EHOSTUNREACH: 'connect: no route to host',
  ENETUNREACH: 'connect: network is unreachable',
};

const STRANGER =
  'tls: failed to verify certificate: x509: certificate signed by unknown authority';
const TLS: Readonly<Record<string, string>> = {
  CERT_SIGNATURE_FAILURE: STRANGER,
  DEPTH_ZERO_SELF_SIGNED_CERT: STRANGER,
  SELF_SIGNED_CERT_IN_CHAIN: STRANGER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: STRANGER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: STRANGER,
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const {
    code = '',
    address,
    port,
  } = error as Partial<NodeJS.ErrnoException> & {
    readonly address?: string;
    readonly port?: number;
  };
  if (DIAL[code] !== undefined) return `dial tcp ${address}:${port}: ${DIAL[code]}`;
  return TLS[code] ?? error.message;
}
