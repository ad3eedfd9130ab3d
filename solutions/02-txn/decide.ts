// The decision: every compare is answered, those of nested txns too, while nothing is
// written yet. What comes out is a txn without ifs. etcd keeps the answers as a list of
// booleans (server/etcdserver/txn/txn.go, compareToPath). Chapter 02.

import { EtcdError, type PutRequest, type RangeRequest, type Store } from '#store';
import { holds } from './compare.ts';
import type { RequestOp, TxnRequest } from './types.ts';

//#region decision
/** A txn whose branch is chosen, and so in each txn of that branch: no ifs are left. */
export interface Decision {
  readonly succeeded: boolean;
  readonly ops: readonly DecidedOp[];
}

type PlainOp = Exclude<RequestOp, { readonly txn: TxnRequest }>;
export type DecidedOp = PlainOp | { readonly txn: Decision };
//#endregion

//#region decide
/** Chooses the branch of the txn, and of each txn in that branch. */
export function decide(store: Store, request: TxnRequest): Decision {
  const { compare = [], success = [], failure = [] } = request;
  const succeeded = compare.every((question) => holds(store, question));
  const branch = succeeded ? success : failure;
  return { succeeded, ops: branch.map((op) => decideOp(store, op)) };
}
//#endregion

//#region decide-op
function decideOp(store: Store, op: RequestOp): DecidedOp {
  if (!('txn' in op)) return op;
  //#exercise 6 a txn inside is decided now, with the state that the outer one sees
  return { txn: decide(store, op.txn) };
  //#endexercise
}
//#endregion

//#region feasible
/** May object to a put by throwing; chapter 04's leases do. */
export type AdmitPut = (put: PutRequest) => void;

/** @throws EtcdError if a request cannot be carried out in the store as it is. */
export function checkFeasible(
  store: Store,
  decision: Decision,
  admitPut: AdmitPut = () => {},
): void {
  const ops = plainOps(decision);
  for (const op of ops) if ('put' in op) checkPut(store, op.put, admitPut);
  for (const op of ops) if ('range' in op) checkRange(store, op.range);
}

function plainOps({ ops }: Decision): readonly PlainOp[] {
  return ops.flatMap((op) => ('txn' in op ? plainOps(op.txn) : op));
}
//#endregion

//#region check-put
function checkPut(store: Store, put: PutRequest, admitPut: AdmitPut): void {
  const { key, ignoreValue, ignoreLease } = put;
  if (ignoreValue || ignoreLease) {
    //#exercise 7 what is to be kept has to be there
    const { count } = store.range({ key, countOnly: true });
    if (count === 0) throw new EtcdError('InvalidArgument', 'key not found');
    //#endexercise
  }
  admitPut(put);
}

function checkRange(store: Store, { key, revision = 0 }: RangeRequest): void {
  if (revision === 0) return;
  //#exercise 7 refuse a revision that the store cannot read now
  store.range({ key, revision });
  //#endexercise
}
//#endregion
