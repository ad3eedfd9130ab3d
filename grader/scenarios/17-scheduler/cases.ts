// The programs of chapter 17 in which alone a thing is decided.

import type { CacheOp, CacheProgram } from './believe.ts';
import type { PodProgram, Strategy } from './decide.ts';
import { tries } from './pairs.ts';
import type { SearchProgram } from './search.ts';
import type { QueueOp, QueueProgram } from './wait.ts';

const HAS = { cpu: '4', memory: '8Gi', pods: '10' };
const GPU = 'example.com/gpu';

export const fits: Readonly<Record<string, PodProgram>> = {
  'what is free': { nodes: [{ has: HAS }], asks: { cpu: '4', memory: '8Gi' } },
  'a thousandth more': { nodes: [{ has: HAS }], asks: { cpu: '4001m' } },
  'what others have left': {
    nodes: [
      { has: HAS, pods: [{ cpu: '3' }] },
      { has: HAS, pods: [{ cpu: '3001m' }] },
    ],
    asks: { cpu: '1' },
  },
  'two things are missing': {
    nodes: [{ has: HAS, pods: [{ cpu: '3', memory: '7Gi' }] }],
    asks: { cpu: '2', memory: '2Gi' },
  },
  'one of them for ever': {
    nodes: [{ has: HAS, pods: [{ cpu: '3', memory: '7Gi' }] }],
    asks: { cpu: '2', memory: '9Gi' },
  },
  'the first of them for ever': {
    nodes: [{ has: HAS, pods: [{ cpu: '3', memory: '7Gi' }] }],
    asks: { cpu: '5', memory: '2Gi' },
  },
  'the last place': {
    nodes: [
      { has: { ...HAS, pods: '2' }, pods: [{}] },
      { has: { ...HAS, pods: '1' }, pods: [{}] },
      { has: { ...HAS, pods: '0' } },
    ],
    asks: {},
  },
  'no place and no memory': {
    nodes: [{ has: { ...HAS, pods: '1' }, pods: [{ memory: '8Gi' }] }],
    asks: { memory: '1' },
  },
  'nothing of what is taken up': {
    nodes: [{ has: HAS, pods: [{ cpu: '5' }] }],
    asks: { cpu: '0', memory: '1Gi' },
  },
  'a scalar': {
    nodes: [
      { has: HAS },
      { has: { ...HAS, [GPU]: '2' }, pods: [{ [GPU]: '1' }] },
      { has: { ...HAS, [GPU]: '2' }, pods: [{ [GPU]: '2' }] },
    ],
    asks: { [GPU]: '1', 'ephemeral-storage': '0' },
  },
  'one that is ignored': {
    nodes: [{ has: HAS }],
    asks: { [GPU]: '1', cpu: '1' },
    ignored: [GPU],
  },
  'a group that is ignored': {
    nodes: [{ has: HAS }],
    asks: { [GPU]: '1', 'hugepages-2Mi': '2Mi' },
    ignoredGroups: ['example.com'],
  },
  'what only ends like an ignored one': {
    nodes: [{ has: HAS }],
    asks: { [GPU]: '1' },
    ignored: ['gpu'],
    ignoredGroups: ['com', 'ample.com', 'example.co'],
  },
  'what every node has is not ignored': {
    nodes: [{ has: HAS }],
    asks: { cpu: '5', memory: '9Gi' },
    ignored: ['cpu', 'memory'],
    ignoredGroups: ['cpu', 'memory'],
  },
};

const strategy = (
  type: string,
  weights: Readonly<Record<string, number>> = {},
): Strategy => ({ type, weights });
const RATIO = 'RequestedToCapacityRatio';
const on = (
  asks: PodProgram['asks'],
  how?: Strategy,
  other: Readonly<Record<string, string>> = {},
): PodProgram => ({
  nodes: [
    { has: HAS, pods: [{ cpu: '700m', memory: '3Gi' }] },
    { has: { ...HAS, ...other }, pods: [{ cpu: '1300m' }] },
  ],
  asks,
  ...(how === undefined ? {} : { strategy: how }),
});

