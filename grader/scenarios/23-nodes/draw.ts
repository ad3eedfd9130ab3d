// What is asked in a program of chapter 23, and how programs are drawn: few times, nodes and
// Pods, so that they meet. Simple ones come first in every list.

import type * as FastCheck from 'fast-check';
import type { Taint, Toleration } from '#scheduler';

type Fc = typeof FastCheck;
type Arbitrary<T> = FastCheck.Arbitrary<T>;

/** A condition by its type, its status and, if it has one, its heartbeat. */
export type Told = readonly [type: string, status: string, heartbeat?: string];

/** Ready and not ready nodes, by zone. */
export type Counts = Readonly<
  Record<string, readonly [number, number] | undefined>
>;

export type Op =
  /** A look at a node, `after` ms behind the last one. Times are seconds of the node's clock. */
  | {
      readonly look: {
        readonly heartbeat?: number;
        readonly renewed?: number;
      };
      readonly after: number;
      readonly created?: number;
    }
  | { readonly silent: readonly Told[] }
  /** What a tick has counted; the states before are those of the tick before. */
  | { readonly counts: Counts }
  | { readonly queue: 'add' | 'remove' | 'retry'; readonly node: string }
  | { readonly queue: 'take' }
  | { readonly queue: 'rate'; readonly rate: number }
  | { readonly queue: 'wait'; readonly ms: number }
  | { readonly taints: readonly Taint[]; readonly with: readonly Toleration[] }
  /** How long a Pod tolerates its taints, in seconds; for ever, or not at all. */
  | { readonly judge: string; readonly time: number | 'ever' | 'none' }
  | { readonly cancel: string }
  /** How long each eviction takes that begins from now on. */
  | { readonly takes: number }
  | { readonly pass: number };

export type Program = readonly Op[];

export function looks(fc: Fc): Arbitrary<Program> {
  const look = fc.record(
    {
      look: fc.record(
        {
          heartbeat: fc.constantFrom(0, 1, 2, 3),
          renewed: fc.constantFrom(1, 2, 3, 4, 5, 6),
        },
        { requiredKeys: [] },
      ),
      after: fc.constantFrom(5_000, 5_000, 10_000, 45_000, 50_000, 50_001),
    },
    { requiredKeys: ['look', 'after'] },
  );
  return fc.array(look, { minLength: 1, maxLength: 6 });
}

export const TYPES: readonly string[] = [
  ...['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'],
  ...['NetworkUnavailable', 'Other'],
];

export function silences(fc: Fc): Arbitrary<Program> {
  const told = fc.uniqueArray(
    fc.record({
      type: fc.constantFrom(...TYPES),
      status: fc.constantFrom('True', 'False', 'Unknown'),
      heartbeat: fc.constantFrom(undefined, '11:58', '11:59'),
    }),
    { selector: ({ type }) => type, maxLength: 6 },
  );
  const toTold = told.map(
    (all): Op => ({
      silent: all.map(
        ({ type, status, heartbeat }): Told =>
          heartbeat === undefined ? [type, status] : [type, status, heartbeat],
      ),
    }),
  );
  return fc.array(toTold, { minLength: 1, maxLength: 2 });
}

const ZONES = ['/a', '/b', ''];
/** Normal, partial in a small zone, partial in a large one, full; and what is near. */
const COUNTS: readonly (readonly [number, number])[] = [
  ...([
    [3, 0],
    [0, 3],
    [2, 3],
    [10, 50],
    [1, 2],
    [9, 11],
    [0, 1],
  ] as const),
  ...([
    [23, 28],
    [20, 30],
    [0, 0],
    [45, 55],
  ] as const),
];

function ticks(fc: Fc, counts: typeof COUNTS): Arbitrary<Program> {
  const tick = fc
    .record(
      Object.fromEntries(ZONES.map((zone) => [zone, fc.constantFrom(...counts)])),
      { requiredKeys: [] },
    )
    .map((found): Op => ({ counts: found }));
  return fc.array(tick, { minLength: 1, maxLength: 5 });
}

/** A zone that is never lost keeps the rest from being all. */
export function zones(fc: Fc): Arbitrary<Program> {
  return ticks(fc, COUNTS).map((all) =>
    all.map(
      (op): Op =>
        'counts' in op ? { counts: { ...op.counts, '/safe': [5, 0] } } : op,
    ),
  );
}

export function outages(fc: Fc): Arbitrary<Program> {
  return ticks(fc, [
    ...([
      [0, 3],
      [0, 3],
      [0, 60],
      [3, 0],
    ] as const),
    ...([
      [2, 3],
      [10, 50],
      [0, 0],
    ] as const),
  ]);
}

const NODES = ['a', 'b', 'c'];

export function queues(fc: Fc): Arbitrary<Program> {
  const node = fc.constantFrom(...NODES);
  const op: Arbitrary<Op> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ queue: fc.constant('add'), node }) },
    { weight: 5, arbitrary: fc.constant<Op>({ queue: 'take' }) },
    {
      weight: 4,
      arbitrary: fc.record({
        queue: fc.constant('wait'),
        ms: fc.constantFrom(100, 1_000, 9_999, 10_000, 100_000),
      }),
    },
    { weight: 2, arbitrary: fc.record({ queue: fc.constant('remove'), node }) },
    { weight: 1, arbitrary: fc.record({ queue: fc.constant('retry'), node }) },
    {
      weight: 2,
      arbitrary: fc.record({
        queue: fc.constant('rate'),
        rate: fc.constantFrom(0.1, 0.01, 0, 1),
      }),
    },
  ) as Arbitrary<Op>;
  return fc.array(op, { minLength: 1, maxLength: 14 });
}

const KEYS = ['a', 'b'];

export function tolerances(fc: Fc): Arbitrary<Program> {
  const taint: Arbitrary<Taint> = fc.record({
    key: fc.constantFrom(...KEYS),
    effect: fc.constant('NoExecute'),
  });
  const toleration = fc.record(
    {
      key: fc.constantFrom(...KEYS, ''),
      operator: fc.constantFrom('Exists', 'Equal'),
      effect: fc.constantFrom('', 'NoExecute', 'NoSchedule'),
      tolerationSeconds: fc.constantFrom(300, 60, 1, 0, -1),
    },
    { requiredKeys: ['operator'] },
  );
  return fc.array(
    fc.record({
      taints: fc.array(taint, { maxLength: 3 }),
      with: fc.array(toleration, { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 2 },
  );
}

export function evictions(fc: Fc): Arbitrary<Program> {
  const pod = fc.constantFrom('a', 'b');
  const op: Arbitrary<Op> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        judge: pod,
        time: fc.constantFrom<number | 'ever' | 'none'>(300, 60, 0, 'ever', 'none'),
      }),
    },
    { weight: 2, arbitrary: fc.record({ cancel: pod }) },
    { weight: 1, arbitrary: fc.record({ takes: fc.constantFrom(0, 5, 400) }) },
    {
      weight: 4,
      arbitrary: fc.record({ pass: fc.constantFrom(1, 59, 60, 240, 300) }),
    },
  ) as Arbitrary<Op>;
  return fc.array(op, { minLength: 1, maxLength: 10 });
}
