// The laws of transactions, held against programs drawn by chance: they answer as a slow
// model does, are one revision or none, and leave nothing behind when they are refused.

import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Commit,
  createStore,
  EtcdError,
  type KeyValue,
  type PutRequest,
  type Store,
} from '#store';
import { type Compare, type RequestOp, type TxnRequest, txn } from './mod.ts';

const seed = Number(process.env.SEED ?? 1);
const runs = { seed, numRuns: 300 };
const EVERYTHING = { key: '\0', rangeEnd: '\0' };

const key = fc.constantFrom('a', 'b', 'c');
const value = fc.constantFrom('', '1', '2');
const revision = fc.nat({ max: 8 });
const span = fc.oneof(
  fc.record({ key }),
  fc.record({ key, rangeEnd: fc.constantFrom('b', 'c', '\0') }),
);
const target = fc.oneof(
  fc.record({ target: fc.constant('VERSION'), version: fc.nat({ max: 2 }) }),
  fc.record({ target: fc.constant('CREATE'), createRevision: revision }),
  fc.record({ target: fc.constant('MOD'), modRevision: revision }),
  fc.record({ target: fc.constant('LEASE'), lease: fc.constantFrom(0, 7) }),
  fc.record({ target: fc.constant('VALUE'), value }),
);
const result = fc.constantFrom('EQUAL', 'NOT_EQUAL', 'GREATER', 'LESS');
const compare = fc
  .tuple(span, target, result)
  .map(([keys, asked, as]) => ({ ...keys, ...asked, result: as }) as Compare);
const UNKNOWN_LEASE = 9;
const put = fc.oneof(
  fc.record({ key, value, lease: fc.constantFrom(0, 7) }),
  fc.record({ key, lease: fc.constant(UNKNOWN_LEASE) }),
  fc.record({ key, ignoreValue: fc.constant(true) }),
  fc.record({ key, value, ignoreLease: fc.constant(true) }),
);

/** Txns in txns; many write a key twice, and are refused. */
const { request } = fc.letrec<{ request: TxnRequest; op: RequestOp }>((tie) => ({
  op: fc.oneof(
    { maxDepth: 2 },
    fc.record({ put }),
    fc.record({ range: span }),
    fc.record({ range: fc.record({ key, revision }) }),
    fc.record({ deleteRange: span }),
    fc.record({ txn: tie('request') }),
  ),
  request: fc.record({
    compare: fc.array(compare, { maxLength: 2 }),
    success: fc.array(tie('op'), { maxLength: 3 }),
    failure: fc.array(tie('op'), { maxLength: 3 }),
  }),
}));
const programs = fc.array(request, { maxLength: 12, size: 'max' });

const test = suite('transactions');

/** Hands each request of a program to `check`, all with the same store. */
function playEach(
  program: readonly TxnRequest[],
  check: (store: Store, request: TxnRequest) => void,
): void {
  const store = createStore();
  for (const one of program) check(store, one);
}

function admitPut({ lease }: PutRequest): void {
  if (lease === UNKNOWN_LEASE)
    throw new EtcdError('NotFound', 'requested lease not found');
}

/** What happens in the store while `action` runs. */
function commitsOf(store: Store, action: () => unknown): readonly Commit[] {
  const commits: Commit[] = [];
  const stop = store.onCommit((commit) => commits.push(commit));
  try {
    action();
  } finally {
    stop();
  }
  return commits;
}

test('all that a txn writes has one revision, and a txn without writes has none', () => {
  const law = fc.property(programs, (program) => {
    playEach(program, (store, request) => {
      const before = store.revision;
      let answered: number | undefined;
      const commits = commitsOf(store, () => {
        answered = ask(store, request)?.revision;
      });
      assert.ok(commits.length <= 1);
      assert.is(store.revision, before + commits.length);
      if (answered !== undefined) assert.is(answered, store.revision);
      for (const { modRevision } of commits[0]?.changes ?? [])
        assert.is(modRevision, before + 1);
    });
  });
  fc.assert(law, runs);
});

