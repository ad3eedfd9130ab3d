// What happens to a store on a log, and how it is drawn. Few keys and leases, so that
// programs meet themselves; simple ones first, because shrinking moves to the front.

import type * as FastCheck from 'fast-check';
import type { DeleteRangeRequest, PutRequest } from '#store';
import type { TxnRequest } from '#txn';

type Fc = typeof FastCheck;
type Arbitrary<T> = FastCheck.Arbitrary<T>;

/** A request that changes something, if it is not refused. */
export type Ask =
  | { readonly ask: 'put'; readonly request: PutRequest }
  | { readonly ask: 'delete'; readonly request: DeleteRangeRequest }
  | { readonly ask: 'txn'; readonly request: TxnRequest }
  | { readonly ask: 'compact'; readonly request: { readonly revision: number } }
  | {
      readonly ask: 'grant';
      readonly request: { readonly id: number; readonly ttl: number };
    }
  | { readonly ask: 'revoke'; readonly request: { readonly id: number } };

/** Bytes of a file that are not what was written, counted from a record's first byte. */
export interface Harm {
  /** The record, counted from the last: 0. */
  readonly record: number;
  readonly from: number;
  /** Up to there; absent: to the end of all that was written. */
  readonly to?: number;
  /** The segment, counted from the last: 0 if absent. */
  readonly segment?: number;
  /** What is turned in each byte; 'zero': it is 0 now. */
  readonly turn: number | 'zero';
}

export type Op =
  | Ask
  /** Several at once, before any of them is answered. */
  | { readonly op: 'burst'; readonly asks: readonly Ask[] }
  | {
      readonly op:
        | 'hold'
        | 'hold snapshots'
        | 'let go'
        | 'look'
        | 'fail sync'
        | 'fail write';
    }
  | { readonly op: 'room'; readonly bytes: number }
  | { readonly op: 'power cut' | 'files' | 'close' }
  | { readonly op: 'restart'; readonly segmentBytes?: number }
  /** A snapshot, and what is asked in the same breath. */
  | { readonly op: 'snapshot'; readonly asks?: readonly Ask[] }
  | More
  | { readonly op: 'harm'; readonly harm: Harm }
  | { readonly op: 'verify' };

/** What is asked now and then, of leases, sizes and the like. */
export type More =
  | { readonly op: 'wait'; readonly ms: number }
  | { readonly op: 'keep alive'; readonly id: number }
  /** Puts of so many bytes, all at once; a key of its own each. */
  | { readonly op: 'long puts'; readonly values: readonly number[]; key?: number }
  | {
      readonly op:
        | 'grant any'
        | 'leases'
        | 'sizes'
        | 'leave'
        | 'snapshot inside'
        | 'is another due'
        | 'fill'
        | 'fill exactly'
        | 'room left'
        | 'largest write'
        | 'keep all files'
        | 'cut the snapshot'
        | 'power cut, and what then';
    };

export interface Program {
  readonly ops: readonly Op[];
  /** 1,000,000 if absent. */
  readonly snapshotEntries?: number;
  /** Whether syncs are told. */
  readonly counts?: true;
  /** Where on the disk it lies; its root if absent. */
  readonly folder?: string;
  /** 4,096 if absent. */
  readonly segmentBytes?: number;
}

export const put = (key: string, value: string = '1', lease: number = 0): Ask => ({
  ask: 'put',
  request: lease === 0 ? { key, value } : { key, value, lease },
});

const KEYS = ['a', 'b', 'c', '\xff'];
const LEASES = [7, 8];

export function puts(
  fc: Fc,
  sizes: readonly number[] = [1, 0, 40],
): Arbitrary<Ask> {
  return fc
    .tuple(
      fc.constantFrom(...KEYS),
      fc.constantFrom('x', '\xe9'),
      fc.constantFrom(...sizes),
    )
    .map(([key, char, size]) => put(key, char.repeat(size)));
}

