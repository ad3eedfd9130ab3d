// No key is written twice in one txn: a version is named by its key and its revision,
// and a txn has one revision. Looked for in both branches before anything is done, with
// the gaps that etcd has (api/v3rpc/key.go, checkIntervals). Chapter 02.

import { NotWritten } from '#world';
import { type DeleteRangeRequest, EtcdError, type Key } from '#store';
import type { RequestOp, TxnRequest } from './types.ts';

/** What a list of requests may write. */
interface Writes {
  readonly puts: Set<Key>;
  readonly deletes: DeleteRangeRequest[];
}

/** @throws EtcdError if two of the requests may write the same key. */
export function checkOverlap({ success = [], failure = [] }: TxnRequest): void {
  writesOf(success);
  writesOf(failure);
}

function writesOf(ops: readonly RequestOp[]): Writes {
  const deletes = ops.flatMap((op) => ('deleteRange' in op ? op.deleteRange : []));
  const writes: Writes = { puts: new Set(), deletes };
  for (const op of ops) if ('txn' in op) addTxn(writes, op.txn);
  for (const op of ops) if ('put' in op) addPut(writes, op.put.key);
  return writes;
}

function addPut({ puts, deletes }: Writes, key: Key): void {
  // TODO 2.4: refuse a key that is put already, or lies in a range that is deleted
  throw new NotWritten('2.4');
}

/** Adds what a txn inside may write. Only one of its branches will run. */
function addTxn(writes: Writes, { success = [], failure = [] }: TxnRequest): void {
  // TODO 2.4: look into both branches, then add what either of them may write
  throw new NotWritten('2.4');
}

/** As etcd reads it here, a rangeEnd of '\0' covers nothing: no key is before it. */
function covers({ key, rangeEnd = '' }: DeleteRangeRequest, put: Key): boolean {
  return rangeEnd === '' ? put === key : key <= put && put < rangeEnd;
}
