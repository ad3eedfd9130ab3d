// How operations on a store are drawn. Few keys and values, so that programs meet
// themselves; simple ones first in every list, because shrinking moves to the front.

import type * as FastCheck from 'fast-check';
import type { DeleteRangeRequest, PutRequest, RangeRequest } from '#store';
import type { Plain } from '../../core/plain.ts';

type Fc = typeof FastCheck;
type Arbitrary<T> = FastCheck.Arbitrary<T>;

/** One request. `back` counts revisions back from the newest; -1 is still to come. */
export type DrawnOp =
  | { readonly op: 'put'; readonly put: PutRequest }
  | { readonly op: 'get'; readonly range: RangeRequest; readonly back?: number }
  | { readonly op: 'delete'; readonly range: DeleteRangeRequest };

/** A request to the step, or past it to the store. */
export type StepOp =
  | DrawnOp
  | { readonly op: 'outside'; readonly range: RangeRequest }
  | { readonly op: 'nested' };

export type Op =
  | DrawnOp
  /** So many keys at once, out of order: more than a chunk of the index holds. */
  | { readonly op: 'fill'; readonly keys: number }
  /** Deletes all there is. */
  | { readonly op: 'clear' }
  | Face
  /** One revision for all of these, or none if it fails at their end. */
  | { readonly op: 'step'; readonly ops: readonly StepOp[]; readonly fails?: true }
  /** A second listener comes, and goes. */
  | { readonly op: 'hear' | 'unhear' };

/**
 * What else the module shows: a function of one value. A submission of a single file may
 * be without it, and then `is` stands in the place of its answer.
 */
export interface Face {
  readonly op: 'prefixEnd' | 'interval' | 'fromText' | 'toText' | 'openIndex';
  readonly given: Plain;
  readonly is: Plain;
}

export type Program = readonly Op[];

/** Steps of such requests; one in three fails. */
export function stepsOf(
  fc: Fc,
  kinds: readonly Arbitrary<DrawnOp>[],
): Arbitrary<Op> {
  const ops = fc.array(fc.oneof(...kinds), { maxLength: 4 });
  return fc
    .tuple(ops, fc.constantFrom(false, false, true))
    .map(([inner, fails]) => ({
      op: 'step',
      ops: inner,
      ...(fails ? { fails: true as const } : {}),
    }));
}

/** Programs of operations of these kinds: most are short, some have up to 40. */
export function anyOf<One extends Op>(
  fc: Fc,
  kinds: readonly Arbitrary<One>[],
): Arbitrary<readonly One[]> {
  const op = fc.oneof(...kinds);
  return fc.oneof(
    { weight: 7, arbitrary: fc.array(op, { maxLength: 9, size: 'max' }) },
    { weight: 1, arbitrary: fc.array(op, { maxLength: 40, size: 'max' }) },
  );
}

// Byte order has its corners: a key and the same with a zero byte, the last byte, UTF-8.
const KEYS = [
  'a',
  'b',
  'c',
  'ab',
  'a\0',
  'abc',
  'B',
  '\xc3\xa9',
  '\xff',
  '\xff\xff',
];

const key = (fc: Fc): Arbitrary<string> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('a', 'b', 'c') },
    { weight: 1, arbitrary: fc.constantFrom(...KEYS) },
  );
const value = (fc: Fc): Arbitrary<string> =>
  fc.constantFrom('1', '2', '10', '', '\xff');
const revision = (fc: Fc): Arbitrary<number> => fc.integer({ min: -1, max: 9 });

/**
 * Leaves most fields out: programs stay short to read, and one option is seen at work
 * without the others that would hide it.
 */
function sparse<T extends object>(
  fc: Fc,
  fields: { readonly [K in keyof T]: Arbitrary<T[K]> },
  often: readonly string[] = [],
): Arbitrary<Partial<T>> {
  // Where some are wanted often, the others would hide them.
  const rest = often.length > 0 ? 9 : 3;
  const each = Object.entries<Arbitrary<unknown>>(fields).map(([name, field]) =>
    fc.oneof(
      { withCrossShrink: true },
      { weight: often.includes(name) ? 1 : rest, arbitrary: fc.constant({}) },
      { weight: 2, arbitrary: field.map((drawn) => ({ [name]: drawn })) },
    ),
  );
  return fc.tuple(...each).map((parts) => Object.assign({}, ...parts));
}

