// Which taints a node's conditions come to.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Node, Taint } from '#scheduler';
import { reconciledTaints, UNSCHEDULABLE, wantedTaints } from './mod.ts';

const test = suite('conditions');

type Said = Readonly<Record<string, 'True' | 'False' | 'Unknown'>>;

const nodeOf = (
  said: Said,
  taints?: readonly Taint[],
  unschedulable?: true,
): Node => ({
  ...{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' } },
  spec: { ...(taints && { taints }), ...(unschedulable && { unschedulable }) },
  status: {
    conditions: Object.entries(said).map(([type, status]) => ({
      ...{ type, status, lastTransitionTime: 't0' },
    })),
  },
});
const own = (key: string, timeAdded = 't1'): Taint => ({
  ...{ key: `node.kubernetes.io/${key}`, effect: 'NoSchedule', timeAdded },
});

test('each condition has its taint, in the order of the conditions', () => {
  const said: Said = {
    MemoryPressure: 'True',
    DiskPressure: 'False',
    PIDPressure: 'True',
    NetworkUnavailable: 'True',
    Ready: 'Unknown',
    FrequentKubeletRestart: 'True',
  };

  const keys = ['memory-pressure', 'pid-pressure', 'network-unavailable'];
  assert.equal(
    wantedTaints(nodeOf(said, undefined, true)),
    [...keys, 'unreachable', 'unschedulable'].map(
      (key) => `node.kubernetes.io/${key}`,
    ),
  );
  assert.equal(
    wantedTaints(nodeOf({ Ready: 'True', MemoryPressure: 'Unknown' })),
    [],
  );
  assert.equal(wantedTaints(nodeOf({ Ready: 'False' })), [
    'node.kubernetes.io/not-ready',
  ]);
});

test('what has come is added, what is over is taken away, the rest stays', () => {
  const theirs: Taint = { key: 'gpu', effect: 'NoSchedule' };
  const evicting: Taint = {
    key: 'node.kubernetes.io/not-ready',
    effect: 'NoExecute',
  };
  const taints = [own('memory-pressure'), theirs, evicting, own('disk-pressure')];
  const node = nodeOf({ DiskPressure: 'True', Ready: 'False' }, taints);

  assert.equal(reconciledTaints(node, 't2'), [
    ...[theirs, evicting, own('disk-pressure'), own('not-ready', 't2')],
  ]);
});

test('nothing to do is the same list', () => {
  const taints = [own('disk-pressure')];

  assert.is(
    reconciledTaints(nodeOf({ DiskPressure: 'True' }, taints), 't2'),
    taints,
  );
  assert.equal(reconciledTaints(nodeOf({}), 't2'), []);
});

test('cordoned, and let in again', () => {
  const cordoned = reconciledTaints(nodeOf({}, [], true), 't2');

  assert.equal(cordoned, [
    { key: UNSCHEDULABLE, effect: 'NoSchedule', timeAdded: 't2' },
  ]);
  assert.equal(reconciledTaints(nodeOf({}, cordoned), 't3'), []);
});

test.run();
