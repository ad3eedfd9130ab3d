// No key is written twice in one txn: a version is named by its key and its revision,
// and a txn has one revision. Looked for in both branches before anything is done, with
// the gaps that etcd has (api/v3rpc/key.go, checkIntervals). Chapter 02.

import { type DeleteRangeRequest, EtcdError, type Key } from '#store';
import type { RequestOp, TxnRequest } from './types.ts';

//#region overlap
/** @throws EtcdError if, in one of the branches, a key may be written twice. */
export function checkOverlap({ success = [], failure = [] }: TxnRequest): void {
  for (const branch of [success, failure]) {
    if (branch.length > 0) writesOf(branch);
  }
}

/** What a list of requests may write. */
interface Writes {
  readonly puts: Set<Key>;
  readonly deletes: DeleteRangeRequest[];
}

/** Adds a put. Refused: InvalidArgument, "duplicate key given in txn request". */
function addPut({ puts, deletes }: Writes, key: Key): void {
  if (puts.has(key) || deletes.some((range) => covers(range, key))) {
    throw new EtcdError('InvalidArgument', 'duplicate key given in txn request');
  }
  puts.add(key);
}
//#endregion

//#region writes
/** All that may be written, whichever branch each txn inside takes. */
function writesOf(ops: readonly RequestOp[]): Writes {
  //#exercise 4 collect deletes, txns inside and puts: what is held against what?
  const deletes = ops.flatMap((op) => ('deleteRange' in op ? op.deleteRange : []));
  const writes: Writes = { puts: new Set(), deletes };
  for (const op of ops) {
    if (!('txn' in op)) continue;
    const ifThen = writesOf(op.txn.success ?? []);
    const ifElse = writesOf(op.txn.failure ?? []);
    // One of the two will run: a key that both put is put once.
    for (const key of new Set([...ifThen.puts, ...ifElse.puts]))
      addPut(writes, key);
    deletes.push(...ifThen.deletes, ...ifElse.deletes);
  }
  for (const op of ops) if ('put' in op) addPut(writes, op.put.key);
  return writes;
  //#endexercise
}
//#endregion

//#region covers
/** As etcd has it here, a rangeEnd of '\0' covers nothing: no key is below it. */
function covers({ key, rangeEnd = '' }: DeleteRangeRequest, put: Key): boolean {
  return rangeEnd === '' ? put === key : key <= put && put < rangeEnd;
}
//#endregion
