// The servers of the bench, in a process of their own: the API server, and beside it a bare
// node:http that answers a constant Buffer. Tells its ports to its parent.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memoryStorage } from '#apiserver';
import { serve } from '#apiserver/node';
import { createSystemWorld } from '#world/node';
import { assemble } from '../cluster/assemble.ts';
import { bootstrap } from '../cluster/bootstrap.ts';
import { configMap } from './apiserver-objects.ts';

const ADMIN = { name: 'admin', groups: ['system:masters', 'system:authenticated'] };

const world = createSystemWorld({ seed: 1 });
const storage = memoryStorage();
const { handle, open } = assemble({ world, storage, clock: undefined, doors: [] });
await open({ server: 'http://127.0.0.1:8080', caPem: '' });
await bootstrap(handle, 6443);
const server = await serve({ handle, port: 0, user: ADMIN });

const { body = '' } = await handle({
  ...{ method: 'POST', url: '/api/v1/namespaces/default/configmaps', user: ADMIN },
  ...{
    body: configMap('constant'),
    headers: { 'content-type': 'application/json' },
  },
});
const constant = Buffer.from(body);
const bare = createServer((_, response) => {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': constant.length,
  });
  response.end(constant);
});
bare.listen(0, '127.0.0.1', () => {
  const { port } = bare.address() as AddressInfo;
  process.send?.({ port: server.port, bare: port, bytes: constant.length });
});
process.on('message', (message) => {
  if (message === 'cpu') process.send?.({ cpu: process.cpuUsage() });
});
process.on('disconnect', () => process.exit());
