// How programs with transactions are drawn: puts and deletes first, so that there is
// something to ask about, then txns over the same three keys. Numbers are as small as
// the revisions of a short program, so that compares go both ways. Simple ones come
// first in every list, because shrinking moves to the front.

import type * as FastCheck from 'fast-check';
import type { DeleteRangeRequest } from '#store';
import type { Compare, RequestOp, TxnRequest } from '#txn';

type Fc = typeof FastCheck;
type Arbitrary<T> = FastCheck.Arbitrary<T>;

/** An optimistic update that adds to the value of a key. */
export interface Update {
  readonly key: string;
  /** What it adds; '' leaves the value as it is. */
  readonly add: string;
  /** It refuses to change this value. */
  readonly unless?: string;
  /** What others do after each time it has looked, one list a time. */
  readonly rivals: readonly (readonly RequestOp[])[];
}

export type Op = RequestOp | { readonly update: Update };
export type Program = readonly Op[];

/** The lease that nobody granted. */
export const UNKNOWN_LEASE = 9;

const KEYS = ['a', 'b', 'c'];
const OFTEN = ['a', 'a', 'b', 'c'];
const key = (fc: Fc): Arbitrary<string> => fc.constantFrom(...OFTEN);
const value = (fc: Fc): Arbitrary<string> => fc.constantFrom('1', '2', '10', '');

/** One key, an interval (some are empty), all from a key on, or everything. */
function span(fc: Fc): Arbitrary<{ key: string; rangeEnd?: string }> {
  return fc.oneof(
    fc.record({ key: key(fc) }),
    fc.record({ key: key(fc), rangeEnd: fc.constantFrom(...KEYS, 'd') }),
    fc.record({ key: key(fc), rangeEnd: fc.constant('\0') }),
    fc.constant({ key: '\0', rangeEnd: '\0' }),
  );
}

const putOf = (fc: Fc): Arbitrary<RequestOp> =>
  fc.record({ put: fc.record({ key: key(fc), value: value(fc) }) });
const leasedOf = (fc: Fc): Arbitrary<RequestOp> =>
  fc.record({
    put: fc.record({ key: key(fc), value: value(fc), lease: fc.constant(7) }),
  });
const deleteOf = (fc: Fc): Arbitrary<RequestOp> =>
  fc.record({ deleteRange: fc.record({ key: key(fc) }) });
const deleteSpanOf = (fc: Fc): Arbitrary<RequestOp> =>
  fc.record({ deleteRange: span(fc) });
const getOf = (fc: Fc): Arbitrary<RequestOp> => fc.record({ range: span(fc) });

/** Some state, then ops of one kind: so many at most. */
export function after(fc: Fc, op: Arbitrary<Op>, most = 3): Arbitrary<Program> {
  const write = fc.oneof(
    { weight: 4, arbitrary: putOf(fc) },
    { weight: 1, arbitrary: leasedOf(fc) },
    { weight: 1, arbitrary: deleteOf(fc) },
  );
  return fc
    .tuple(
      fc.array(write, { maxLength: 6, size: 'max' }),
      fc.array(op, { minLength: 1, maxLength: most, size: 'max' }),
    )
    .map(([state, ops]) => [...state, ...ops]);
}

/**
 * The same; revisions that are read are near the one that the store comes to. They are
 * drawn as distances from it, which is a guess: a delete of nothing makes none.
 */
export function afterNear(fc: Fc, op: Arbitrary<RequestOp>): Arbitrary<Program> {
  return after(fc, op, 4).map((program) =>
    program.map((one, i) => {
      if ('update' in one || !('txn' in one)) return one;
      return { txn: nearTxn(one.txn, i + 1) };
    }),
  );
}

