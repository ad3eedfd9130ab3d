import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { makeCertificates } from '#apiserver/node';
import { refusalOf } from './fixtures.ts';
import { callWebhook } from './webhook-call.node.ts';

const test = suite('a call of a webhook');

test('reaches whoever has a certificate of the authority, and says why it reaches no other', async () => {
  const [ours, other] = [await makeCertificates(), await makeCertificates()];
  const server = createServer(ours.server, async (request, response) => {
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += part;
    response.end(`${request.method} ${request.url} ${text}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { signal } = new AbortController();
  const call = (url: string, ca: string) =>
    callWebhook({ url, body: '{"a":"ä"}', caBundle: btoa(ca), signal });
  const here = `https://127.0.0.1:${port}/x?timeout=1s`;

  const answer = await call(here, ours.ca);
  const stranger = await refusalOf(() => call(here, other.ca));
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  const nobody = await refusalOf(() => call(here, ours.ca));
  const nonsense = await refusalOf(() => call('gopher://x', ours.ca));

  assert.equal(answer, { code: 200, body: 'POST /x?timeout=1s {"a":"ä"}' });
  assert.match(stranger ?? '', 'x509: certificate signed by unknown authority');
  assert.is(nobody, `dial tcp 127.0.0.1:${port}: connect: connection refused`);
  assert.is.not(nonsense, undefined);
});

test.run();
