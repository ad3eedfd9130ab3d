// The formulas once more, as slowly and plainly as they can be said: big integers, and
// nothing kept. On random clusters both decide alike.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { milliValue, parseQuantity, wholeValue } from '#objects';
import { type Chance, createVirtualWorld } from '#world';
import { benchOf, nodeOf, podOf } from './fixtures.ts';
import { CycleState, defaultProfile, type Node, type Pod } from './mod.ts';

const test = suite('the formulas, restated');
const CLUSTERS = process.env.KUBEWRIGHT_LONG === undefined ? 300 : 10_000;
const NAMES = ['cpu', 'memory', 'ephemeral-storage', 'example.com/gpu'];

interface Cluster {
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  readonly pod: Pod;
  readonly weights: Readonly<Record<string, number>>;
  readonly type: string;
}

function quantity(chance: Chance, name: string, most: number): string {
  if (name === 'cpu') return `${chance.integer(0, most * 1_000)}m`;
  if (name === 'memory')
    return chance.next() < 0.5
      ? `${chance.integer(0, most)}Gi`
      : `${chance.integer(0, most * 1_000_003)}k`;
  return `${chance.integer(0, most)}`;
}

function amounts(chance: Chance, share: number, most: number) {
  const names = NAMES.filter(() => chance.next() < share);
  return Object.fromEntries(
    names.map((name) => [name, quantity(chance, name, most)] as const),
  );
}

function draw(chance: Chance): Cluster {
  const nodes = Array.from({ length: chance.integer(1, 6) }, (_, i) =>
    nodeOf(`n${i}`, {
      ...{ pods: `${chance.integer(1, 5)}` },
      ...amounts(chance, 0.8, 16),
    }),
  );
  const pods = Array.from({ length: chance.integer(0, 12) }, (_, i) =>
    podOf(`o${i}`, amounts(chance, 0.6, 5), {
      nodeName: `n${chance.integer(0, nodes.length - 1)}`,
    }),
  );
  const types = ['LeastAllocated', 'MostAllocated', 'RequestedToCapacityRatio'];
  const names = NAMES.filter(() => chance.next() < 0.7);
  const counted = names.length === 0 ? ['cpu'] : names;
  return {
    ...{ nodes, pods, type: chance.pick(types) },
    pod: podOf('p', amounts(chance, 0.7, 8)),
    weights: Object.fromEntries(
      counted.map((name) => [name, chance.integer(1, 4)] as const),
    ),
  };
}

const DEFAULTS: Readonly<Record<string, bigint>> = {
  ...{ cpu: 100n, memory: 200n * 1024n * 1024n },
};

function amountIn(name: string, text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined;
  const read = parseQuantity(text);
  return name === 'cpu' ? milliValue(read) : wholeValue(read);
}

const asks = ({ spec }: Pod, name: string, isForScore = false): bigint =>
  amountIn(name, spec.containers?.[0]?.resources?.requests?.[name]) ??
  (isForScore ? (DEFAULTS[name] ?? 0n) : 0n);

const has = ({ status }: Node, name: string): bigint =>
  amountIn(name, status?.allocatable?.[name]) ?? 0n;

function on({ pods }: Cluster, node: Node): readonly Pod[] {
  return pods.filter(({ spec }) => spec.nodeName === node.metadata.name);
}

function taken(all: Cluster, node: Node, name: string, isForScore = false): bigint {
  let sum = 0n;
  for (const pod of on(all, node)) sum += asks(pod, name, isForScore);
  return sum;
}

function reasons(all: Cluster, node: Node): readonly string[] {
  const says: string[] = [];
  const count = BigInt(on(all, node).length);
  if (count + 1n > has(node, 'pods')) says.push('Too many pods');
  for (const name of NAMES) {
    const asked = asks(all.pod, name);
    if (asked > 0n && asked > has(node, name) - taken(all, node, name))
      says.push(`Insufficient ${name}`);
  }
  return says;
}

