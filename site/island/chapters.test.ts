// What an island shows is what its chapter says.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { past } from '../../chapters/islands/01-store.ts';
import { guarded } from '../../chapters/islands/02-txn.ts';
import { rings } from '../../chapters/islands/04-lease.ts';
import { phases } from '../../chapters/islands/17-scheduler.ts';
import { covers } from '../../chapters/islands/18-taints.ts';
import { timeline } from '../../chapters/islands/23-nodes.ts';
import { bands } from '../../chapters/islands/26-services.ts';
import type { Island, View } from './island.ts';

const test = suite('an island shows');

/** The end of it, with some settings changed. */
function seen<K extends string>(
  { view, start }: Island<K>,
  set: Partial<Record<K, number>> = {},
): View {
  return view({ ...start, set: { ...start.set, ...set } });
}

const told = ({ rows }: View): readonly string[] =>
  rows.map((row) => row.join(' '));

test('two reads beside each other, a tombstone, and a revision that is still to come', () => {
  assert.is(
    seen(past).says,
    'A read at 7 sees a of 3, b of 7. A read at 8 sees a of 8, b of 7.',
  );
  const moves = ['put-a', 'del-a', 'put-a'];
  const at = (read: number): string =>
    past.view({ set: { read }, moves, at: 3 }).says;
  assert.is(
    at(2),
    'A read at 2 sees a of 2, b of nothing. A read at 3 sees a of nothing, b of nothing.',
  );
  assert.match(
    at(4),
    'A read at 4 sees a of 4, b of nothing. A read at 5 is refused: etcdserver: mvcc: required revision is a future revision.',
  );
});

test('a timer that rings too early, and one that rings for the last time', () => {
  assert.is(
    seen(rings).says,
    'At 15 s: the timer rings; the lease ends at 25 s, its timer rings at 25 s; a is there.',
  );
  const { start } = rings;
  const after = (...moves: string[]): string =>
    rings.view({ ...start, moves: [...start.moves, ...moves], at: 40 }).says;
  assert.is(
    after('wait5', 'wait5'),
    'At 25 s: the lease is over; there is no lease; a is not there.',
  );
  assert.match(
    after('revoke', 'put'),
    'refused, etcdserver: requested lease not found',
  );
});

test('one of two that ask is refused, and of two that do not neither', () => {
  assert.equal(told(seen(guarded)).slice(2), [
    'A if 2: put node-1 yes, revision 3 node-1, at 3',
    'B if 2: put node-2 no, node-1 node-1, at 3',
  ]);
  assert.equal(told(seen(guarded, { way: 1 })).slice(2), [
    'A puts node-1 revision 3 node-1, at 3',
    'B puts node-2 revision 4 node-2, at 4',
  ]);
});

test('spreading or packing, whichever the strategy is', () => {
  const spread = seen(phases);
  assert.is(
    spread.says,
    'Filter: refused: n2 by NodeUnschedulable, n3 by NodeResourcesFit. ' +
      'Score: n1 99, n4 149. Choose: n4.',
  );
  assert.match(seen(phases, { strategy: 1 }).says, 'n1 124, n4 112. Choose: n1.');
});

test('that of equal nodes one is drawn, and that one alone needs no score', () => {
  assert.match(
    seen(phases, { cordoned: 0 }).says,
    /n2 149, n4 149\. Choose: n[24], by lot\.$/,
  );
  const only = told(seen(phases, { cpu: 4_000 })).at(-1);
  assert.is(only, 'n4 ✓ – – ✓');
});

test('a key alone, which is equal to the empty value, and what exists, which is not', () => {
  assert.is(seen(covers).says, 'Yours, {key: gpu}, covers gpu:NoSchedule.');
  assert.is(
    seen(covers, { operator: 2, effect: 2 }).says,
    'Yours, {key: gpu, operator: Exists, effect: NoExecute}, covers gpu=yes:NoExecute.',
  );
  const nothing = seen(covers, { key: 0, operator: 2 });
  assert.equal(
    nothing.rows.map(([, yours]) => yours),
    ['✓', '✓', '✓', '✓', '✓'],
  );
});

test('a machine that dies, and 358.1 s later its Pod is marked', () => {
  assert.equal(told(seen(timeline)).slice(3), [
    '85 s lifecycle writes that Ready is Unknown',
    '90 s lifecycle lets it wait for a taint',
    '90.1 s lifecycle taints it NoExecute',
    '90.1 s eviction gives the Pod 300 s',
    '390.1 s eviction marks the Pod for deletion',
  ]);
});

test('before 1.32 the same ten seconds earlier', () => {
  const at = told(seen(timeline, { grace: 40 })).at(-1);
  assert.is(at, '380.1 s eviction marks the Pod for deletion');
});

test('a machine that is back within its grace period was never away', () => {
  const all = told(seen(timeline, { back: 20 }));
  assert.is(all.at(-1), '52 s machine is back, and says it is ready');
});

test('a machine that is back before its Pod has to go, which lives', () => {
  assert.equal(told(seen(timeline, { back: 110 })).slice(-3), [
    '142 s machine is back, and says it is ready',
    '145 s lifecycle takes the taint away',
    '145 s eviction lets the Pod live',
  ]);
});

test('a Pod that tolerates nothing, and goes with the taint', () => {
  const all = told(seen(timeline, { tolerates: 0 }));
  assert.is(all.at(-1), '90.1 s eviction marks the Pod for deletion');
});

test('a range that is filled above its band first, and then is full', () => {
  const { start } = bands;
  const numbers = told(seen(bands)).map((row) =>
    Number(/gets (\d)/.exec(row)?.[1]),
  );
  assert.equal(numbers.slice(0, 6).toSorted(), [4, 5, 6, 7, 8, 9]);
  assert.equal(numbers.slice(6).toSorted(), [0, 1, 2, 3]);
  const more = bands.view({
    ...start,
    moves: [...start.moves, 'any', 'ask8'],
    at: 12,
  });
  assert.equal(
    told(more)
      .slice(-2)
      .map((row) => row.slice(0, -20)),
    [
      '11 any port refused, range is full',
      '12 port 8 refused, provided port is already allocated',
    ],
  );
});

test.run();
