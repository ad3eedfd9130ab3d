import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Attributes } from '#apiserver';
import { createVirtualWorld } from '#world';
import { benchOf } from './fixtures.ts';
import { microTime, renewedLease } from './heartbeat.ts';
import type { Node, Taint } from './objects.ts';
import { taintNodesAtCreation } from './taint-nodes.ts';

const test = suite('heartbeats');
const KEY = 'kube-node-lease/a';

test('a lease is the node’s own, and says the time with microseconds', () => {
  const { metadata, spec } = renewedLease(
    { name: 'a', uid: 'u' },
    1_735_689_600_250,
  );
  assert.equal(metadata, {
    ...{ namespace: 'kube-node-lease', name: 'a' },
    ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'a', uid: 'u' }],
  });
  assert.equal(spec, {
    ...{ holderIdentity: 'a', leaseDurationSeconds: 40 },
    renewTime: '2025-01-01T00:00:00.250000Z',
  });
  assert.is(microTime(7), '1970-01-01T00:00:00.007000Z');
});

test('it is renewed every 10 s, whoever has written it or taken it away meanwhile', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const bench = benchOf(world);
  await bench.join('a');
  const seconds = async (): Promise<string | undefined> =>
    (await bench.leases.get(KEY)).spec?.renewTime?.slice(17, 19);
  await world.clock.advance(29_000);
  assert.is(await seconds(), '20');
  await bench.leases.patch(KEY, { metadata: { labels: { seen: 'yes' } } });
  await world.clock.advance(10_000);
  assert.is(await seconds(), '30');
  assert.equal((await bench.leases.get(KEY)).metadata.labels, { seen: 'yes' });
  await bench.leases.delete(KEY);
  await world.clock.advance(10_000);
  assert.is(await seconds(), '40');
  bench.kill('a');
  await world.clock.advance(100_000);
  assert.is(await seconds(), '40');
  await bench.end();
});

/** The taints of a node that is created with these. */
function born(taints: readonly Taint[], changes: Partial<Attributes> = {}) {
  const node: Node = {
    ...{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' } },
    spec: { taints },
  };
  const attributes: Attributes = {
    ...{ operation: 'CREATE', subresource: '', namespace: '', name: 'a' },
    resource: {
      ...{ group: '', version: 'v1', kind: 'Node', resource: 'nodes' },
      ...{ singular: 'node', namespaced: false, verbs: [] },
    },
    ...{ object: node, user: { name: 'me', groups: [] }, dryRun: false },
    ...{ options: {}, headers: {}, warn: () => undefined },
    ...changes,
  };
  const admitted = taintNodesAtCreation.admit?.(attributes) ?? node;
  if (admitted instanceof Promise) throw new Error('it waits for nothing');
  const { spec }: Partial<Node> = admitted;
  return spec?.taints;
}

test('a node is born not ready, and only once', () => {
  const own = { key: 'gpu', effect: 'NoSchedule' };
  const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };
  const running = { ...notReady, effect: 'NoExecute' };
  assert.equal(born([own]), [own, notReady]);
  assert.equal(born([notReady]), [notReady]);
  assert.equal(born([running]), [running, notReady]);
  assert.equal(born([own], { operation: 'UPDATE' }), [own]);
  assert.equal(born([own], { subresource: 'status' }), [own]);
});

test.run();
