// The form of a request: what can be refused without a look at the store, in both
// branches alike. etcd does it before a txn reaches raft (api/v3rpc/key.go), so that
// no log holds a request that nobody can carry out. Chapter 02.

import { checkPut, EtcdError, type Key } from '#store';
import type { RequestOp, TxnRequest } from './types.ts';

/** The most compares, or requests in a branch. etcd --max-txn-ops, default 128. */
export const MAX_TXN_OPS = 128;

/** @throws EtcdError if the request is too long, or a key in it is missing. */
export function checkForm(
  { compare = [], success = [], failure = [] }: TxnRequest,
  allowed: number = MAX_TXN_OPS,
): void {
  const longest = Math.max(compare.length, success.length, failure.length);
  if (longest > allowed) {
    throw new EtcdError('InvalidArgument', 'too many operations in txn request');
  }
  for (const { key } of compare) checkKey(key);
  for (const op of [...success, ...failure]) checkOp(op, allowed - longest);
}

function checkOp(op: RequestOp, allowed: number): void {
  if ('txn' in op) checkForm(op.txn, allowed);
  else if ('range' in op) checkKey(op.range.key);
  else if ('deleteRange' in op) checkKey(op.deleteRange.key);
  else checkPut(op.put);
}

function checkKey(key: Key): void {
  if (key === '') throw new EtcdError('InvalidArgument', 'key is not provided');
}
