// Two webhooks for the scenarios, on the loopback interface: /label gives what it sees a
// label, and says so in a warning; /refuse refuses what is called secret-….

import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificates } from '#apiserver/node';

export interface Webhooks {
  readonly env: Readonly<Record<'WEBHOOK_URL' | 'WEBHOOK_CA', string>>;
  close(): Promise<void>;
}

export async function serveWebhooks(): Promise<Webhooks> {
  const { ca, server: pair } = await makeCertificates();
  const server = createServer(pair, async (request, response) => {
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += part;
    const [path = ''] = (request.url ?? '').split('?');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(reviewed(path, JSON.parse(text))));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    env: {
      WEBHOOK_URL: `https://127.0.0.1:${port}`,
      WEBHOOK_CA: Buffer.from(ca).toString('base64'),
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Review {
  readonly kind: string;
  readonly apiVersion: string;
  readonly request: { readonly uid: string; readonly name: string };
}

function reviewed(path: string, { kind, apiVersion, request }: Review): object {
  const { uid, name } = request;
  const answer = { uid, allowed: true };
  if (path === '/label') {
    const value = { team: 'blue' };
    const patch = JSON.stringify([{ op: 'add', path: '/metadata/labels', value }]);
    const warnings = ['labelled by change.example.com'];
    const encoded = Buffer.from(patch).toString('base64');
    const response = {
      ...answer,
      warnings,
      patchType: 'JSONPatch',
      patch: encoded,
    };
    return { kind, apiVersion, response };
  }
  if (!name.startsWith('secret-')) return { kind, apiVersion, response: answer };
  const status = { message: 'no secrets here' };
  return { kind, apiVersion, response: { uid, allowed: false, status } };
}
