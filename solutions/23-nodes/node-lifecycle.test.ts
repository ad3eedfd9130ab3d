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

/** When each node got its NoExecute taint, in seconds. */
async function taintedAt(bench: Bench): Promise<Record<string, number>> {
  const { items } = await bench.nodes.list();
  const times = items.flatMap(({ metadata, spec }) => {
    const taint = spec?.taints?.find(({ effect }) => effect === 'NoExecute');
    return taint ? [[metadata.name, secondOf(taint.timeAdded)] as const] : [];
  });
  return Object.fromEntries(times);
}

/** `alive` nodes of a zone, and then `dead` ones that fall silent at 0 s. */
async function fill(bench: Bench, zone: string, [alive, dead]: readonly number[]) {
  for (let i = 0; i < (alive ?? 0); i++) await bench.join(`${zone}-up-${i}`, zone);
  for (let i = 0; i < (dead ?? 0); i++) {
    await bench.join(`${zone}-${i}`, zone);
    bench.kill(`${zone}-${i}`);
  }
}

test('a zone of which all nodes die has them tainted one every 10 s', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const bench = benchOf(world);
  await fill(bench, 'a', [0, 100]);
  await fill(bench, 'b', [1, 0]);
  await bench.begin();
  await world.clock.advance(1_100_000);
  const times = Object.values(await taintedAt(bench));
  assert.equal(
    times.toSorted((a, b) => a - b),
    Array.from({ length: 100 }, (_, i) => 60 + 10 * i),
  );
  await bench.end();
});

test('a large zone that is mostly lost is slow, a small one stops, others go on', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const bench = benchOf(world);
  await fill(bench, 'large', [20, 31]);
  await fill(bench, 'small', [2, 3]);
  await fill(bench, 'half', [1, 1]);
  await bench.begin();
  await world.clock.advance(361_000);
  const times = await taintedAt(bench);
  const of = (zone: string) =>
    Object.entries(times)
      .flatMap(([name, time]) => (name.startsWith(zone) ? [time] : []))
      .toSorted((a, b) => a - b);
  // The bucket of a zone is full when its rate is changed: the first is not slower.
  assert.equal(of('large'), [60, 160, 260, 360]);
  assert.equal(of('small'), []);
  assert.equal(of('half'), [60]);
  await bench.end();
});

test('if nothing answers it may be us: no taints, and time begins anew afterwards', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const bench = benchOf(world);
  await bench.join('a');
  await bench.join('b');
  await bench.place('default', 'a');
  await bench.begin();
  const lines = watchNode(bench, 'a');
  bench.kill('b');
  await world.clock.advance(61_000);
  assert.equal(await taintedAt(bench), { b: 60 });
  bench.kill('a');
  await world.clock.advance(200_000);
  // Seen at 60 s, so silent at 115 s: then all are, and b's taint is taken off.
  assert.equal(lines, [
    '0 True',
    '115 Unknown',
    '115 Unknown unreachable:NoSchedule@115',
  ]);
  assert.equal(await taintedAt(bench), {});

  await bench.revive('b');
  await world.clock.advance(240_000);
  // Back at 261 s, seen at 265 s. Its status is Unknown still, so a queues at the next
  // tick; a bucket that was stopped has to fill: 10 s.
  assert.equal(await taintedAt(bench), { a: 275 });
  await bench.end();
});

test('a kubelet that says that it is not ready has its node tainted by its word', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const bench = benchOf(world);
  await bench.join('a');
  await bench.join('b');
  const lines = watchNode(bench, 'a');
  await bench.begin();
  await world.clock.advance(11_000);
  await bench.revive('a', 'False');
  await world.clock.advance(20_000);
  bench.kill('a');
  await world.clock.advance(100_000);
  await bench.revive('a', 'False');
  await world.clock.advance(100_000);
  assert.equal(lines, [
    '0 True',
    '11 False',
    '11 False not-ready:NoSchedule@11',
    '15.1 False not-ready:NoSchedule@11 not-ready:NoExecute@15',
    // Renewed at 31 s, seen at 35 s.
    '90 Unknown not-ready:NoSchedule@11 not-ready:NoExecute@15',
    '90 Unknown not-ready:NoExecute@15 unreachable:NoSchedule@90',
    '95 Unknown unreachable:NoSchedule@90 unreachable:NoExecute@95',
    '131 False unreachable:NoSchedule@90 unreachable:NoExecute@95',
    '131 False unreachable:NoExecute@95 not-ready:NoSchedule@131',
    '135 False not-ready:NoSchedule@131 not-ready:NoExecute@135',
  ]);
  await bench.end();
});

test('a node that flaps faster than the grace period is never lost', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const bench = benchOf(world);
  await bench.join('a');
  await bench.join('b');
  const lines = watchNode(bench, 'a');
  await bench.begin();
  for (let round = 0; round < 20; round++) {
    bench.kill('a');
    await world.clock.advance(50_000);
    await bench.revive('a');
  }
  assert.equal(lines, ['0 True']);
  await bench.end();
});

test('a cordoned node is tainted, and a taint of somebody else is left alone', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const bench = benchOf(world);
  await bench.join('a');
  await bench.begin();
  const own = { key: 'gpu', value: 'yes', effect: 'NoSchedule' };
  await bench.nodes.patch('a', { spec: { unschedulable: true, taints: [own] } });
  await world.clock.advance(2_000);
  const { spec } = await bench.nodes.get('a');
  assert.equal(spec?.taints, [
    own,
    {
      key: 'node.kubernetes.io/unschedulable',
      ...{ effect: 'NoSchedule', timeAdded: '2025-01-01T00:00:00Z' },
    },
  ]);
  await bench.end();
});

test('a second taint with a shorter time does not hurry an eviction that is planned', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const bench = benchOf(world);
  await bench.join('a');
  const exists = (key: string, tolerationSeconds: number) => ({
    ...{ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds },
  });
  await bench.place('pod', 'a', [exists('x', 300), exists('y', 30)]);
  await bench.begin();
  const x = { key: 'x', effect: 'NoExecute' };
  await bench.nodes.patch('a', { spec: { taints: [x] } });
  await world.clock.advance(10_000);
  await bench.nodes.patch('a', {
    spec: { taints: [x, { key: 'y', effect: 'NoExecute' }] },
  });
  await world.clock.advance(289_000);
  const before = await bench.pods.get('default/pod');
  assert.is(before.metadata.deletionTimestamp, undefined);
  await world.clock.advance(2_000);
  const after = await bench.pods.get('default/pod');
  assert.ok(after.metadata.deletionTimestamp);
  await bench.end();
});

test.run();
