// A compare: one question about the store as it is, answered yes or no. etcd asks it
// in the same words (server/etcdserver/txn/txn.go, applyCompare). Chapter 02.

import { NotWritten } from '#world';
import type { KeyValue, Store } from '#store';
import type { Compare, CompareResult } from './types.ts';

/** Whether the compare holds in the store as it stands now. */
export function holds(store: Pick<Store, 'range'>, compare: Compare): boolean {
  const { key, rangeEnd = '' } = compare;
  const { kvs } = store.range({ key, rangeEnd });
  if (rangeEnd === '') return holdsFor(kvs[0], compare);
  // TODO 2.3: it has to hold for every key in the range; what if there is none?
  throw new NotWritten('2.3');
}

/** Whether it holds for one pair; undefined stands for a key that does not exist. */
function holdsFor(kv: KeyValue | undefined, compare: Compare): boolean {
  if (compare.target === 'VALUE') {
    // TODO 2.2: compare the values' bytes; a key that does not exist has no value
    throw new NotWritten('2.2');
  }
  const [found, expected] = numbers(kv, compare);
  return relates(found, compare.result, expected);
}

type NumberCompare = Exclude<Compare, { readonly target: 'VALUE' }>;

/** The number that is found, and the one that the compare brings. */
function numbers(
  kv: KeyValue | undefined,
  compare: NumberCompare,
): readonly [found: number, expected: number] {
  // TODO 2.1: find the number of each target; without a key every number is 0
  throw new NotWritten('2.1');
}

/** Strings of bytes have the order of their bytes, numbers their own. */
function relates<T extends string | number>(
  found: T,
  result: CompareResult,
  expected: T,
): boolean {
  // TODO 2.1: say whether what is found is equal to, above or below the expected
  throw new NotWritten('2.1');
}
