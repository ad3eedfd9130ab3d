// A compare: one question about the store as it is, answered yes or no. etcd asks it
// in the same words (server/etcdserver/txn/txn.go, applyCompare). Chapter 02.

import type { Bytes, KeyValue, Store } from '#store';
import type { Compare, CompareResult } from './types.ts';

//#region holds
/** Whether a compare holds in the store as it is. Reads what it names, no more. */
export function holds(store: Pick<Store, 'range'>, compare: Compare): boolean {
  //#exercise 1,2,3 ask every pair that is there; and if none is, what then?
  const { key, rangeEnd = '', target, result } = compare;
  const { kvs } = store.range({ key, rangeEnd });
  if (kvs.length === 0) {
    // Without a key every number is 0, and there is no value.
    if (target === 'VALUE') return false;
    return relates(0, result, expectedBy(compare));
  }
  return kvs.every((kv) =>
    relates(foundIn(kv, target), result, expectedBy(compare)),
  );
  //#endexercise
}
//#endregion

//#region found
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
//#endregion

//#region expected
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
//#endregion

//#region relates
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
//#endregion