function ask(
  store: Store,
  request: TxnRequest,
): ReturnType<typeof txn> | undefined {
  try {
    return txn(store, request, admitPut);
  } catch (error) {
    if (error instanceof EtcdError) return undefined;
    throw error;
  }
}

test('a txn that is refused leaves nothing behind', () => {
  let refused = 0;
  const law = fc.property(programs, (program) => {
    playEach(program, (store, request) => {
      const before = store.range(EVERYTHING);
      if (ask(store, request) !== undefined) return;
      refused += 1;
      assert.equal(store.range(EVERYTHING), before);
    });
  });
  fc.assert(law, runs);
  assert.ok(refused > 200, `only ${refused} were refused, SEED=${seed}`);
});

/** Keys and pairs in a plain map, and nothing that the chapter knows of stores. */
type Model = Map<string, KeyValue>;

const RESULTS = {
  EQUAL: (order: number) => order === 0,
  NOT_EQUAL: (order: number) => order < 0 || order > 0,
  GREATER: (order: number) => order > 0,
  LESS: (order: number) => order < 0,
};

const within = (key: string, from: string, end?: string): boolean =>
  end === undefined ? key === from : key >= from && (end === '\0' || key < end);

function modelHolds(model: Model, compare: Compare): boolean {
  const kvs = [...model.values()].filter(({ key }) =>
    within(key, compare.key, compare.rangeEnd),
  );
  const asked: readonly (KeyValue | undefined)[] = kvs.length ? kvs : [undefined];
  return asked.every((kv) => RESULTS[compare.result](modelOrder(kv, compare)));
}

/** Below, at or above 0; NaN where there is no order, which no result holds for. */
function modelOrder(kv: KeyValue | undefined, compare: Compare): number {
  if (compare.target === 'VALUE') {
    if (kv === undefined) return Number.NaN;
    return kv.value === compare.value ? 0 : kv.value < compare.value ? -1 : 1;
  }
  const none = { version: 0, createRevision: 0, modRevision: 0, lease: 0 };
  const found = kv ?? none;
  if (compare.target === 'VERSION') return found.version - compare.version;
  if (compare.target === 'LEASE') return found.lease - compare.lease;
  if (compare.target === 'MOD') return found.modRevision - compare.modRevision;
  return found.createRevision - compare.createRevision;
}

/** The map after the txn: all is decided on `before`, all is done on a copy. */
function modelAfter(before: Model, request: TxnRequest, revision: number): Model {
  const now = new Map(before);
  const run = ({ compare = [], success = [], failure = [] }: TxnRequest): void => {
    const holds = compare.every((one) => modelHolds(before, one));
    for (const op of holds ? success : failure) {
      if ('put' in op) modelPut(now, op.put, revision);
      else if ('txn' in op) run(op.txn);
      else if ('deleteRange' in op) {
        const { key, rangeEnd } = op.deleteRange;
        for (const one of [...now.keys()])
          if (within(one, key, rangeEnd)) now.delete(one);
      }
    }
  };
  run(request);
  return now;
}

function modelPut(model: Model, put: PutRequest, modRevision: number): void {
  const old = model.get(put.key);
  model.set(put.key, {
    key: put.key,
    createRevision: old?.createRevision ?? modRevision,
    modRevision,
    version: (old?.version ?? 0) + 1,
    value: (put.ignoreValue ? old?.value : put.value) ?? '',
    lease: (put.ignoreLease ? old?.lease : put.lease) ?? 0,
  });
}

test('a txn leaves the store as a slow model leaves a map', () => {
  const law = fc.property(programs, (program) => {
    let model: Model = new Map();
    playEach(program, (store, request) => {
      const next = modelAfter(model, request, store.revision + 1);
      if (ask(store, request) === undefined) return;
      model = next;
      const keys = [...model.keys()].sort();
      const { kvs } = store.range(EVERYTHING);
      assert.equal(
        kvs,
        keys.map((key) => model.get(key)),
      );
    });
  });
  fc.assert(law, runs);
});

test.run();
