// Programs on a store, drawn at random: lists of requests with every option and
// every combination of them. Few keys and values, so that requests meet one
// another; simple ones first in every list, because shrinking moves to the front.

import fc from 'fast-check';
import {
  createStore,
  type DeleteRangeRequest,
  EtcdError,
  type PutRequest,
  type RangeRequest,
  type Store,
} from '#store';

export type Op =
  | { readonly op: 'put'; readonly request: PutRequest }
  | { readonly op: 'range'; readonly request: RangeRequest }
  | { readonly op: 'deleteRange'; readonly request: DeleteRangeRequest };

export type Program = readonly Op[];

/**
 * Byte order has its corners: a key and the same with a zero byte, the first byte,
 * the last, the half above 0x7f. Not more than twelve, because up to there etcd
 * leaves pairs that sort alike in key order.
 */
export const KEYS: readonly string[] = [
  'a',
  'b',
  'ab',
  'abc',
  'a\0',
  'a\xff',
  'a\xff\xff',
  '\0',
  '\x7f',
  '\xc3\xa9',
  '\xff',
  '\xff\xff',
];

/**
 * The leases that the puts of a program hang on. The real etcd must have them
 * granted.
 */
export const LEASES: readonly number[] = [7, 8];

const key = fc.constantFrom(...KEYS);
const keyOrNone = fc.oneof(often(key), once(fc.constant('')));
const value = fc.constantFrom('1', '2', '10', '', '\0', '\xff');
const yes = fc.boolean();
/** As a program of some twenty writes meets them; seldom none, seldom to come. */
const revision = fc.oneof(
  often(fc.integer({ min: 1, max: 16 })),
  once(fc.constantFrom(0, -1, -1_000, 1_000, 2 ** 40)),
);
const limit = fc.oneof(
  often(fc.integer({ min: 1, max: 6 })),
  once(fc.constantFrom(0, -1, 12, 13, 1_000, 2 ** 40, Number.MAX_SAFE_INTEGER)),
);

function often<T>(arbitrary: fc.Arbitrary<T>): fc.WeightedArbitrary<T> {
  return { weight: 12, arbitrary };
}

function once<T>(arbitrary: fc.Arbitrary<T>): fc.WeightedArbitrary<T> {
  return { weight: 1, arbitrary };
}

/** A request for a span of keys with each of the options set one time in four. */
function request<T extends { readonly key: string }>(
  span: fc.Arbitrary<{ readonly key: string }>,
  options: {
    readonly [K in Exclude<keyof T, 'key' | 'rangeEnd'>]-?: fc.Arbitrary<T[K]>;
  },
): fc.Arbitrary<T> {
  const drawn = Object.entries<fc.Arbitrary<unknown>>(options).map(
    ([name, option]) =>
      fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: option.map((chosen) => [name, chosen]) },
      ),
  );
  return fc.tuple(span, ...drawn).map(([keys, ...fields]) => ({
    ...keys,
    ...Object.fromEntries(fields.filter((field) => field.length > 0)),
  }));
}

const everything = fc.constant({ key: '\0', rangeEnd: '\0' });

/**
 * One key, an interval (often empty or reversed), all from a key on, or everything.
 */
export const spans: fc.Arbitrary<{
  readonly key: string;
  readonly rangeEnd?: string;
}> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ key: keyOrNone }) },
  { weight: 3, arbitrary: everything },
  { weight: 3, arbitrary: fc.record({ key: keyOrNone, rangeEnd: key }) },
  { weight: 1, arbitrary: fc.record({ key, rangeEnd: fc.constant('') }) },
  {
    weight: 1,
    arbitrary: fc.record({ key: keyOrNone, rangeEnd: fc.constant('\0') }),
  },
  { weight: 1, arbitrary: fc.record({ key, rangeEnd: fc.constant('\0\0') }) },
);

export const puts: fc.Arbitrary<PutRequest> = fc.oneof(
  fc.record({ key, value }),
  request<PutRequest>(fc.record({ key: keyOrNone }), {
    value,
    lease: fc.constantFrom(0, ...LEASES),
    prevKv: yes,
    ignoreValue: yes,
    ignoreLease: yes,
  }),
);

export const deletes: fc.Arbitrary<DeleteRangeRequest> =
  request<DeleteRangeRequest>(spans, { prevKv: yes });

const views = {
  revision,
  limit,
  sortOrder: fc.constantFrom('NONE', 'ASCEND', 'DESCEND'),
  sortTarget: fc.constantFrom('KEY', 'VERSION', 'CREATE', 'MOD', 'VALUE'),
  keysOnly: yes,
  countOnly: yes,
  minModRevision: revision,
  maxModRevision: revision,
  minCreateRevision: revision,
  maxCreateRevision: revision,
} as const;

export const ranges: fc.Arbitrary<RangeRequest> = fc.oneof(
  request<RangeRequest>(spans, views),
  // The answers to these are long enough to differ.
  request<RangeRequest>(everything, views),
  fc.record({
    key: fc.constant('\0'),
    rangeEnd: fc.constant('\0'),
    limit,
    sortTarget: views.sortTarget,
    sortOrder: views.sortOrder,
  }),
);

const kinds = {
  put: fc.record({ op: fc.constant('put'), request: puts }),
  range: fc.record({ op: fc.constant('range'), request: ranges }),
  deleteRange: fc.record({ op: fc.constant('deleteRange'), request: deletes }),
};

/**
 * Some keys first, so that there is something to ask for; then all in any order.
 */
export const programs: fc.Arbitrary<Program> = fc
  .tuple(
    fc.array(kinds.put, { maxLength: 14, size: 'max' }),
    fc.array(
      fc.oneof(
        { weight: 4, arbitrary: kinds.put },
        { weight: 8, arbitrary: kinds.range },
        { weight: 1, arbitrary: kinds.deleteRange },
      ),
      { maxLength: 30, size: 'max' },
    ),
  )
  .map(([first, then]) => [...first, ...then] as Program);

/**
 * Does one request on our store, or within a step of it; undefined if it is
 * refused.
 */
export function attempt(
  store: Pick<Store, Op['op']>,
  { op, request }: Op,
): object | undefined {
  try {
    return store[op](request);
  } catch (error) {
    if (error instanceof EtcdError) return undefined;
    throw error;
  }
}

/** A new store that has gone through the program. */
export function played(program: Program): Store {
  const store = createStore();
  for (const op of program) attempt(store, op);
  return store;
}
