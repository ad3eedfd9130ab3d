// From the pairs of a range to the pairs of an answer: filter, sort, cut, as etcd does it
// (server/etcdserver/txn/txn.go, executeRange). Chapter 01.

import { NotWritten } from '#world';
import type { KeyValue, RangeRequest } from './types.ts';
import { compareBy, hasBounds, isWithin } from './wishes.ts';

export interface Selection {
  readonly kvs: readonly KeyValue[];
  /** Whether the limit cut something off. */
  readonly more: boolean;
}

/** The part of `kvs`, given in key order, that the request wants, in its order. */
export function select(kvs: readonly KeyValue[], request: RangeRequest): Selection {
  const { limit = 0, sortOrder = 'NONE', sortTarget = 'KEY' } = request;
  // TODO 1.5: keep what is within the bounds, sort, cut, and say if any went
  throw new NotWritten('1.5');
}
