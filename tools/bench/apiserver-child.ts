// The servers of the bench, in a process of their own: the API server, and beside it a bare
// node:http that answers a constant Buffer, a large one at /kept, and at /list the JSON of an
// object that it writes out anew each time. Tells its ports to its parent.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memoryStorage } from '#apiserver';
import { serve } from '#apiserver/node';
import { createSystemWorld } from '#world/node';
import { assemble } from '../cluster/assemble.ts';
import { bootstrap } from '../cluster/bootstrap.ts';
import { configMap, pod } from './apiserver-objects.ts';

/** What is listed. */
const PODS = 5_000;
const ADMIN = { name: 'admin', groups: ['system:masters', 'system:authenticated'] };

const world = createSystemWorld({ seed: 1 });
const storage = memoryStorage();
const { handle, open } = assemble({ world, storage, clock: undefined, doors: [] });
await open({ server: 'http://127.0.0.1:8080', caPem: '' });
await bootstrap(handle, 6443);
const server = await serve({ handle, port: 0, user: ADMIN });

const headers = { 'content-type': 'application/json' };
const PLACE = '/api/v1/namespaces';
const constant = await post(`${PLACE}/default/configmaps`, configMap('constant'));
for (let i = 0; i < PODS; i++)
  await post(`${PLACE}/kube-system/pods`, JSON.stringify(pod(`p-${i}`)));
const pods = `${PLACE}/kube-system/pods`;
const list = await handle({ method: 'GET', url: pods, user: ADMIN });
const kept = Buffer.from(list.body ?? '');
const parsed = JSON.parse(String(kept));
const bare = createServer(({ url }, response) => {
  const body = bodyOf(url);
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': body.length,
  });
  response.end(body);
});

function bodyOf(url: string | undefined): Buffer {
  if (url === '/list') return Buffer.from(JSON.stringify(parsed));
  return url === '/kept' ? kept : constant;
}

async function post(url: string, text: string): Promise<Buffer> {
  const sent = { method: 'POST', url, user: ADMIN, headers, body: text };
  const { code, body = '' } = await handle(sent);
  if (code !== 201) throw new Error(`POST ${url} was answered ${code}`);
  return Buffer.from(body);
}

bare.listen(0, '127.0.0.1', () => {
  const { port } = bare.address() as AddressInfo;
  process.send?.({ port: server.port, bare: port, bytes: constant.length });
});
process.on('message', (message) => {
  if (message === 'cpu') process.send?.({ cpu: process.cpuUsage() });
});
process.on('disconnect', () => process.exit());