/** All that a log holds; refused ones too. */
export function asks(fc: Fc, sizes?: readonly number[]): Arbitrary<Ask> {
  const key = fc.constantFrom(...KEYS);
  const id = fc.constantFrom(...LEASES);
  const request = <T>(ask: T, of: Arbitrary<unknown>): Arbitrary<Ask> =>
    of.map((request) => ({ ask, request }) as Ask);
  return fc.oneof(
    { weight: 6, arbitrary: puts(fc, sizes) },
    {
      weight: 2,
      arbitrary: request('delete', fc.record({ key })),
    },
    {
      weight: 1,
      arbitrary: request('delete', fc.record({ key, rangeEnd: fc.constant('\0') })),
    },
    {
      weight: 2,
      arbitrary: request(
        'put',
        fc.record({ key, value: fc.constant('l'), lease: id }),
      ),
    },
    {
      weight: 1,
      arbitrary: request('put', fc.record({ key, ignoreValue: fc.constant(true) })),
    },
    {
      weight: 1,
      arbitrary: request('grant', fc.record({ id, ttl: fc.constant(60) })),
    },
    { weight: 1, arbitrary: request('revoke', fc.record({ id })) },
    {
      weight: 1,
      arbitrary: request(
        'compact',
        fc.record({ revision: fc.integer({ min: 1, max: 6 }) }),
      ),
    },
    { weight: 1, arbitrary: request('txn', key.map(swapped)) },
  );
}

/** Puts a second key where the first is not, else deletes the first. */
export function swapped(key: string): TxnRequest {
  return {
    compare: [{ key, target: 'VERSION', result: 'EQUAL', version: 0 }],
    success: [{ put: { key, value: 'new' } }, { put: { key: 'd', value: 'too' } }],
    failure: [{ deleteRange: { key } }],
  };
}

const named = <T extends Op>(fc: Fc, op: T): Arbitrary<Op> => fc.constant(op);

/** Requests while the disk is held, and when it is not. */
export function held(fc: Fc): Arbitrary<Program> {
  const one = fc.oneof(
    { weight: 6, arbitrary: asks(fc) as Arbitrary<Op> },
    { weight: 2, arbitrary: named(fc, { op: 'hold' }) },
    { weight: 2, arbitrary: named(fc, { op: 'let go' }) },
    { weight: 2, arbitrary: named(fc, { op: 'look' }) },
  );
  return fc.array(one, { maxLength: 10, size: 'max' }).map((ops) => ({ ops }));
}

/** Many at once, again and again. */
export function bursts(fc: Fc): Arbitrary<Program> {
  const burst = fc
    .array(asks(fc), { minLength: 1, maxLength: 6, size: 'max' })
    .map((list): Op => ({ op: 'burst', asks: list }));
  const one = fc.oneof(
    { weight: 4, arbitrary: burst },
    { weight: 2, arbitrary: named(fc, { op: 'hold' }) },
    { weight: 2, arbitrary: named(fc, { op: 'let go' }) },
    { weight: 1, arbitrary: named(fc, { op: 'look' }) },
  );
  return fc
    .array(one, { maxLength: 6, size: 'max' })
    .map((ops) => ({ ops, counts: true }));
}

/** A disk that fails once, or twice. */
export function failing(fc: Fc): Arbitrary<Program> {
  const some = fc.array(
    fc.oneof(
      { weight: 5, arbitrary: puts(fc) as Arbitrary<Op> },
      { weight: 1, arbitrary: named(fc, { op: 'hold' }) },
      { weight: 1, arbitrary: named(fc, { op: 'let go' }) },
      { weight: 1, arbitrary: named(fc, { op: 'look' }) },
    ),
    { maxLength: 4, size: 'max' },
  );
  const fault = fc.constantFrom<Op>({ op: 'fail sync' }, { op: 'fail write' });
  return fc.tuple(some, fault, some).map(([before, wrong, after]) => ({
    ops: [...before, wrong, put('a'), ...after],
    segmentBytes: 16_384,
  }));
}

const SIZES = [1, 0, 30, 300, 900];