export const scores: Readonly<Record<string, PodProgram>> = {
  'what is left over is left out': on({ cpu: '333m', memory: '1Gi' }),
  'nothing is named': on({}),
  'an explicit nothing': on({ cpu: '0', memory: '0' }),
  weights: on(
    { cpu: '1', memory: '1Gi' },
    strategy('LeastAllocated', { cpu: 3, memory: 1 }),
  ),
  'the most': on({ cpu: '333m', memory: '1Gi' }, strategy('MostAllocated')),
  'a node that has none of it': {
    nodes: [{ has: { ...HAS, memory: '0' } }, { has: HAS }],
    asks: { cpu: '1', memory: '0' },
    strategy: strategy('LeastAllocated', { cpu: 1, memory: 4 }),
  },
  'a scalar that is not asked for': on(
    { cpu: '1' },
    strategy('LeastAllocated', { cpu: 1, [GPU]: 4 }),
    { [GPU]: '4' },
  ),
  'a scalar that is asked for': {
    nodes: [
      { has: { ...HAS, [GPU]: '4' }, pods: [{ [GPU]: '1' }] },
      { has: { ...HAS, [GPU]: '2' } },
    ],
    asks: { cpu: '1', [GPU]: '1' },
    strategy: strategy('MostAllocated', { cpu: 1, [GPU]: 4 }),
  },
  'huge pages that are not asked for': on(
    { cpu: '1' },
    strategy('LeastAllocated', { cpu: 1, 'hugepages-2Mi': 4 }),
    { 'hugepages-2Mi': '64Mi' },
  ),
  'the ratio is rounded': on(
    { cpu: '333m', memory: '1Gi' },
    strategy(RATIO, { cpu: 2, memory: 1 }),
  ),
  'what is worth nothing in the ratio': {
    nodes: [{ has: HAS }, { has: HAS, pods: [{ cpu: '1' }] }],
    asks: { cpu: '0', memory: '2Gi' },
    strategy: strategy(RATIO, { cpu: 1, memory: 1 }),
  },
  'nothing that counts': {
    nodes: [{ has: HAS }, { has: HAS }],
    asks: { cpu: '1' },
    strategy: strategy('LeastAllocated', { [GPU]: 1 }),
  },
};

export const enough: Readonly<Record<string, SearchProgram>> = {
  'fewer than a hundred': { nodes: 99, pods: 1 },
  'a hundred': { nodes: 100, pods: 1 },
  'of 250 nearly half': { nodes: 250, pods: 1 },
  'a percentage': { nodes: 400, pods: 1, percent: 30 },
  'never fewer than a hundred': { nodes: 400, pods: 1, percent: 5 },
  'all of them': { nodes: 150, pods: 1, percent: 100 },
  'refused nodes are no find': { nodes: 250, pods: 1, closed: 2 },
  'all are closed': { nodes: 30, pods: 1, closed: 1 },
  'no nodes': { nodes: 0, pods: 1 },
  'adaptive in the profile': { nodes: 250, pods: 1, percent: 100, own: 0 },
  'another percentage in the profile': {
    nodes: 250,
    pods: 1,
    percent: 100,
    own: 60,
  },
  'enough of those that PreFilter left': {
    nodes: 400,
    pods: 1,
    only: 2,
    percent: 70,
  },
  'one of two by lot': { nodes: 2, pods: 1, lots: 20 },
  'the best two of four by lot': {
    ...{ nodes: 4, pods: 1, lots: 20, scores: 'weighed' },
  },
  'how many are enough': {
    ...{ nodes: 0, pods: 0, percent: 0 },
    sizes: [
      1, 99, 100, 124, 125, 187, 188, 375, 1_000, 5_624, 5_625, 6_000, 20_000,
    ],
  },
  'how many are enough at two percent': {
    ...{ nodes: 0, pods: 0, percent: 2 },
    sizes: [99, 100, 5_000, 5_099, 20_000],
  },
};

