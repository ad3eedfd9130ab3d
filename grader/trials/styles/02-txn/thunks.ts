// Decisions as functions that are still to be called, answers as classes with getters,
// overlap as one list of claims on keys, and an update that calls itself.

import {
  checkPut,
  EtcdError,
  type KeyValue,
  type PutRequest,
  type Store,
  type WriteTxn,
} from '#store';
import type { Compare, RequestOp, ResponseOp, TxnRequest } from '#txn';

type Run = (write: WriteTxn) => ResponseOp;

class Outcome {
  readonly #succeeded: boolean;
  readonly #responses: readonly ResponseOp[];

  constructor(succeeded: boolean, responses: readonly ResponseOp[]) {
    this.#succeeded = succeeded;
    this.#responses = responses;
  }

  get succeeded(): boolean {
    return this.#succeeded;
  }

  get responses(): readonly ResponseOp[] {
    return [...this.#responses];
  }
}

class Answer extends Outcome {
  readonly #revision: number;

  constructor(revision: number, { succeeded, responses }: Outcome) {
    super(succeeded, responses);
    this.#revision = revision;
  }

  get revision(): number {
    return this.#revision;
  }
}

const numberOf = {
  VERSION: (kv?: KeyValue) => kv?.version ?? 0,
  CREATE: (kv?: KeyValue) => kv?.createRevision ?? 0,
  MOD: (kv?: KeyValue) => kv?.modRevision ?? 0,
  LEASE: (kv?: KeyValue) => kv?.lease ?? 0,
};

function expected(compare: Exclude<Compare, { target: 'VALUE' }>): number {
  if (compare.target === 'VERSION') return compare.version;
  if (compare.target === 'CREATE') return compare.createRevision;
  return compare.target === 'MOD' ? compare.modRevision : compare.lease;
}

function says(compare: Compare, kv?: KeyValue): boolean {
  const sides =
    compare.target === 'VALUE'
      ? ([kv?.value, compare.value] as const)
      : ([numberOf[compare.target](kv), expected(compare)] as const);
  const [found, wanted] = sides;
  if (found === undefined) return false;
  if (compare.result === 'EQUAL') return found === wanted;
  if (compare.result === 'NOT_EQUAL') return found !== wanted;
  return compare.result === 'LESS' ? found < wanted : found > wanted;
}

export function holds(store: Pick<Store, 'range'>, compare: Compare): boolean {
  const { key, rangeEnd = '' } = compare;
  const { kvs } = store.range({ key, rangeEnd });
  return kvs.length === 0 ? says(compare) : !kvs.some((kv) => !says(compare, kv));
}

/** Those who write a key or a range of keys, each with the puts that it bars. */
class Claims {
  readonly puts = new Set<string>();
  readonly #bars: ((key: string) => boolean)[] = [];

  put(key: string): void {
    if (this.puts.has(key) || this.#bars.some((bars) => bars(key)))
      throw new EtcdError('InvalidArgument', 'duplicate key given in txn request');
    this.puts.add(key);
  }

  bar(bars: (key: string) => boolean): void {
    this.#bars.push(bars);
  }

  bars(key: string): boolean {
    return this.#bars.some((one) => one(key));
  }
}

function claimsOf(ops: readonly RequestOp[] = []): Claims {
  const claims = new Claims();
  for (const op of ops) {
    if (!('deleteRange' in op)) continue;
    const { key: from, rangeEnd: end } = op.deleteRange;
    claims.bar((key) => (end ? key >= from && key < end : key === from));
  }
  for (const op of ops) {
    if (!('txn' in op)) continue;
    const both = [claimsOf(op.txn.success), claimsOf(op.txn.failure)];
    const keys = new Set(both.flatMap(({ puts }) => [...puts]));
    for (const key of keys) claims.put(key);
    for (const one of both) claims.bar((key) => one.bars(key));
  }
  for (const op of ops) if ('put' in op) claims.put(op.put.key);
  return claims;
}

/** Collects what has to be checked, and returns what has to be run. */
class Plan {
  readonly puts: (() => void)[] = [];
  readonly ranges: (() => void)[] = [];
  readonly #store: Store;
  readonly #admit: (put: PutRequest) => void;

  constructor(store: Store, admit: (put: PutRequest) => void) {
    this.#store = store;
    this.#admit = admit;
  }

  decide({
    compare = [],
    success = [],
    failure = [],
  }: TxnRequest): (w: WriteTxn) => Outcome {
    const succeeded = !compare.some((one) => !holds(this.#store, one));
    const runs = (succeeded ? success : failure).map((op) => this.#thunk(op));
    return (write) =>
      new Outcome(
        succeeded,
        runs.map((run) => run(write)),
      );
  }

  #thunk(op: RequestOp): Run {
    if ('txn' in op) {
      const inner = this.decide(op.txn);
      return (write) => ({ txn: inner(write) });
    }
    if ('put' in op) {
      this.puts.push(() => this.#checkPut(op.put));
      return (write) => ({ put: write.put(op.put) });
    }
    if ('deleteRange' in op)
      return (write) => ({ deleteRange: write.deleteRange(op.deleteRange) });
    const { key, revision = 0 } = op.range;
    if (revision > 0) this.ranges.push(() => this.#store.range({ key, revision }));
    return (write) => ({ range: write.range(op.range) });
  }

  #checkPut(put: PutRequest): void {
    const { key, ignoreValue, ignoreLease } = put;
    if ((ignoreValue || ignoreLease) && this.#store.range({ key }).count < 1)
      throw new EtcdError('InvalidArgument', 'key not found');
    if (put.lease) this.#admit(put);
  }
}

export function txn(
  store: Store,
  request: TxnRequest,
  admitPut: (put: PutRequest) => void = () => {},
): Answer {
  checkForm(request);
  for (const branch of [request.success, request.failure]) claimsOf(branch);
  const plan = new Plan(store, admitPut);
  const run = plan.decide(request);
  for (const check of [...plan.puts, ...plan.ranges]) check();
  return store.write((write) => {
    const outcome = run(write);
    return new Answer(write.revision, outcome);
  });
}

type Change = (before: KeyValue | undefined) => string;

export function update(store: Store, key: string, change: Change): number {
  return attempt(store, { key, change, before: store.range({ key }).kvs[0] });
}

function attempt(
  store: Store,
  {
    key,
    change,
    before,
  }: { key: string; change: Change; before: KeyValue | undefined },
): number {
  const value = change(before);
  if (before?.value === value) return before.modRevision;
  const seen = before?.modRevision ?? 0;
  const { succeeded, revision, responses } = txn(store, {
    compare: [{ key, target: 'MOD', result: 'NOT_EQUAL', modRevision: seen }],
    success: [{ range: { key } }],
    failure: [{ put: { key, value } }],
  });
  if (!succeeded) return revision;
  const [newer] = responses.flatMap((one) => ('range' in one ? one.range.kvs : []));
  return attempt(store, { key, change, before: newer });
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
