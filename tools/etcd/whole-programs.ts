// Programs on the whole of chapters 01 to 04, drawn at random: what programs.ts draws, and
// transactions in transactions, compactions, leases, and watches that begin anywhere.

import fc from 'fast-check';
import type { PutRequest } from '#store';
import type { Compare, RequestOp, TxnRequest } from '#txn';
import type { WatchCreateRequest } from '#watch';
import { sameForBoth } from './known.ts';
import { deletes, puts, ranges, spans } from './programs.ts';
import type { WholeOp } from './whole-op.ts';

export interface WholeProgram {
  readonly ops: readonly WholeOp[];
  /** How many responses wait for the reader of our stream; one alone often makes it late. */
  readonly capacity: number;
}

/** Granted at first in most programs, so that puts find them. */
const LEASES: readonly number[] = [7, 8];
const HOUR_S = 3_600;

// Few, so that watches see them and txns meet them; spans have all.
const key = fc.constantFrom('a', 'b', 'ab', 'a\0', '\xff');
const value = fc.constantFrom('1', '2', '10', '');
const revision = fc.integer({ min: 1, max: 16 });
const compacted = fc.oneof(
  { weight: 12, arbitrary: revision },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 1_000) },
);
const everything = fc.constant({ key: '\0', rangeEnd: '\0' });
const lease = fc.constantFrom(...LEASES, 9);

const result = fc.constantFrom('EQUAL', 'NOT_EQUAL', 'GREATER', 'LESS');
const question = fc.oneof(
  fc.record({ target: fc.constant('VERSION'), version: fc.nat({ max: 3 }) }),
  fc.record({ target: fc.constant('CREATE'), createRevision: fc.nat({ max: 16 }) }),
  fc.record({ target: fc.constant('MOD'), modRevision: fc.nat({ max: 16 }) }),
  fc.record({ target: fc.constant('LEASE'), lease: fc.constantFrom(0, 7) }),
  fc.record({ target: fc.constant('VALUE'), value }),
);
const compares = fc
  .tuple(spans, result, question)
  .map(([keys, how, what]) => ({ ...keys, ...what, result: how }) as Compare);

/** Mostly such as can be carried out: one that can not refuses the whole txn. */
const inBranch = fc.oneof(
  { weight: 6, arbitrary: fc.record({ put: fc.record({ key, value }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ put: fc.record({ key, lease, prevKv: fc.boolean() }) }),
  },
  { weight: 1, arbitrary: fc.record({ put: puts }) },
  { weight: 3, arbitrary: fc.record({ range: ranges }) },
  { weight: 2, arbitrary: fc.record({ deleteRange: fc.record({ key }) }) },
  { weight: 1, arbitrary: fc.record({ deleteRange: deletes }) },
  // It may stand beside puts of the same keys: etcd sees no overlap in it.
  { weight: 1, arbitrary: fc.record({ deleteRange: everything }) },
) as fc.Arbitrary<RequestOp>;

function txnOf(depth: number): fc.Arbitrary<TxnRequest> {
  const inside = depth === 0 ? inBranch : fc.record({ txn: txnOf(depth - 1) });
  const branch = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: inBranch },
      { weight: 1, arbitrary: inside as fc.Arbitrary<RequestOp> },
    ),
    { maxLength: 4 - depth, size: 'max' },
  );
  const compare = fc.array(compares, { maxLength: 2 });
  return fc.record({ compare, success: branch, failure: branch });
}

const leasedPuts: fc.Arbitrary<PutRequest> = fc.record({ key, value, lease });

const watches: fc.Arbitrary<WatchCreateRequest> = fc
  .tuple(
    fc.oneof(spans, everything, fc.record({ key })),
    fc.record(
      {
        startRevision: fc.oneof(
          { weight: 4, arbitrary: revision },
          { weight: 1, arbitrary: fc.constantFrom(0, -1, 1_000) },
        ),
        filters: fc.subarray(['NOPUT', 'NODELETE'] as const),
        prevKv: fc.boolean(),
        progressNotify: fc.boolean(),
        watchId: fc.constantFrom(0, 1, 2, 5, 9),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([keys, options]) => ({ ...keys, ...options }));

function ops<Name extends WholeOp['op']>(
  op: Name,
  request: fc.Arbitrary<object>,
): fc.Arbitrary<WholeOp> {
  const drawn = fc.record({ op: fc.constant(op), request });
  return drawn as unknown as fc.Arbitrary<WholeOp>;
}

// Above an hour, so that the seconds of the test do not count; or too long.
const ttl = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(HOUR_S, 2 * HOUR_S, 9_000_000_000) },
  { weight: 1, arbitrary: fc.constantFrom(9_000_000_001, 2 ** 40) },
);

const writes = fc.oneof(
  { weight: 3, arbitrary: ops('put', fc.record({ key, value })) },
  { weight: 1, arbitrary: ops('put', leasedPuts) },
);

const anything = fc.oneof(
  { weight: 6, arbitrary: writes },
  { weight: 2, arbitrary: ops('put', puts) },
  { weight: 4, arbitrary: ops('range', ranges) },
  { weight: 3, arbitrary: ops('deleteRange', deletes) },
  { weight: 8, arbitrary: ops('txn', txnOf(2)) },
  { weight: 4, arbitrary: ops('watch', watches) },
  {
    weight: 1,
    arbitrary: ops('cancel', fc.record({ watchId: fc.nat({ max: 4 }) })),
  },
  { weight: 2, arbitrary: ops('compact', fc.record({ revision: compacted })) },
  { weight: 1, arbitrary: ops('leaseGrant', fc.record({ id: lease, ttl })) },
  { weight: 1, arbitrary: ops('leaseRevoke', fc.record({ id: lease })) },
  { weight: 1, arbitrary: ops('keepAlive', fc.record({ id: lease })) },
  {
    weight: 2,
    arbitrary: ops('timeToLive', fc.record({ id: lease, keys: fc.boolean() })),
  },
  { weight: 1, arbitrary: ops('leases', fc.constant({})) },
);

/** A compaction, and watches from around it. */
const edges: fc.Arbitrary<readonly WholeOp[]> = fc
  .tuple(
    revision,
    fc.array(fc.tuple(watches, fc.integer({ min: -1, max: 2 })), { maxLength: 3 }),
  )
  .map(([compacted, begun]): readonly WholeOp[] => [
    { op: 'compact', request: { revision: compacted } },
    ...begun.map(([{ watchId: _, ...watch }, distance]): WholeOp => {
      const startRevision = compacted + distance;
      return { op: 'watch', request: { ...watch, startRevision } };
    }),
  ]);

const grants = LEASES.map(
  (id): WholeOp => ({ op: 'leaseGrant', request: { id, ttl: HOUR_S } }),
);

/** Leases and some keys first, so that there is something to ask for. */
export const wholePrograms: fc.Arbitrary<WholeProgram> = fc.record({
  ops: fc
    .tuple(
      fc.constantFrom([], grants),
      fc.array(writes, { minLength: 3, maxLength: 8, size: 'max' }),
      fc.array(
        fc.oneof(
          { weight: 24, arbitrary: anything.map((op) => [op]) },
          { weight: 1, arbitrary: edges },
        ),
        { minLength: 8, maxLength: 36, size: 'max' },
      ),
    )
    .map(([leases, state, then]) =>
      [...leases, ...state, ...then.flat()].map(sameForBoth),
    ),
  capacity: fc.constantFrom(1_000, 1, 3),
});