function nearTxn(request: TxnRequest, now: number): TxnRequest {
  const near = (op: RequestOp): RequestOp => {
    if ('txn' in op) return { txn: nearTxn(op.txn, now) };
    if (!('range' in op) || op.range.revision === undefined) return op;
    const revision = Math.max(1, now + op.range.revision);
    return { range: { ...op.range, revision } };
  };
  const { success = [], failure = [] } = request;
  return { ...request, success: success.map(near), failure: failure.map(near) };
}

/** Questions about numbers, about values, or about both; of keys, or of ranges too. */
export interface Questions {
  readonly about: readonly ('number' | 'value')[];
  readonly ranges?: boolean;
}

function compareOf(fc: Fc, { about, ranges }: Questions): Arbitrary<Compare> {
  const result = fc.constantFrom('EQUAL', 'NOT_EQUAL', 'GREATER', 'LESS');
  const count = fc.nat({ max: 2 });
  const revision = fc.nat({ max: 6 });
  const ask = (target: string, field: string, of: Arbitrary<unknown>) =>
    fc.record({ target: fc.constant(target), result, [field]: of });
  const targets = {
    number: [
      ask('VERSION', 'version', count),
      ask('CREATE', 'createRevision', revision),
      ask('MOD', 'modRevision', revision),
      ask('LEASE', 'lease', fc.constantFrom(0, 7)),
    ],
    value: [ask('VALUE', 'value', value(fc))],
  };
  return fc
    .tuple(
      ranges ? span(fc) : fc.record({ key: key(fc) }),
      fc.oneof(...about.flatMap((kind) => targets[kind])),
    )
    .map(([keys, question]) => ({ ...keys, ...question }) as Compare);
}

/** Txns that only ask. */
export function questions(fc: Fc, kinds: Questions): Arbitrary<Op> {
  const compare = fc.array(compareOf(fc, kinds), { minLength: 1, maxLength: 2 });
  return fc.record({ txn: fc.record({ compare }) });
}

/** A branch as anybody might write it: most of them write some key twice. */
function carelessBranch(fc: Fc, depth: number): Arbitrary<readonly RequestOp[]> {
  const inner = carelessInner(fc, depth);
  const op = fc.oneof(
    { weight: 3, arbitrary: putOf(fc) },
    { weight: 2, arbitrary: deleteSpanOf(fc) },
    ...(depth === 0 ? [] : [{ weight: 2, arbitrary: inner }]),
  );
  return fc.array(op, { maxLength: 3 });
}

function carelessInner(fc: Fc, depth: number): Arbitrary<RequestOp> {
  if (depth === 0) return putOf(fc);
  const branch = carelessBranch(fc, depth - 1);
  return fc.record({ txn: fc.record({ success: branch, failure: branch }) });
}

/** Txns of which the branch that is not taken has the ops: only its form matters. */
export function careless(fc: Fc): Arbitrary<Op> {
  const branch = carelessBranch(fc, 2);
  const never: Compare[] = [
    { key: 'never', target: 'VERSION', result: 'GREATER', version: 0 },
  ];
  return fc.oneof(
    branch.map((success) => ({ txn: { compare: never, success } })),
    branch.map((failure) => ({ txn: { failure } })),
  );
}

/** What may stand in a branch, and how deep txns may stand in one another. */
export interface Branches {
  readonly ops: Arbitrary<RequestOp>;
  readonly depth?: number;
}

/** Txns with two branches in which no key is written twice. */
export function txns(fc: Fc, { ops, depth = 0 }: Branches): Arbitrary<RequestOp> {
  const op = depth === 0 ? ops : fc.oneof(ops, inside(fc, { ops, depth }));
  return txnOf(fc, { op, longest: depth === 0 ? 4 : 3, asks: { maxLength: 1 } });
}

/** Txns for a branch: they always ask, and are short, so that they fit beside others. */
function inside(fc: Fc, { ops, depth = 1 }: Branches): Arbitrary<RequestOp> {
  const deeper = depth === 1 ? getOf(fc) : inside(fc, { ops, depth: depth - 1 });
  const op = fc.oneof(getOf(fc), ops, deeper);
  return txnOf(fc, { op, longest: 2, asks: { minLength: 1, maxLength: 1 } });
}