export const turns: Readonly<Record<string, SearchProgram>> = {
  'behind the last one': { nodes: 250, pods: 3, percent: 40 },
  'round the end': { nodes: 150, pods: 4, percent: 70 },
  'the refused ones were asked too': {
    nodes: 250,
    pods: 3,
    percent: 40,
    closed: 3,
  },
  'where all are asked': { nodes: 7, pods: 2, closed: 2 },
  'where nothing is found': { nodes: 5, pods: 2, closed: 1 },
  'no nodes': { nodes: 0, pods: 2 },
};

const add = (name: string, priority = 0): QueueOp => ({
  op: 'add',
  name,
  priority,
});
const pop: QueueOp = { op: 'pop' };
const refuse = (...by: string[]): QueueOp => ({ op: 'refuse', by });
const pending = (by: readonly string[], ...until: string[]): QueueOp => ({
  ...{ op: 'refuse', by, pending: until },
});
const wait = (ms: number): QueueOp => ({ op: 'wait', ms });
const newNode: QueueOp = { op: 'event', resource: 'Node', action: 'Add' };
const label: QueueOp = { op: 'event', resource: 'Node', action: 'UpdateNodeLabel' };
const gone = (about: string): QueueOp => ({
  ...{ op: 'event', resource: 'AssignedPod', action: 'Delete', about },
});

export const waits: Readonly<Record<string, QueueProgram>> = {
  ...tries.cases(),
  'nothing happens': [add('a'), pop, refuse('Nodes'), wait(20_000)],
  'what it waits for': [add('a'), pop, refuse('Nodes'), wait(5_000), newNode],
  'before its time': [
    add('a'),
    pop,
    refuse('Nodes'),
    newNode,
    wait(1_000),
    wait(1_000),
  ],
  'something else': [add('a'), pop, refuse('Nodes'), wait(5_000), label, gone('a')],
  'the hint says no': [
    add('a'),
    pop,
    refuse('Same'),
    wait(5_000),
    gone('b'),
    gone('a'),
  ],
  'one of two is helped': [
    add('a'),
    pop,
    refuse('Nodes', 'Same'),
    wait(5_000),
    newNode,
  ],
  'a plugin that did not refuse': [
    add('a'),
    pop,
    refuse('Same'),
    wait(5_000),
    newNode,
  ],
  'a plugin that cares for all': [add('a'), pop, refuse('Any'), wait(5_000), label],
  'a hint that fails': [add('a'), pop, refuse('Broken'), wait(5_000), label],
  'it waited for this alone': [add('a'), pop, pending([], 'Nodes'), newNode],
  'it waited for this and more': [
    ...[add('a'), pop, pending(['Same'], 'Nodes'), gone('a'), wait(5_000)],
    ...[pop, pending(['Same'], 'Nodes'), newNode],
  ],
  'while it was tried': [add('a'), pop, newNode, refuse('Nodes'), wait(2_000)],
  'while it was tried, something else': [add('a'), pop, label, refuse('Nodes')],
  'something broke': [add('a'), pop, refuse(), wait(1_000), wait(1_000)],
  'longer each time': [
    ...[
      add('a'),
      pop,
      refuse(),
      wait(2_000),
      pop,
      refuse(),
      wait(2_000),
      wait(1_000),
    ],
    ...[
      pop,
      refuse(),
      wait(4_000),
      wait(1_000),
      pop,
      refuse(),
      wait(8_000),
      wait(1_000),
    ],
    ...[pop, refuse(), wait(10_000), wait(1_000)],
  ],
  'on the whole second': [
    ...[wait(300), add('a'), pop, refuse(), wait(700), wait(999), wait(1)],
  ],
  'five minutes': [add('a'), pop, refuse('Same'), wait(300_000), wait(30_000)],
  'by priority, not by time': [
    ...[add('a'), pop, refuse(), add('b', 5), pop, refuse(), wait(2_000)],
  ],
  'helped again and again': [
    ...[add('a'), pop, refuse('Nodes'), wait(2_000), newNode],
    ...[pop, refuse('Nodes'), newNode, wait(2_000), wait(1_000)],
  ],
  'it is asked for': [
    ...[add('a'), pop, refuse('Nodes'), { op: 'activate', name: 'a' } as const],
    ...[pop, { op: 'activate', name: 'a' } as const, refuse('Same'), wait(3_000)],
  ],
  'pending, and time has passed': [
    ...[add('a'), pop, pending([], 'Same'), wait(300_000), wait(30_000)],
  ],
  'pending, and asked for while it was tried': [
    ...[add('a'), pop, { op: 'activate', name: 'a' } as const],
    ...[pending([], 'Same'), wait(2_000)],
  ],
};