function emptyKeySometimes(fc: Fc): Arbitrary<string> {
  return fc.oneof(
    { weight: 30, arbitrary: key(fc) },
    { weight: 1, arbitrary: fc.constant('') },
  );
}

export function puts(
  fc: Fc,
  { options = false }: { options?: boolean } = {},
): Arbitrary<DrawnOp> {
  const plain = fc.record({ key: emptyKeySometimes(fc), value: value(fc) });
  if (!options) return plain.map((put) => ({ op: 'put', put }));
  const flag = fc.constant(true);
  return fc
    .tuple(
      fc.record({ key: key(fc) }),
      sparse<Omit<PutRequest, 'key'>>(fc, {
        value: value(fc),
        lease: fc.constantFrom(0, 7, 8),
        prevKv: flag,
        ignoreValue: flag,
        ignoreLease: flag,
      }),
    )
    .map(([base, rest]) => ({
      op: 'put',
      put: { ...base, ...rest } as PutRequest,
    }));
}

export function gets(
  fc: Fc,
  { back = false }: { back?: boolean } = {},
): Arbitrary<DrawnOp> {
  const range = fc.record({ key: emptyKeySometimes(fc) });
  if (!back) return range.map((one) => ({ op: 'get', range: one }));
  return fc
    .tuple(range, fc.integer({ min: -1, max: 12 }))
    .map(([one, steps]) => ({ op: 'get', range: one, back: steps }));
}

/** One key, an interval, all from a key on, or everything. */
function spans(fc: Fc): Arbitrary<{ key: string; rangeEnd?: string }> {
  return fc.oneof(
    fc.record({ key: key(fc), rangeEnd: fc.constant('\0') }),
    fc.record({ key: key(fc), rangeEnd: key(fc) }),
    fc.constant({ key: '\0', rangeEnd: '\0' }),
    fc.record({ key: key(fc) }),
  );
}

export function ranges(
  fc: Fc,
  { limit = false }: { limit?: boolean } = {},
): Arbitrary<DrawnOp> {
  const extras = limit
    ? sparse<Pick<RangeRequest, 'limit' | 'keysOnly' | 'countOnly'>>(
        fc,
        {
          limit: fc.integer({ min: -1, max: 4 }),
          keysOnly: fc.constant(true),
          countOnly: fc.constant(true),
        },
        ['limit'],
      )
    : fc.constant({});
  const back = fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined });
  return fc.tuple(spans(fc), extras, back).map(([span, rest, steps]) => ({
    op: 'get',
    range: { ...span, ...rest } as RangeRequest,
    ...(steps === undefined ? {} : { back: steps }),
  }));
}

export function deletes(
  fc: Fc,
  { options = false }: { options?: boolean } = {},
): Arbitrary<DrawnOp> {
  const extras = options
    ? sparse<{ prevKv: boolean }>(fc, { prevKv: fc.constant(true) })
    : fc.constant({});
  return fc.tuple(spans(fc), extras).map(([span, rest]) => ({
    op: 'delete',
    range: { ...span, ...rest } as DeleteRangeRequest,
  }));
}

/** Ranges with order, filters and a limit over them. */
export function selections(fc: Fc): Arbitrary<DrawnOp> {
  const fields = {
    sortTarget: fc.constantFrom('KEY', 'VERSION', 'CREATE', 'MOD', 'VALUE'),
    sortOrder: fc.constantFrom('NONE', 'ASCEND', 'DESCEND'),
    minModRevision: revision(fc),
    maxModRevision: revision(fc),
    minCreateRevision: revision(fc),
    maxCreateRevision: revision(fc),
    limit: fc.integer({ min: -1, max: 4 }),
    keysOnly: fc.constant(true),
  };
  const often = ['sortTarget', 'sortOrder', 'limit'];
  const extras = sparse<RangeRequest>(fc, fields as never, often);
  return extras.map((rest) => ({
    op: 'get',
    range: { key: '\0', rangeEnd: '\0', ...rest } as RangeRequest,
  }));
}
