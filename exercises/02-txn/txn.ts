// The transaction: if these compares hold then these requests, else those, as one step
// of history. And what every client makes of it, the optimistic update. etcd's txn is in
// server/etcdserver/txn/txn.go, the API server's update in storage/etcd3/store.go
// (GuaranteedUpdate). Chapter 02.

import { NotWritten } from '#world';
import type { Bytes, Key, KeyValue, Revision, Store, WriteTxn } from '#store';
import {
  type AdmitPut,
  type Choice,
  checkFeasible,
  choose,
  type DecidedOp,
  type PlainOp,
} from './decide.ts';
import { checkForm } from './form.ts';
import { checkOverlap } from './overlap.ts';
import type { RequestOp, ResponseOp, TxnRequest, TxnResponse } from './types.ts';

/** Carries it out, in one revision or not at all. @throws EtcdError if refused */
export function txn(
  store: Store,
  request: TxnRequest,
  admitPut?: AdmitPut,
): TxnResponse {
  checkForm(request);
  checkOverlap(request);
  const choice = choose(store, request);
  if (choice.branch.length > 0) return carryOut(store, choice, admitPut);
  return { revision: store.revision, succeeded: choice.succeeded, responses: [] };
}

/** Decides what is left to decide, has it checked, and does it all in one step. */
function carryOut(
  store: Store,
  { succeeded, branch }: Choice,
  admitPut?: AdmitPut,
): TxnResponse {
  // TODO 2.5: make every choice, check what was chosen, run it as one step
  throw new NotWritten('2.5');
}

function runPlain(write: WriteTxn, op: PlainOp): ResponseOp {
  if ('range' in op) return { range: write.range(op.range) };
  if ('put' in op) return { put: write.put(op.put) };
  return { deleteRange: write.deleteRange(op.deleteRange) };
}

/**
 * Sets `key` to what `change` makes of its pair, and returns the revision at which
 * it has that value. When somebody else was faster, `change` is asked again with
 * the newer pair; what it throws ends the update, and nothing is written.
 */
export function update(
  store: Store,
  key: Key,
  change: (before: KeyValue | undefined) => Bytes,
): Revision {
  let [before] = store.range({ key }).kvs;
  // TODO 2.8: put the changed value if nobody wrote since; else begin again
  throw new NotWritten('2.8');
}

/** The pair in the answer to a range of one key, if there was one. */
function pairRead(response: ResponseOp | undefined): KeyValue | undefined {
  if (response === undefined || !('range' in response)) return undefined;
  return response.range.kvs[0];
}
