// From the pairs of a range to the pairs of an answer: filter, sort, cut, in etcd's
// order (server/etcdserver/txn/range.go). Chapter 01.

import { NotWritten } from '#world';
import type { KeyValue, RangeRequest, Revision, SortTarget } from './types.ts';

/** The part of `kvs`, given in key order, that the request wants to see. */
export function select(kvs: readonly KeyValue[], request: RangeRequest): Selection {
  const sorted = sort(filter(kvs, request), request);
  const { limit, keysOnly = false } = request;
  const all = { kvs: sorted, more: false };
  const chosen = limit === undefined ? all : cut(sorted, limit);
  return keysOnly ? { ...chosen, kvs: chosen.kvs.map(withoutValue) } : chosen;
}

interface Selection {
  readonly kvs: readonly KeyValue[];
  readonly more: boolean;
}

function withoutValue(kv: KeyValue): KeyValue {
  return Object.freeze({ ...kv, value: '' });
}

function cut(kvs: readonly KeyValue[], limit: number): Selection {
  // TODO 1.5: keep the first `limit` pairs, and say whether that cut any off
  throw new NotWritten('1.5');
}

function filter(
  kvs: readonly KeyValue[],
  request: RangeRequest,
): readonly KeyValue[] {
  const { minModRevision, maxModRevision } = request;
  const { minCreateRevision, maxCreateRevision } = request;
  return kvs.filter(
    (kv) =>
      within(kv.modRevision, minModRevision, maxModRevision) &&
      within(kv.createRevision, minCreateRevision, maxCreateRevision),
  );
}

function within(revision: Revision, min: Revision = 0, max: Revision = 0): boolean {
  if (min === 0 && max === 0) return true;
  // TODO 1.8: keep what lies within the bounds, both included; 0 is no bound
  throw new NotWritten('1.8');
}

const FIELD = {
  KEY: (kv) => kv.key,
  VERSION: (kv) => kv.version,
  CREATE: (kv) => kv.createRevision,
  MOD: (kv) => kv.modRevision,
  VALUE: (kv) => kv.value,
} satisfies Record<SortTarget, (kv: KeyValue) => string | number>;

function sort(
  kvs: readonly KeyValue[],
  request: RangeRequest,
): readonly KeyValue[] {
  const { sortTarget, sortOrder } = request;
  if (sortTarget === undefined && sortOrder === undefined) return kvs;
  // TODO 1.8: sort by the target, ties in key order; downward only for DESCEND
  throw new NotWritten('1.8');
}

function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
