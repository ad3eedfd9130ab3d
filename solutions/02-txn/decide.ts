// The decision: which branch the compares choose, and whether what was chosen can be
// carried out, both while nothing is written yet. etcd keeps the answers as a list of
// booleans (server/etcdserver/txn/txn.go, compareToPath). Chapter 02.

import { EtcdError, type PutRequest, type Store } from '#store';
import { holds } from './compare.ts';
import type { RequestOp, TxnRequest } from './types.ts';

//#region choose
/** What the compares of one txn have chosen: its branch may still hold txns. */
export interface Choice {
  readonly succeeded: boolean;
  readonly branch: readonly RequestOp[];
}

/** Chooses, in the store as it is. Where no compare is, all of them hold. */
export function choose(store: Store, request: TxnRequest): Choice {
  const { compare = [], success = [], failure = [] } = request;
  const succeeded = compare.every((question) => holds(store, question));
  return { succeeded, branch: succeeded ? success : failure };
}
//#endregion

//#region decision
/** Any request but a txn. */
export type PlainOp = Exclude<RequestOp, { readonly txn: TxnRequest }>;

/** A request to carry out; a txn with its choice made, and all those in it. */
export type DecidedOp = PlainOp | { readonly txn: Decision };

export interface Decision {
  readonly succeeded: boolean;
  readonly ops: readonly DecidedOp[];
}
//#endregion

//#region admit
/** May object, by throwing, to a put that names a lease; chapter 04's leases do. */
export type AdmitPut = (put: PutRequest) => void;
//#endregion

//#region feasible
/**
 * Refuses what can't be carried out in the store as it is, txns inside included.
 * @throws EtcdError InvalidArgument, "key not found", for a put that keeps what
 * isn't there; what `admitPut` throws; what the store throws for a range
 */
export function checkFeasible(
  store: Pick<Store, 'range'>,
  decided: readonly DecidedOp[],
  admitPut: AdmitPut = () => {},
): void {
  const ops = plainOps(decided).filter(demands);
  if (ops.length === 0) return;
  //#exercise 7 refuse what can't be done: all puts are asked, then all ranges
  for (const op of ops) {
    if (!('put' in op)) continue;
    const { key, ignoreValue, ignoreLease } = op.put;
    if (ignoreValue || ignoreLease) {
      const { count } = store.range({ key, countOnly: true });
      if (count === 0) throw new EtcdError('InvalidArgument', 'key not found');
    }
    admitPut(op.put);
  }
  for (const op of ops) {
    if (!('range' in op)) continue;
    const { key, revision = 0 } = op.range;
    store.range({ key, revision, countOnly: true });
  }
  //#endexercise
}
//#endregion

//#region demands
/** The requests of a list, those of its txns in their place. */
function plainOps(ops: readonly DecidedOp[]): readonly PlainOp[] {
  return ops.flatMap((op) => ('txn' in op ? plainOps(op.txn.ops) : op));
}

/** Whether it needs something of the store, or names a lease. Most don't. */
function demands(op: PlainOp): boolean {
  if ('range' in op) return (op.range.revision ?? 0) > 0;
  if ('deleteRange' in op) return false;
  const { ignoreValue = false, ignoreLease = false, lease = 0 } = op.put;
  return ignoreValue || ignoreLease || lease !== 0;
}
//#endregion
