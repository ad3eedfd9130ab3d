// The API server without a socket: what more objects cost.

import { memoryStorage } from '#apiserver';
import { createSystemWorld } from '#world/node';
import { type Assembled, assemble } from '../cluster/assemble.ts';
import { bootstrap } from '../cluster/bootstrap.ts';
import { configMap } from './apiserver-objects.ts';

const USER = { name: 'admin', groups: ['system:masters'] };
const PLACE = '/api/v1/namespaces/default';
const HEADERS = { 'content-type': 'application/json' };

/** What stands at 1,000 objects beside what stands at 100,000. */
export async function growth(): Promise<void> {
  const server = await newServer();
  console.log(
    'objects      get µs    create µs   list of 500, ms   heap, bytes each',
  );
  let made = 0;
  const before = heap();
  for (const size of [1_000, 10_000, 100_000]) {
    while (made < size - 200) await post(server, 'configmaps', small(made++));
    const creating = await timed(async () => {
      for (let i = 0; i < 200; i++) await post(server, 'configmaps', small(made++));
    });
    const getting = await timed(async () => {
      for (let i = 0; i < 2_000; i++)
        await read(server, `${PLACE}/configmaps/c-${(i * 7919) % size}`);
    });
    const listing = await timed(() =>
      read(server, `${PLACE}/configmaps?limit=500`),
    );
    const each = (heap() - before) / size;
    console.log(
      `${String(size).padStart(7)} ${((getting / 2_000) * 1_000).toFixed(1).padStart(11)} ` +
        `${((creating / 200) * 1_000).toFixed(1).padStart(12)} ` +
        `${listing.toFixed(2).padStart(17)} ${each.toFixed(0).padStart(18)}`,
    );
  }
  server.close();
}

async function newServer(): Promise<Assembled> {
  const world = createSystemWorld({ seed: 1 });
  const storage = memoryStorage();
  const server = assemble({ world, storage, clock: undefined, doors: [] });
  await server.open({ server: 'http://127.0.0.1:8080', caPem: '' });
  await bootstrap(server.handle, 6443);
  return server;
}

function small(i: number): string {
  return i % 2 === 0
    ? configMap(`c-${i}`).replace(/x{1000}/, '')
    : configMap(`c-${i}`);
}

async function post(server: Assembled, kind: string, body: string): Promise<void> {
  const url = `${PLACE}/${kind}`;
  const { code } = await server.handle({
    ...{ method: 'POST', url, body, headers: HEADERS, user: USER },
  });
  if (code !== 201) throw new Error(`POST ${url} was answered ${code}`);
}

async function read(server: Assembled, url: string): Promise<Uint8Array | string> {
  const { code, body = '' } = await server.handle({
    method: 'GET',
    url,
    user: USER,
  });
  if (code !== 200) throw new Error(`GET ${url} was answered ${code}`);
  return body;
}

async function timed(action: () => unknown): Promise<number> {
  const began = performance.now();
  await action();
  return performance.now() - began;
}

function heap(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
