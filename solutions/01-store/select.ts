// From the pairs of a range to the pairs of an answer: filter, sort, cut, as etcd does it
// (server/etcdserver/txn/txn.go, executeRange). Chapter 01.

import type { KeyValue, RangeRequest } from './types.ts';
import { compareBy, hasBounds, isWithin } from './wishes.ts';

//#region select
export interface Selection {
  readonly kvs: readonly KeyValue[];
  /** Whether the limit cut something off. */
  readonly more: boolean;
}

/** The part of `kvs`, given in key order, that the request wants, in its order. */
export function select(kvs: readonly KeyValue[], request: RangeRequest): Selection {
  const { limit = 0, sortOrder = 'NONE', sortTarget = 'KEY' } = request;
  //#exercise 5,8 keep what is within the bounds, sort, cut, and say if any went
  const readsOn = sortOrder !== 'NONE' || hasBounds(request);
  const read = limit > 0 && !readsOn ? kvs.slice(0, limit + 1) : kvs;
  const sign = sortOrder === 'DESCEND' ? -1 : 1;
  const wanted = read
    .filter((kv) => isWithin(kv, request))
    .sort((a, b) => sign * compareBy(sortTarget, a, b));
  const more = limit > 0 && wanted.length > limit;
  return { kvs: more ? wanted.slice(0, limit) : wanted, more };
  //#endexercise
}
//#endregion