const SHAPE = [
  { utilization: 0, score: 10 },
  { utilization: 30, score: 1 },
  { utilization: 90, score: 8 },
];

function worth(type: string, used: bigint, of: bigint): bigint {
  if (type === 'LeastAllocated') return used > of ? 0n : ((of - used) * 100n) / of;
  if (type === 'MostAllocated') return used > of ? 100n : (used * 100n) / of;
  const at = used > of ? 100n : (used * 100n) / of;
  for (let i = 0; i < SHAPE.length; i++) {
    const [u, s] = [
      BigInt(SHAPE[i]?.utilization ?? 0),
      BigInt(SHAPE[i]?.score ?? 0),
    ];
    if (at > u) continue;
    if (i === 0) return s * 10n;
    const before = SHAPE[i - 1];
    const [v, t] = [BigInt(before?.utilization ?? 0), BigInt(before?.score ?? 0)];
    return t * 10n + ((s - t) * 10n * (at - v)) / (u - v);
  }
  return BigInt(SHAPE.at(-1)?.score ?? 0) * 10n;
}

function fitScore(all: Cluster, node: Node): number {
  let [sum, weights] = [0n, 0n];
  for (const [name, weight] of Object.entries(all.weights)) {
    const [of, asked] = [has(node, name), asks(all.pod, name, true)];
    if (of === 0n || (asked === 0n && name.includes('/'))) continue;
    const value = worth(all.type, taken(all, node, name, true) + asked, of);
    if (all.type === 'RequestedToCapacityRatio' && value === 0n) continue;
    sum += BigInt(weight) * value;
    weights += BigInt(weight);
  }
  if (weights === 0n) return 0;
  if (all.type !== 'RequestedToCapacityRatio') return Number(sum / weights);
  return Number((2n * sum + weights) / (2n * weights));
}

/** Of cpu and memory: a hundred less fifty times the difference of the two parts. */
function balancedScore(all: Cluster, node: Node): number | undefined {
  const names = ['cpu', 'memory'];
  if (names.every((name) => asks(all.pod, name) === 0n)) return undefined;
  const parts = names
    .filter((name) => has(node, name) > 0n)
    .map((name) => {
      const used = taken(all, node, name) + asks(all.pod, name);
      return Math.min(Number(used) / Number(has(node, name)), 1);
    });
  const [a = 0, b = 0] = parts;
  return parts.length < 2 ? 100 : Math.trunc((1 - Math.abs((a - b) / 2)) * 100);
}

test('filter and score agree on random clusters', () => {
  const world = createVirtualWorld({ seed: 17 });
  for (let i = 0; i < CLUSTERS; i++) {
    const all = draw(world.chance.fork(String(i)));
    const { nodes, pods, pod, type, weights } = all;
    const resources = Object.entries(weights).map(([name, weight]) => ({
      ...{ name, weight },
    }));
    const ratio = { requestedToCapacityRatio: { shape: SHAPE } };
    const isRatio = type === 'RequestedToCapacityRatio';
    const scoringStrategy = { type, resources, ...(isRatio ? ratio : {}) };
    const args = { NodeResourcesFit: { scoringStrategy } };
    const profile = { ...defaultProfile(), args };
    const { cache, framework } = benchOf(world, nodes, pods, { profile });
    const snapshot = cache.snapshot();
    const state = new CycleState();
    framework.preFilter(state, pod, snapshot);
    const scores = framework.score(state, pod, snapshot.nodes);
    const of = (plugin: string) => scores.find((one) => one.plugin === plugin)?.raw;

    snapshot.nodes.forEach((info, n) => {
      const where = `cluster ${i}, ${info.name}`;
      const says = framework.filter(state, pod, info)?.reasons ?? [];
      assert.equal(says, reasons(all, info.node), where);
      const score = fitScore(all, info.node);
      assert.is(of('NodeResourcesFit')?.[n], score, where);
      const balanced = balancedScore(all, info.node);
      assert.is(of('NodeResourcesBalancedAllocation')?.[n], balanced, where);
    });
  }
});

test.run();
