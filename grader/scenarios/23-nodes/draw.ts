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
      /** The year that the node's clock shows: 1999 if absent. */
      readonly year?: number;
      readonly created?: number;
    }
  | { readonly silent: readonly Told[] }
  /** The NoExecute taints of a node that has these, and whose Ready is that. */
  | { readonly tainted: readonly Taint[]; readonly ready: string | null }
  /** What a tick has counted; the states before are those of the tick before. */
  | { readonly counts: Counts }
  /** Which nodes with these regions and zones are in one zone; null is no such label. */
  | { readonly places: readonly Place[] }
  | Queued
  | { readonly taints: readonly Taint[] | null; readonly with: Tolerations }
  | Eviction;

/** Region and zone, as labels name them. */
export type Place = readonly [region: string | null, zone: string | null];

/** Null where a Pod names none. */
type Tolerations = readonly Toleration[] | null;

/** What happens to a queue; `of` is the number of another one. */
export type Queued = (
  | { readonly queue: 'add' | 'remove' | 'retry'; readonly node: string }
  | { readonly queue: 'take' }
  | { readonly queue: 'rate'; readonly rate: number }
  | { readonly queue: 'wait'; readonly ms: number }
) & { readonly of?: number };

/** How long a Pod tolerates its taints, in seconds; for ever, or not at all. */
export type Bears = number | 'ever' | 'none';

/** What happens to a table of evictions; `of` is the number of another one. */
export type Eviction = (
  | { readonly judge: string; readonly time: Bears }
  /** Several judgements in one breath: nothing else comes between them. */
  | { readonly judges: readonly (readonly [pod: string, time: Bears])[] }
  | { readonly cancel: string }
  | { readonly cancelAll: true }
  /** How long each eviction takes that begins from now on. */
  | { readonly takes: number }
  /** The wall clock is set, by so many seconds. */
  | { readonly wall: number }
  | { readonly pass: number }
) & { readonly of?: number };

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
  return fc
    .tuple(
      fc.constantFrom(1999, 1970, 2099),
      fc.array(look, { minLength: 1, maxLength: 6 }),
    )
    .map(([year, all]) =>
      year === 1999 ? all : all.map((one) => ({ ...one, year })),
    );
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
  const tainted: Arbitrary<Op> = fc.record({
    tainted: fc.uniqueArray(fc.constantFrom(...TAINTS), { maxLength: 4 }),
    ready: fc.constantFrom('Unknown', 'False', 'True', null),
  });
  const toTold = told.map(
    (all): Op => ({
      silent: all.map(
        ({ type, status, heartbeat }): Told =>
          heartbeat === undefined ? [type, status] : [type, status, heartbeat],
      ),
    }),
  );
  const op = fc.oneof(
    { weight: 3, arbitrary: toTold },
    { weight: 1, arbitrary: tainted },
  );
  return fc.array(op, { minLength: 1, maxLength: 2 });
}

const LOST = ['unreachable', 'not-ready'].map(
  (name) => `node.kubernetes.io/${name}`,
);

/** Those that stand for Ready, the same keys with another effect, and one of others. */
export const TAINTS: readonly Taint[] = [
  ...LOST.map((key) => ({ key, effect: 'NoExecute', timeAdded: '11:00' })),
  ...LOST.map((key) => ({ key, effect: 'NoSchedule' })),
  { key: 'gpu', value: 'yes', effect: 'NoExecute' },
];

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
  const safe = ticks(fc, COUNTS).map((all) =>
    all.map(
      (op): Op =>
        'counts' in op ? { counts: { ...op.counts, '/safe': [5, 0] } } : op,
    ),
  );
  const name = fc.constantFrom(null, 'a', 'b', 'ab', '');
  const places = fc.array(fc.tuple(name, name), { minLength: 2, maxLength: 4 });
  return fc.oneof(
    { weight: 9, arbitrary: safe },
    { weight: 1, arbitrary: places.map((all): Program => [{ places: all }]) },
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

/** Names are only names, whatever an object makes of them. */
const NODES = ['b', 'a', '10', '9', 'constructor'];

export function queues(fc: Fc): Arbitrary<Program> {
  const node = fc.constantFrom(...NODES.slice(0, 3));
  const op: Arbitrary<Queued> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ queue: fc.constant('add'), node }) },
    { weight: 5, arbitrary: fc.constant<Queued>({ queue: 'take' }) },
    {
      weight: 4,
      arbitrary: fc.record({
        queue: fc.constant('wait'),
        ms: fc.constantFrom(100, 1_000, 3_333, 5_000, 9_999, 10_000, 100_000),
      }),
    },
    { weight: 2, arbitrary: fc.record({ queue: fc.constant('remove'), node }) },
    { weight: 1, arbitrary: fc.record({ queue: fc.constant('retry'), node }) },
    {
      weight: 2,
      arbitrary: fc.record({
        queue: fc.constant('rate'),
        rate: fc.constantFrom(0.1, 0.01, 0, 1, 0.3),
      }),
    },
  ) as Arbitrary<Queued>;
  return fc.array(op, { minLength: 1, maxLength: 14 });
}

const KEYS = ['a', 'b'];

export function tolerances(fc: Fc): Arbitrary<Program> {
  const taint: Arbitrary<Taint> = fc.record({
    key: fc.constantFrom(...KEYS),
    effect: fc.constantFrom(...['NoExecute', 'NoExecute'], 'NoSchedule'),
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
  const time = fc.constantFrom<Bears>(300, 60, 0, 'ever', 'none', 0.123);
  const op: Arbitrary<Eviction> = fc.oneof(
    { weight: 5, arbitrary: fc.record({ judge: pod, time }) },
    {
      weight: 1,
      arbitrary: fc.record({
        judges: fc.array(fc.tuple(fc.constant('a'), time), {
          ...{ minLength: 2, maxLength: 3 },
        }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ cancel: pod }) },
    { weight: 1, arbitrary: fc.constant({ cancelAll: true }) },
    { weight: 1, arbitrary: fc.record({ takes: fc.constantFrom(0, 5, 400) }) },
    {
      weight: 4,
      arbitrary: fc.record({ pass: fc.constantFrom(1, 0.123, 59, 60, 240, 300) }),
    },
  ) as Arbitrary<Eviction>;
  return fc.array(op, { minLength: 1, maxLength: 10 });
}
