// The transaction: if these compares hold then these requests, else those, as one step
// of history. And what every client makes of it, the optimistic update. etcd's is in
// server/etcdserver/txn/txn.go, the API server's update in storage/etcd3/store.go.
// Chapter 02.

import { NotWritten } from '#world';
import type { Bytes, Key, KeyValue, Revision, Store, WriteTxn } from '#store';
import {
  type AdmitPut,
  checkFeasible,
  type DecidedOp,
  type Decision,
  decide,
} from './decide.ts';
import { checkForm } from './form.ts';
import { checkOverlap } from './overlap.ts';
import type {
  Compare,
  ResponseOp,
  TxnOutcome,
  TxnRequest,
  TxnResponse,
} from './types.ts';

/** Carries out a txn, as one revision or not at all. @throws EtcdError if refused. */
export function txn(
  store: Store,
  request: TxnRequest,
  admitPut?: AdmitPut,
): TxnResponse {
  checkForm(request);
  checkOverlap(request);
  const { succeeded, ops } = decide(store, request);
  checkFeasible(store, { succeeded, ops }, admitPut);
  if (ops.length === 0) {
    return { revision: store.revision, succeeded, responses: [] };
  }
  // TODO 2.5: do all of the ops in one step of the store; its revision at the end
  throw new NotWritten('2.5');
}

function run(write: WriteTxn, op: DecidedOp): ResponseOp {
  if ('txn' in op) return { txn: runInside(write, op.txn) };
  // TODO 2.5: let the step carry the request out, whichever of the three it is
  throw new NotWritten('2.5');
}

/** A txn in a branch: its requests run in its place, among the others. */
function runInside(write: WriteTxn, { succeeded, ops }: Decision): TxnOutcome {
  // TODO 2.6: its ops run in the same step, in their place
  throw new NotWritten('2.6');
}

/**
 * Sets `key` to what `change` makes of its pair, and returns the revision at which it
 * has that value. Whenever somebody else was faster, `change` is asked again with the
 * newer pair; what it throws ends the update, and nothing is written.
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

/** Holds as long as nobody has put or deleted the key since `before` was read. */
function unchanged(key: Key, before: KeyValue | undefined): Compare {
  const modRevision = before?.modRevision ?? 0;
  return { key, target: 'MOD', result: 'EQUAL', modRevision };
}

function pairRead(response: ResponseOp | undefined): KeyValue | undefined {
  if (response === undefined || !('range' in response)) return undefined;
  return response.range.kvs[0];
}
