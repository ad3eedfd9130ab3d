// The same requests over each store that a cluster can stand on.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ApiResponse } from '#apiserver';
import { etcdVersion, startProcess } from '../etcd/process.ts';
import { type ClusterFlags, readFlags } from './flags.ts';
import { type Cluster, startCluster } from './start.ts';

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const USER = { name: 'admin', groups: ['system:masters'] };

function flags(...words: readonly string[]): ClusterFlags {
  const read = readFlags(['--insecure', '--port', '0', ...words]);
  if (read === 'help') throw new Error('no help was asked for');
  return read;
}

async function ask(
  { handle }: Cluster,
  method: string,
  url: string,
  object?: unknown,
) {
  const body = object === undefined ? {} : { body: JSON.stringify(object) };
  const headers = { 'content-type': 'application/json' };
  const answer = await handle({ method, url, headers, user: USER, ...body });
  return { code: answer.code, body: JSON.parse(textOf(answer)) };
}

function textOf({ body = '{}' }: ApiResponse): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

const named = (name: string, data = {}) => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data },
});

/** What a client does, and what it must see of it. */
async function work(cluster: Cluster): Promise<void> {
  const gone = new AbortController();
  const made = await ask(cluster, 'POST', CONFIG_MAPS, named('a', { k: '1' }));
  const since = made.body.metadata.resourceVersion;
  const watched = await cluster.handle({
    ...{ method: 'GET', user: USER, signal: gone.signal },
    url: `${CONFIG_MAPS}?watch=true&resourceVersion=${since}`,
  });
  const twice = await ask(cluster, 'POST', CONFIG_MAPS, named('a'));
  const changed = { ...made.body, data: { k: '2' } };
  const put = await ask(cluster, 'PUT', `${CONFIG_MAPS}/a`, changed);
  const stale = await ask(cluster, 'PUT', `${CONFIG_MAPS}/a`, changed);
  for (const name of ['b', 'c', 'd'])
    await ask(cluster, 'POST', CONFIG_MAPS, named(name));
  const first = await ask(cluster, 'GET', `${CONFIG_MAPS}?limit=3`);
  await ask(cluster, 'POST', CONFIG_MAPS, named('e'));
  const rest = await ask(
    cluster,
    'GET',
    `${CONFIG_MAPS}?limit=3&continue=${first.body.metadata.continue}`,
  );
  await ask(cluster, 'DELETE', `${CONFIG_MAPS}/b`);
  const missing = await ask(cluster, 'GET', `${CONFIG_MAPS}/b`);

  assert.is(made.code, 201);
  assert.is(twice.body.reason, 'AlreadyExists');
  assert.is(put.code, 200);
  assert.is(stale.body.reason, 'Conflict');
  const names = ({ body }: { body: { items: { metadata: { name: string } }[] } }) =>
    body.items.map(({ metadata }) => metadata.name);
  assert.equal(names(first), ['a', 'b', 'c']);
  assert.equal(names(rest), ['d'], 'the rest of a list is of its own moment');
  assert.is(missing.code, 404);
  const events = await take(watched, 6, gone);
  assert.equal(events, [
    ...['MODIFIED a', 'ADDED b', 'ADDED c', 'ADDED d', 'ADDED e', 'DELETED b'],
  ]);
}

async function take(
  { stream }: ApiResponse,
  count: number,
  gone: AbortController,
): Promise<readonly string[]> {
  const events: string[] = [];
  for await (const part of stream ?? []) {
    const text = typeof part === 'string' ? part : new TextDecoder().decode(part);
    for (const line of text.split('\n').filter((each) => each !== '')) {
      const { type, object } = JSON.parse(line);
      events.push(`${type} ${object.metadata.name}`);
    }
    if (events.length >= count) gone.abort();
  }
  return events;
}

const test = suite('a cluster over each store');

test('in memory', async () => {
  const cluster = await startCluster(flags('--ephemeral'));
  try {
    await work(cluster);
  } finally {
    await cluster.close();
  }
});

test('in a folder, where it is found again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubewright-cluster-'));
  try {
    const before = await startCluster(flags('--data', folder));
    await work(before);
    const { body: then } = await ask(before, 'GET', `${CONFIG_MAPS}/a`);
    await before.close();
    const after = await startCluster(flags('--data', folder));
    const { body: now } = await ask(after, 'GET', `${CONFIG_MAPS}/a`);
    await after.close();

    assert.equal(now, then);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

if (etcdVersion('a cluster over it') !== undefined)
  test('in a real etcd', async () => {
    const etcd = await startProcess();
    try {
      const cluster = await startCluster(flags('--etcd', `http://${etcd.address}`));
      try {
        await work(cluster);
      } finally {
        await cluster.close();
      }
    } finally {
      await etcd.stop();
    }
  });

test('without an etcd where one is to be, in a sentence', async () => {
  const said = await startCluster(flags('--etcd', 'http://127.0.0.1:1')).then(
    () => '',
    (error: Error) => error.message,
  );

  assert.match(said, /^no etcd answers at http:\/\/127\.0\.0\.1:1: /);
});

test.run();
