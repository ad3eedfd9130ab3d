// The controllers over the API server of chapter 09, second by second.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { millisOf } from '#objects';
import { createVirtualWorld, VIRTUAL_START } from '#world';
import { type Bench, benchOf } from './fixtures.ts';
import type { Node } from './objects.ts';

const test = suite('node lifecycle');

const secondOf = (time: string | undefined): number =>
  (millisOf(time ?? '') - VIRTUAL_START) / 1_000;

/** Notes, once a second, how a node looks whenever it looks otherwise than before. */
function watchNode(bench: Bench, name: string): string[] {
  const lines: string[] = [];
  let last = '';
  bench.informers.nodes.listen(({ type, object }) => {
    if (object.metadata.name !== name || type === 'Deleted') return;
    const now = looks(object);
    if (now !== last) lines.push(`${bench.world.clock.now() / 1_000} ${now}`);
    last = now;
  });
  return lines;
}

function looks({ spec, status }: Node): string {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')?.status;
  const taints = (spec?.taints ?? []).map(({ key, effect, timeAdded }) => {
    const at = timeAdded === undefined ? '' : `@${secondOf(timeAdded)}`;
    return `${key.replace('node.kubernetes.io/', '')}:${effect}${at}`;
  });
  return [ready ?? '-', ...taints].join(' ');
}

const tolerating = (seconds?: number) => [
  {
    ...{ key: 'node.kubernetes.io/unreachable', operator: 'Exists' },
    effect: 'NoExecute',
    ...(seconds === undefined ? {} : { tolerationSeconds: seconds }),
  },
];

test('a silent node is Unknown after the grace period, and its pods go in their time', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const bench = benchOf(world);
  await bench.join('a');
  await bench.join('b');
  await bench.place('none', 'a');
  await bench.place('zero', 'a', tolerating(0));
  await bench.place('thirty', 'a', tolerating(30));
  await bench.place('default', 'a', tolerating(300));
  await bench.place('ever', 'a', tolerating());
  await bench.place('other', 'b');
  const lines = watchNode(bench, 'a');
  const deleted: string[] = [];
  await bench.begin();
  bench.informers.pods.listen((delta) => {
    const { name, deletionTimestamp } = delta.object.metadata;
    if (delta.type === 'Updated' && deletionTimestamp !== undefined)
      if (delta.old.metadata.deletionTimestamp === undefined)
        deleted.push(`${world.clock.now() / 1_000} ${name}`);
  });

  await world.clock.advance(32_000);
  bench.kill('a');
  await world.clock.advance(1_000_000);

  // Renewed at 30 s and seen at 30 s: 80 s is not past 50 s yet, 85 s is.
  assert.equal(lines, [
    '0 True',
    '85 Unknown',
    '85 Unknown unreachable:NoSchedule@85',
    '90.1 Unknown unreachable:NoSchedule@85 unreachable:NoExecute@90',
  ]);
  assert.equal(deleted, [
    '90.1 none',
    '90.1 zero',
    '120.1 thirty',
    '390.1 default',
  ]);
  const { items } = await bench.events.list();
  const told = items.map(
    (event) =>
      `${secondOf(event.firstTimestamp)} ${event.involvedObject.name} ${event.reason} ${event.message}`,
  );
  assert.equal(told.sort(), [
    '0 a RegisteredNode Node a event: Registered Node a in Controller',
    '0 b RegisteredNode Node b event: Registered Node b in Controller',
    '120 thirty TaintManagerEviction Marking for deletion Pod default/thirty',
    '390 default TaintManagerEviction Marking for deletion Pod default/default',
    '85 a NodeNotReady Node a status is now: NodeNotReady',
    ...['default', 'ever', 'none', 'thirty', 'zero'].map(
      (name) => `85 ${name} NodeNotReady Node is not ready`,
    ),
    '90 none TaintManagerEviction Marking for deletion Pod default/none',
    '90 zero TaintManagerEviction Marking for deletion Pod default/zero',
  ]);
  const ever = await bench.pods.get('default/ever');
  assert.is(ever.status?.conditions?.[0]?.status, 'False');
  assert.is(secondOf(ever.status?.conditions?.[0]?.lastTransitionTime), 85);
  const none = await bench.pods.get('default/none');
  assert.equal(
    none.status?.conditions?.find(({ type }) => type === 'DisruptionTarget'),
    {
      ...{ type: 'DisruptionTarget', status: 'True' },
      reason: 'DeletionByTaintManager',
      message: 'Taint manager: deleting due to NoExecute taint',
      lastTransitionTime: '2025-01-01T00:01:30Z',
    },
  );
  await bench.end();
});

test('a node that comes back loses its taints, and its pods stay', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const bench = benchOf(world);
  await bench.join('a');
  await bench.join('b');
  await bench.place('default', 'a', tolerating(300));
  const lines = watchNode(bench, 'a');
  await bench.begin();
  bench.kill('a');
  await world.clock.advance(101_000);
  await bench.revive('a');
  await world.clock.advance(600_000);

  assert.equal(lines, [
    '0 True',
    '55 Unknown',
    '55 Unknown unreachable:NoSchedule@55',
    '60.1 Unknown unreachable:NoSchedule@55 unreachable:NoExecute@60',
    '101 True unreachable:NoSchedule@55 unreachable:NoExecute@60',
    '101 True unreachable:NoExecute@60',
    '105 True',
  ]);
  const pod = await bench.pods.get('default/default');
  assert.is(pod.metadata.deletionTimestamp, undefined);
  const { items } = await bench.events.list();
  const cancelled = items.filter(({ message }) => message.startsWith('Cancelling'));
  assert.equal(
    cancelled.map(({ message, firstTimestamp, source }) => [
      ...[message, secondOf(firstTimestamp), source.component],
    ]),
    [
      [
        'Cancelling deletion of Pod default/default',
        105,
        'taint-eviction-controller',
      ],
    ],
  );
  await bench.end();
});

test('a node without any status has 60 s, and then queues at once', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const bench = benchOf(world);
  await bench.join('b');
  await bench.nodes.create({
    ...{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' } },
  });
  const lines = watchNode(bench, 'a');
  await bench.begin();
  await world.clock.advance(120_000);
  assert.equal(lines, [
    '0 -',
    '65 Unknown',
    '65 Unknown unreachable:NoSchedule@65',
    '65.1 Unknown unreachable:NoSchedule@65 unreachable:NoExecute@65',
  ]);
  const { status } = await bench.nodes.get('a');
  assert.equal(
    status?.conditions?.map(({ type, reason }) => `${type} ${reason}`),
    ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'].map(
      (type) => `${type} NodeStatusNeverUpdated`,
    ),
  );
  await bench.end();
});

test.run();