const did = (
  op: 'assume' | 'forget' | 'told' | 'gone' | 'bound',
  pod: string,
  node: string,
  cpu = 1_000,
): CacheOp => ({ op, pod, node, cpu });
const later = (ms: number): readonly CacheOp[] => [
  { op: 'wait', ms },
  { op: 'clean up' },
];

export const beliefs: Readonly<Record<string, CacheProgram>> = {
  'assumed, then told': {
    ops: [did('assume', 'p1', 'n1'), did('told', 'p1', 'n1')],
  },
  'assumed, then forgotten': {
    ops: [
      ...[did('assume', 'p1', 'n1'), did('forget', 'p1', 'n1')],
      did('assume', 'p1', 'n2'),
    ],
  },
  'told of another node': {
    ops: [did('assume', 'p1', 'n1'), did('told', 'p1', 'n2')],
  },
  'told, then forgotten': {
    ops: [
      ...[did('assume', 'p1', 'n1'), did('told', 'p1', 'n1')],
      did('forget', 'p1', 'n1'),
    ],
  },
  'never assumed': { ops: [did('forget', 'p1', 'n1'), did('told', 'p1', 'n1')] },
  'assumed twice': { ops: [did('assume', 'p1', 'n1'), did('assume', 'p1', 'n2')] },
  'told, then assumed': {
    ops: [did('told', 'p1', 'n1'), did('assume', 'p1', 'n1')],
  },
  'told twice': { ops: [did('told', 'p1', 'n1'), did('told', 'p1', 'n1', 400)] },
  'told of less': {
    ops: [did('assume', 'p1', 'n1'), did('told', 'p1', 'n1', 250)],
  },
  'gone while it is assumed': {
    ops: [
      ...[did('assume', 'p1', 'n1'), did('gone', 'p1', 'n1')],
      did('assume', 'p1', 'n1'),
    ],
  },
  'gone, and never there': { ops: [did('gone', 'p1', 'n1')] },
  'gone from where it was': {
    ops: [did('told', 'p1', 'n1'), did('gone', 'p1', 'n2')],
  },
  'on a node that nobody told': {
    ops: [
      ...[did('told', 'p1', 'n3'), did('told', 'p2', 'n3')],
      did('gone', 'p2', 'n3'),
    ],
  },
  'two of them': {
    ops: [
      ...[did('assume', 'p1', 'n1'), did('assume', 'p2', 'n1', 500)],
      ...[did('told', 'p2', 'n1', 500), did('forget', 'p1', 'n1')],
    ],
  },
  'bound, and never told': {
    expires: 30_000,
    ops: [
      ...[did('assume', 'p1', 'n1'), ...later(60_000), did('bound', 'p1', 'n1')],
      ...[...later(29_999), ...later(1), ...later(1)],
    ],
  },
  'bound, and told': {
    expires: 30_000,
    ops: [
      ...[did('assume', 'p1', 'n1'), did('bound', 'p1', 'n1')],
      ...[did('told', 'p1', 'n1'), did('bound', 'p1', 'n1'), ...later(60_000)],
    ],
  },
  'two that were bound': {
    expires: 30_000,
    ops: [
      ...[did('assume', 'p1', 'n1'), did('assume', 'p2', 'n2')],
      ...[did('bound', 'p1', 'n1'), did('bound', 'p2', 'n2'), ...later(60_000)],
    ],
  },
  'believed for ever': {
    ops: [
      did('assume', 'p1', 'n1'),
      ...[...later(60_000), did('bound', 'p1', 'n1'), ...later(60_000)],
    ],
  },
};
