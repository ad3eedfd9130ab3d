// As etcd has it: the decisions are a flat list of booleans, walked along twice, and
// what a branch may write is kept in arrays. One file, plain loops, an object of tables.

import {
  checkPut,
  type DeleteRangeRequest,
  EtcdError,
  type KeyValue,
  type PutRequest,
  type Store,
  type WriteTxn,
} from '#store';
import type { Compare, RequestOp, ResponseOp, TxnRequest, TxnResponse } from '#txn';

const ABSENT = { version: 0, createRevision: 0, modRevision: 0, lease: 0 };

function orderOf(kv: KeyValue | undefined, compare: Compare): number {
  const { version, createRevision, modRevision, lease } = kv ?? ABSENT;
  switch (compare.target) {
    case 'VERSION':
      return version - compare.version;
    case 'CREATE':
      return createRevision - compare.createRevision;
    case 'MOD':
      return modRevision - compare.modRevision;
    case 'LEASE':
      return lease - compare.lease;
    default:
      if (kv === undefined) return Number.NaN;
      if (kv.value === compare.value) return 0;
      return kv.value < compare.value ? -1 : 1;
  }
}

const HOLDS = {
  EQUAL: (order: number) => order === 0,
  NOT_EQUAL: (order: number) => order < 0 || order > 0,
  GREATER: (order: number) => order > 0,
  LESS: (order: number) => order < 0,
};

export function holds(store: Pick<Store, 'range'>, compare: Compare): boolean {
  const { key, rangeEnd } = compare;
  const request = rangeEnd === undefined ? { key } : { key, rangeEnd };
  const asked: (KeyValue | undefined)[] = [...store.range(request).kvs];
  if (asked.length === 0) asked.push(undefined);
  let yes = true;
  for (const kv of asked) yes &&= HOLDS[compare.result](orderOf(kv, compare));
  return yes;
}

function isDeleted(deletes: readonly DeleteRangeRequest[], key: string): boolean {
  for (const { key: from, rangeEnd } of deletes) {
    if (!rangeEnd ? from === key : from <= key && key < rangeEnd) return true;
  }
  return false;
}

function collect(ops: readonly RequestOp[]): [string[], DeleteRangeRequest[]] {
  const puts: string[] = [];
  const deletes: DeleteRangeRequest[] = [];
  const add = (keys: readonly string[], mayBe: readonly string[] = []): void => {
    for (const key of keys) {
      const twice = puts.includes(key) && !mayBe.includes(key);
      if (twice || isDeleted(deletes, key))
        throw new EtcdError(
          'InvalidArgument',
          'duplicate key given in txn request',
        );
      puts.push(key);
    }
  };
  for (const op of ops) if ('deleteRange' in op) deletes.push(op.deleteRange);
  for (const op of ops) {
    if (!('txn' in op)) continue;
    const [thenPuts, thenDeletes] = collect(op.txn.success ?? []);
    const [elsePuts, elseDeletes] = collect(op.txn.failure ?? []);
    add([...new Set(thenPuts)]);
    add([...new Set(elsePuts)], thenPuts);
    deletes.push(...thenDeletes, ...elseDeletes);
  }
  for (const op of ops) if ('put' in op) add([op.put.key]);
  return [puts, deletes];
}

function branchOf(request: TxnRequest, succeeded: boolean): readonly RequestOp[] {
  return (succeeded ? request.success : request.failure) ?? [];
}

function pathOf(store: Store, request: TxnRequest): boolean[] {
  const succeeded = (request.compare ?? []).every((one) => holds(store, one));
  const path = [succeeded];
  for (const op of branchOf(request, succeeded)) {
    if ('txn' in op) path.push(...pathOf(store, op.txn));
  }
  return path;
}

/** Walks along the path; the walker is told of each plain request. */
function walk(
  request: TxnRequest,
  path: boolean[],
  visit: (op: Exclude<RequestOp, { txn: TxnRequest }>) => ResponseOp,
): { succeeded: boolean; responses: ResponseOp[] } {
  const succeeded = path.shift() ?? false;
  const responses: ResponseOp[] = [];
  for (const op of branchOf(request, succeeded)) {
    if ('txn' in op) responses.push({ txn: walk(op.txn, path, visit) });
    else responses.push(visit(op));
  }
  return { succeeded, responses };
}

export function txn(
  store: Store,
  request: TxnRequest,
  admitPut?: (put: PutRequest) => void,
): TxnResponse {
  checkForm(request);
  collect(request.success ?? []);
  collect(request.failure ?? []);
  const path = pathOf(store, request);
  const nothing = { put: { revision: 0 } };
  walk(request, [...path], (op) => {
    if (!('put' in op)) return nothing;
    const keeps = op.put.ignoreValue || op.put.ignoreLease;
    if (keeps && store.range({ key: op.put.key }).kvs.length === 0)
      throw new EtcdError('InvalidArgument', 'key not found');
    admitPut?.(op.put);
    return nothing;
  });
  walk(request, [...path], (op) => {
    if ('range' in op && (op.range.revision ?? 0) > 0) store.range(op.range);
    return nothing;
  });
  return store.write((write) => {
    const answer = walk(request, path, (op) => runOne(write, op));
    return { ...answer, revision: write.revision };
  });
}

function runOne(
  write: WriteTxn,
  op: Exclude<RequestOp, { txn: TxnRequest }>,
): ResponseOp {
  if ('put' in op) return { put: write.put(op.put) };
  if ('range' in op) return { range: write.range(op.range) };
  return { deleteRange: write.deleteRange(op.deleteRange) };
}

export function update(
  store: Store,
  key: string,
  change: (before: KeyValue | undefined) => string,
): number {
  let before: KeyValue | undefined = store.range({ key }).kvs[0];
  for (;;) {
    const value = change(before);
    if (before !== undefined && before.value === value) return before.modRevision;
    const isUnchanged: Compare = {
      key,
      target: 'MOD',
      result: 'EQUAL',
      modRevision: before ? before.modRevision : 0,
    };
    const answer = txn(store, {
      compare: [isUnchanged],
      success: [{ put: { key, value } }],
      failure: [{ range: { key } }],
    });
    if (answer.succeeded) return answer.revision;
    const [found] = answer.responses;
    before = found && 'range' in found ? found.range.kvs[0] : undefined;
  }
}

/** The form of a request, in both branches and all that is in them. */
function checkForm(request: TxnRequest, left = 128): void {
  const { compare = [], success = [], failure = [] } = request;
  const most = Math.max(compare.length, success.length, failure.length);
  if (most > left)
    throw new EtcdError('InvalidArgument', 'too many operations in txn request');
  for (const { key } of compare) needKey(key);
  for (const op of [...success, ...failure]) {
    if ('txn' in op) checkForm(op.txn, left - most);
    else if ('put' in op) checkPut(op.put);
    else needKey('range' in op ? op.range.key : op.deleteRange.key);
  }
}

function needKey(key: string): void {
  if (key === '') throw new EtcdError('InvalidArgument', 'key is not provided');
}
