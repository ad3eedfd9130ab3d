// How programs for a watch hub are drawn. Few keys, so that writes and watches meet;
// simple ones first in every list, because shrinking moves to the front.

import type * as FastCheck from 'fast-check';
import type { DeleteRangeRequest, PutRequest } from '#store';
import type { WatchCreateRequest } from '#watch';

type Fc = typeof FastCheck;
type Arbitrary<T> = FastCheck.Arbitrary<T>;

/** A watch from `back` revisions before now, or from `above` the compacted one. */
export interface WatchOp {
  readonly op: 'watch';
  readonly watch: WatchCreateRequest;
  readonly back?: number;
  readonly above?: number;
}

/** One operation. `back` counts revisions back from the newest; below 0 is to come. */
export type Op =
  | WatchOp
  | { readonly op: 'put'; readonly put: PutRequest }
  | { readonly op: 'delete'; readonly range: DeleteRangeRequest }
  | { readonly op: 'together'; readonly keys: readonly string[] }
  /** Deletes the key and puts it again, in one step. */
  | { readonly op: 'anew'; readonly key: string }
  | { readonly op: 'many'; readonly key: string; readonly count: number }
  /** Puts so many keys, one after the other. */
  | { readonly op: 'crowd'; readonly count: number }
  /** Makes another hub, with room for so many responses. */
  | { readonly op: 'hub'; readonly capacity: number }
  | { readonly op: 'cancel'; readonly id: number }
  | { readonly op: 'take'; readonly max: number }
  | { readonly op: 'progress' }
  | { readonly op: 'notify' }
  | { readonly op: 'compact'; readonly back: number }
  | { readonly op: 'get'; readonly back: number }
  | { readonly op: 'close' };

export interface Program {
  readonly ops: readonly Op[];
  /** Responses that the queue of the stream holds; the hub's own choice if absent. */
  readonly capacity?: number;
  /** Takes only where the program says so, and all the rest at the end. */
  readonly slow?: true;
  /** How watches end is noted, not how far they came before. */
  readonly onlyEnds?: true;
  /** A second stream of the hub watches everything, and is read after each operation. */
  readonly neighbour?: true;
  /** So many puts of `z` come before the hub is made. */
  readonly late?: number;
  /** No watch may be told twice while another one waits. */
  readonly turns?: true;
}

/** Programs of operations of these kinds: most are short, some have up to 40. */
export function programs(
  fc: Fc,
  kinds: readonly Arbitrary<Op>[],
): Arbitrary<Program> {
  return opsOf(fc, kinds).map((ops) => ({ ops }));
}

/** The same, read slowly from a small queue. */
export function slowPrograms(
  fc: Fc,
  kinds: readonly Arbitrary<Op>[],
): Arbitrary<Program> {
  const capacity = fc.integer({ min: 1, max: 3 });
  const options = fc.constantFrom({}, { neighbour: true } as const);
  return fc
    .tuple(opsOf(fc, kinds), capacity, options)
    .map(([ops, bound, option]) => ({
      ...{ ops, capacity: bound, slow: true, ...option },
    }));
}

function opsOf(fc: Fc, kinds: readonly Arbitrary<Op>[]): Arbitrary<readonly Op[]> {
  const op = fc.oneof(...kinds);
  return fc.oneof(
    { weight: 4, arbitrary: fc.array(op, { maxLength: 12, size: 'max' }) },
    { weight: 1, arbitrary: fc.array(op, { maxLength: 40, size: 'max' }) },
  );
}

/** The first ones are drawn more often: what is told is what meets a watch. */
const KEYS = ['a', 'b', 'a', 'c', 'a', 'b', 'ab', 'a\0', '\xff'];

const key = (fc: Fc): Arbitrary<string> => fc.constantFrom(...KEYS);

export function writes(fc: Fc): Arbitrary<Op> {
  const put = fc
    .record({ key: key(fc), value: fc.constantFrom('1', '2', '') })
    .map((one) => ({ op: 'put', put: one }) as const);
  const one = fc.record({ key: key(fc) });
  const from = fc.record({ key: key(fc), rangeEnd: fc.constant('\0') });
  const remove = fc
    .oneof(one, from)
    .map((range) => ({ op: 'delete', range }) as const);
  const together = fc
    .uniqueArray(key(fc), { minLength: 1, maxLength: 4 })
    .map((keys) => ({ op: 'together', keys }) as const);
  const anew = key(fc).map((name) => ({ op: 'anew', key: name }) as const);
  return fc.oneof(
    { weight: 10, arbitrary: put },
    { weight: 4, arbitrary: remove },
    { weight: 2, arbitrary: together },
    { weight: 1, arbitrary: anew },
  );
}

export interface WatchOptions {
  readonly ranges?: boolean;
  readonly filters?: boolean;
  /** Begins up to 8 revisions back, or up to 3 ahead. */
  readonly back?: boolean;
  /** Begins at the compacted revision or a little above it. */
  readonly above?: boolean;
  readonly prevKv?: boolean;
  readonly ids?: boolean;
  readonly progressNotify?: boolean;
}

export function watches(fc: Fc, options: WatchOptions = {}): Arbitrary<Op> {
  const yes = fc.constant(true);
  const ends = fc.constantFrom('\0', 'b', 'c', 'a', '');
  const filters = fc.subarray(['NODELETE', 'NOPUT'] as const, { minLength: 1 });
  const watch = fc
    .tuple(
      fc.record({ key: key(fc) }),
      sometimes(fc, 'rangeEnd', options.ranges ? ends : undefined),
      sometimes(fc, 'filters', options.filters ? filters : undefined),
      sometimes(fc, 'prevKv', options.prevKv ? yes : undefined),
      sometimes(fc, 'progressNotify', options.progressNotify ? yes : undefined),
      sometimes(fc, 'watchId', options.ids ? fc.constantFrom(1, 2, 7) : undefined),
    )
    .map((parts) => Object.assign({}, ...parts) as WatchCreateRequest);
  const back = options.back ? fc.integer({ min: -3, max: 8 }) : undefined;
  const above = options.above ? fc.constantFrom(0, 0, 0, 1, 2) : undefined;
  return fc
    .tuple(watch, sometimes(fc, 'back', back), sometimes(fc, 'above', above))
    .map(([request, ...start]) =>
      Object.assign({ op: 'watch', watch: request } as const, ...start),
    );
}

/** An object with the field every other time, or never where it is not to be drawn. */
function sometimes<T>(
  fc: Fc,
  name: string,
  field: Arbitrary<T> | undefined,
): Arbitrary<Readonly<Record<string, T>>> {
  if (field === undefined) return fc.constant({});
  return fc.oneof(
    fc.constant({}),
    field.map((value) => ({ [name]: value })),
  );
}

export function cancels(fc: Fc): Arbitrary<Op> {
  const id = fc.constantFrom(0, 1, 2, 3, 7, 9);
  return id.map((one) => ({ op: 'cancel', id: one }));
}

export function takes(fc: Fc): Arbitrary<Op> {
  return fc.integer({ min: 1, max: 3 }).map((max) => ({ op: 'take', max }));
}

export function progresses(fc: Fc): Arbitrary<Op> {
  return fc.constantFrom({ op: 'progress' }, { op: 'notify' });
}

/** Now and then of a revision that is still to come, or was compacted already. */
export function compactions(fc: Fc): Arbitrary<Op> {
  return fc.integer({ min: -1, max: 6 }).map((back) => ({ op: 'compact', back }));
}

export function gets(fc: Fc): Arbitrary<Op> {
  return fc.nat({ max: 6 }).map((back) => ({ op: 'get', back }));
}
