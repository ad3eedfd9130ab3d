// A compare: one question about the store as it is, answered yes or no. etcd asks it
// in the same words (server/etcdserver/txn/txn.go, applyCompare). Chapter 02.

import { NotWritten } from '#world';
import type { Bytes, KeyValue, Store } from '#store';
import type { Compare, CompareResult } from './types.ts';

/** Whether a compare holds in the store as it is. Reads what it names, no more. */
export function holds(store: Pick<Store, 'range'>, compare: Compare): boolean {
  // TODO 2.1: ask every pair that is there; and if none is, what then?
  throw new NotWritten('2.1');
}

/** What a pair has to show to a compare of this target. */
function foundIn(kv: KeyValue, target: Compare['target']): number | Bytes {
  switch (target) {
    case 'VERSION':
      return kv.version;
    case 'CREATE':
      return kv.createRevision;
    case 'MOD':
      return kv.modRevision;
    case 'LEASE':
      return kv.lease;
    case 'VALUE':
      return kv.value;
  }
}

/** What the compare brings: a number, or a value. */
function expectedBy(compare: Compare): number | Bytes {
  switch (compare.target) {
    case 'VERSION':
      return compare.version;
    case 'CREATE':
      return compare.createRevision;
    case 'MOD':
      return compare.modRevision;
    case 'LEASE':
      return compare.lease;
    case 'VALUE':
      return compare.value;
  }
}

/** GREATER holds if what is found is above. Strings of bytes sort as bytes. */
function relates<T extends string | number>(
  found: T,
  result: CompareResult,
  expected: T,
): boolean {
  switch (result) {
    case 'EQUAL':
      return found === expected;
    case 'NOT_EQUAL':
      return found !== expected;
    case 'GREATER':
      return found > expected;
    case 'LESS':
      return found < expected;
  }
}
