// A compare: one question about the store as it is, answered yes or no. etcd asks it
// in the same words (server/etcdserver/txn/txn.go, applyCompare). Chapter 02.

import type { KeyValue, Store } from '#store';
import type { Compare, CompareResult } from './types.ts';

//#region holds
/** Whether the compare holds in the store as it stands now. */
export function holds(store: Pick<Store, 'range'>, compare: Compare): boolean {
  const { key, rangeEnd = '' } = compare;
  const { kvs } = store.range({ key, rangeEnd });
  if (rangeEnd === '') return holdsFor(kvs[0], compare);
  //#exercise 3 it has to hold for every key in the range; what if there is none?
  if (kvs.length === 0) return holdsFor(undefined, compare);
  return kvs.every((kv) => holdsFor(kv, compare));
  //#endexercise
}
//#endregion

//#region holds-for
/** Whether it holds for one pair; undefined stands for a key that does not exist. */
function holdsFor(kv: KeyValue | undefined, compare: Compare): boolean {
  if (compare.target === 'VALUE') {
    //#exercise 2 compare the values' bytes; a key that does not exist has no value
    return kv !== undefined && relates(kv.value, compare.result, compare.value);
    //#endexercise
  }
  const [found, expected] = numbers(kv, compare);
  return relates(found, compare.result, expected);
}
//#endregion

//#region numbers
type NumberCompare = Exclude<Compare, { readonly target: 'VALUE' }>;

/** The number that is found, and the one that the compare brings. */
function numbers(
  kv: KeyValue | undefined,
  compare: NumberCompare,
): readonly [found: number, expected: number] {
  //#exercise 1 find the number of each target; without a key every number is 0
  switch (compare.target) {
    case 'VERSION':
      return [kv?.version ?? 0, compare.version];
    case 'CREATE':
      return [kv?.createRevision ?? 0, compare.createRevision];
    case 'MOD':
      return [kv?.modRevision ?? 0, compare.modRevision];
    case 'LEASE':
      return [kv?.lease ?? 0, compare.lease];
  }
  //#endexercise
}
//#endregion

//#region relates
/** Strings of bytes have the order of their bytes, numbers their own. */
function relates<T extends string | number>(
  found: T,
  result: CompareResult,
  expected: T,
): boolean {
  //#exercise 1 say whether what is found is equal to, above or below the expected
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
  //#endexercise
}
//#endregion
