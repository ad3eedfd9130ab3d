// How random programs of chapter 17 are drawn.

import type * as FastCheck from 'fast-check';
import type { CacheProgram } from './believe.ts';
import type { Amounts, NodeSaid, PodProgram } from './decide.ts';
import type { SearchProgram } from './search.ts';
import type { QueueOp, QueueProgram } from './wait.ts';

type Fc = typeof FastCheck;
type Arbitrary<T> = FastCheck.Arbitrary<T>;

const GPU = 'example.com/gpu';

/** Few amounts, near one another: so that what is free is often just what is asked. */
function amounts(fc: Fc, most: number): Arbitrary<Amounts> {
  return fc
    .tuple(fc.nat(most), fc.nat(most), fc.constantFrom(0, 0, 1, 2), fc.nat(7))
    .map(([cpu, memory, gpu, named]) => ({
      ...((named & 1) === 0 ? { cpu: `${cpu * 500}m` } : {}),
      ...((named & 2) === 0 ? { memory: `${memory}Gi` } : {}),
      ...((named & 4) === 0 ? { [GPU]: `${gpu}` } : {}),
    }));
}

function nodes(fc: Fc, pods: number): Arbitrary<readonly NodeSaid[]> {
  const node = fc
    .tuple(amounts(fc, 8), fc.array(amounts(fc, 3), { maxLength: 3 }))
    .map(
      ([has, on]): NodeSaid => ({
        ...{ has: { cpu: '4', memory: '8Gi', pods: `${pods}`, ...has } },
        pods: on,
      }),
    );
  return fc.array(node, { minLength: 2, maxLength: 4 });
}

export function fits(fc: Fc): Arbitrary<PodProgram> {
  return fc
    .tuple(nodes(fc, 2), amounts(fc, 6))
    .map(([all, asks]) => ({ nodes: all, asks }));
}

export function scores(fc: Fc): Arbitrary<PodProgram> {
  const type = fc.constantFrom(
    ...(['LeastAllocated', 'MostAllocated', 'RequestedToCapacityRatio'] as const),
  );
  const weights = fc.constantFrom<Readonly<Record<string, number>>>(
    ...[
      { cpu: 1, memory: 1 },
      { cpu: 3, memory: 1 },
      { cpu: 1, [GPU]: 4 },
    ],
    ...[{ memory: 2, [GPU]: 1 }],
  );
  return fc
    .tuple(nodes(fc, 9), amounts(fc, 2), type, weights)
    .map(([all, asks, how, by]) => ({
      ...{ nodes: all, asks, strategy: { type: how, weights: by } },
    }));
}

export function search(fc: Fc): Arbitrary<SearchProgram> {
  return fc
    .tuple(
      fc.constantFrom(3, 7, 99, 100, 101, 130, 170),
      fc.constantFrom(1, 2, 3, 4),
      fc.constantFrom(0, 0, 5, 40, 70, 100),
      fc.constantFrom(0, 0, 2, 3),
    )
    .map(([count, pods, percent, closed]) => ({
      ...{ nodes: count, pods, percent, closed },
    }));
}

export function queue(fc: Fc): Arbitrary<QueueProgram> {
  const op: Arbitrary<QueueOp> = fc.oneof(
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(0, 5))
        .map(([name, priority]): QueueOp => ({ op: 'add', name, priority })),
    },
    { weight: 4, arbitrary: fc.constant<QueueOp>({ op: 'pop' }) },
    {
      weight: 4,
      arbitrary: fc.constantFrom<QueueOp>(
        ...[
          { op: 'refuse' as const, by: ['Nodes'] },
          { op: 'refuse' as const, by: [] },
        ],
        ...[{ op: 'refuse' as const, by: ['Same'] }],
        { op: 'refuse', by: ['Same', 'Nodes'] },
        { op: 'refuse', by: ['Same'], pending: ['Nodes'] },
        { op: 'refuse', by: ['Broken'] },
      ),
    },
    {
      weight: 4,
      arbitrary: fc.constantFrom<QueueOp>(
        { op: 'event', resource: 'Node', action: 'Add' },
        { op: 'event', resource: 'Node', action: 'UpdateNodeLabel' },
        { op: 'event', resource: 'AssignedPod', action: 'Delete', about: 'a' },
      ),
    },
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(300, 1_000, 2_000, 5_000, 330_000)
        .map((ms): QueueOp => ({ op: 'wait', ms })),
    },
  );
  // A pod that is there already is not added: its name is its uid.
  return fc.array(op, { maxLength: 20, size: 'max' }).map((ops) => {
    const there = new Set<string>();
    return ops.filter((one) => {
      if (one.op !== 'add') return true;
      if (there.has(one.name)) return false;
      there.add(one.name);
      return true;
    });
  });
}

export function cache(fc: Fc): Arbitrary<CacheProgram> {
  const op = fc
    .tuple(
      fc.constantFrom(...(['assume', 'forget', 'told', 'gone'] as const)),
      fc.constantFrom('p1', 'p2'),
      fc.constantFrom('n1', 'n2', 'n3'),
      fc.constantFrom(250, 1_000),
    )
    .map(([what, pod, node, cpu]) => ({ op: what, pod, node, cpu }));
  return fc
    .array(op, { maxLength: 10, size: 'max' })
    .map((ops): CacheProgram => ({ ops }));
}