/** A log whose end, or whose middle, is not what was written. */
export function harmed(fc: Fc): Arbitrary<Program> {
  const record = fc.constantFrom(0, 0, 1, 2);
  const turned = fc.record({
    record,
    from: fc.integer({ min: 0, max: 60 }),
    turn: fc.constantFrom(255, 1),
  });
  const harm: Arbitrary<Harm> = fc.oneof(
    { weight: 2, arbitrary: torn(fc) },
    {
      weight: 2,
      arbitrary: turned.map((one) => ({ ...one, to: one.from + 1 })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(record, fc.constantFrom(0, 16, 512, 1_024))
        .map(([of, from]) => ({
          record: of,
          from,
          to: from + 1_100,
          turn: 'zero' as const,
        })),
    },
  );
  return fc
    .tuple(
      fc.array(puts(fc, SIZES), { minLength: 1, maxLength: 4 }),
      fc.array(harm, { maxLength: 2 }),
      fc.boolean(),
    )
    .map(([list, harms, together]) => ({
      ops: [
        ...(together ? [{ op: 'burst' as const, asks: list }] : list),
        { op: 'close' as const },
        ...harms.map((one) => ({ op: 'harm' as const, harm: one })),
        { op: 'verify' as const },
      ],
      segmentBytes: 8_192,
    }));
}

/** The last write came to the disk up to some byte. */
export function torn(fc: Fc): Arbitrary<Harm> {
  return fc
    .integer({ min: 1, max: 1_000 })
    .map((from) => ({ record: 0, from, turn: 'zero' as const }));
}

/** A store that is stopped and started, with a torn write or without. */
export function restarted(fc: Fc): Arbitrary<Program> {
  const life = fc
    .tuple(
      fc.array(asks(fc, SIZES), { maxLength: 5, size: 'max' }),
      fc.constantFrom<Op>({ op: 'restart' }, { op: 'power cut' }),
    )
    .map(([list, end]): readonly Op[] => [...list, end]);
  return fc
    .array(life, { minLength: 1, maxLength: 2 })
    .map((lives) => ({ ops: [...lives.flat(), put('z'), { op: 'look' }] }));
}

/** Snapshots now and then, written while others write, and what is on the disk then. */
export function snapshots(fc: Fc): Arbitrary<Program> {
  const some = (maxLength: number): Arbitrary<readonly Ask[]> =>
    fc.array(asks(fc, [900, 1, 300]), { maxLength, size: 'max' });
  const life = fc
    .tuple(some(5), some(3))
    .map(([before, meanwhile]): readonly Op[] => [
      ...before,
      { op: 'hold snapshots' },
      { op: 'snapshot' },
      ...meanwhile,
      { op: 'let go' },
      { op: 'files' },
    ]);
  return fc
    .array(life, { minLength: 1, maxLength: 2 })
    .map((lives) => ({ ops: lives.flat(), segmentBytes: 2_048 }));
}

/** One life of a process: what is asked of it, and how it ends. */
export interface Life {
  readonly asks: readonly Ask[];
  /** Turns between two questions. */
  readonly breath: number;
  /** Turns that it lives. */
  readonly turns: number;
  /** Turns that it has for coming back before the power goes once more; absent: enough. */
  readonly again?: number;
  /** The number of the sync that fails, if one does. */
  readonly fault?: number;
}

export interface Lives {
  readonly lives: readonly Life[];
  readonly snapshotEntries: number;
}

export function lives(fc: Fc): Arbitrary<Lives> {
  const life: Arbitrary<Life> = fc.record(
    {
      asks: fc.array(asks(fc, SIZES), { minLength: 1, maxLength: 6, size: 'max' }),
      breath: fc.constantFrom(0, 1, 3, 12),
      turns: fc.oneof(fc.constant(400), fc.nat({ max: 120 })),
      again: fc.nat({ max: 60 }),
      fault: fc.nat({ max: 6 }),
    },
    { requiredKeys: ['asks', 'breath', 'turns'] },
  );
  return fc.record({
    lives: fc.array(life, { minLength: 1, maxLength: 2, size: 'max' }),
    snapshotEntries: fc.constantFrom(3, 5, 1_000),
  });
}