function txnOf(
  fc: Fc,
  {
    op,
    longest,
    asks,
  }: {
    readonly op: Arbitrary<RequestOp>;
    readonly longest: number;
    readonly asks: { readonly minLength?: number; readonly maxLength: number };
  },
): Arbitrary<RequestOp> {
  const compare = fc.array(compareOf(fc, { about: ['number', 'value'] }), asks);
  const branch = fc.array(op, { maxLength: longest, size: 'max' }).map(apart);
  return fc.record({
    txn: fc.record({ compare, success: branch, failure: branch }),
  });
}

/** Puts, deletes and reads. */
export const plain = (fc: Fc): Arbitrary<RequestOp> =>
  fc.oneof(
    putOf(fc),
    getOf(fc),
    deleteOf(fc),
    fc.record({
      put: fc.record({
        key: key(fc),
        value: value(fc),
        prevKv: fc.constant(true),
      }),
    }),
    deleteSpanOf(fc),
  );

/** Requests that may turn out to be impossible in the store as it is. */
export const demanding = (fc: Fc): Arbitrary<RequestOp> =>
  fc.oneof(
    putOf(fc),
    fc.record({
      put: fc.record({ key: key(fc), ignoreValue: fc.constant(true) }),
    }),
    fc.record({
      put: fc.record({
        key: key(fc),
        value: value(fc),
        ignoreLease: fc.constant(true),
      }),
    }),
    fc.record({
      // A distance from the revision that the store comes to.
      range: fc.record({ key: key(fc), revision: fc.integer({ min: -1, max: 2 }) }),
    }),
    fc.record({
      put: fc.record({ key: key(fc), lease: fc.constantFrom(7, UNKNOWN_LEASE) }),
    }),
    fc.record({
      put: fc.record({
        key: key(fc),
        ignoreValue: fc.constant(true),
        lease: fc.constantFrom(UNKNOWN_LEASE, 7),
      }),
    }),
  );

/** Updates of two keys; what others do meanwhile is mostly done to the same key. */
export function updates(fc: Fc): Arbitrary<Op> {
  const one = fc.constantFrom('a', 'a', 'b');
  const rivalPut = fc.record({ put: fc.record({ key: one, value: value(fc) }) });
  const drop = (key: string): RequestOp => ({ deleteRange: { key } });
  const rival = fc.oneof(
    rivalPut.map((put) => [put]),
    one.map((key) => [drop(key)]),
    rivalPut.map((put) => [drop(put.put.key), put]),
  );
  const fields = {
    key: one,
    add: fc.constantFrom('+', '+', ''),
    rivals: fc.array(rival, { maxLength: 3 }),
  };
  const guarded = fc.record({ ...fields, unless: value(fc) });
  return fc.record({ update: fc.oneof(fc.record(fields), guarded) });
}

/** The ops without those that write a key which one before them writes. */
function apart(ops: readonly RequestOp[]): readonly RequestOp[] {
  const taken = new Set<string>();
  return ops.filter((op) => {
    const keys = keysOf(op);
    if (keys.some((one) => taken.has(one))) return false;
    for (const one of keys) taken.add(one);
    return true;
  });
}

function keysOf(op: RequestOp): readonly string[] {
  if ('range' in op) return [];
  if ('put' in op) return [op.put.key];
  if ('deleteRange' in op) return keysIn(op.deleteRange);
  return keysOfTxn(op.txn);
}

function keysOfTxn({ success = [], failure = [] }: TxnRequest): readonly string[] {
  return [...success, ...failure].flatMap(keysOf);
}

function keysIn({ key: from, rangeEnd }: DeleteRangeRequest): readonly string[] {
  if (rangeEnd === undefined) return [from];
  return KEYS.filter((one) => one >= from && (rangeEnd === '\0' || one < rangeEnd));
}
