import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { attempt, played, programs, spans } from '../../tools/etcd/programs.ts';
import {
  type Commit,
  createStore,
  EtcdError,
  KeyIndex,
  type KeyValue,
  type Store,
} from './mod.ts';

const test = suite('store');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 300 };
const EVERYTHING = { key: '\0', rangeEnd: '\0' };
const STOP = new Error('stop here');

/** All pairs as they stood at each revision from 1 to now. */
function past(
  store: Store,
  until: number = store.revision,
): (readonly KeyValue[])[] {
  return Array.from({ length: until }, (_, before) => {
    return store.range({ ...EVERYTHING, revision: before + 1 }).kvs;
  });
}

function commitsOf(store: Store): Commit[] {
  const commits: Commit[] = [];
  store.onCommit(({ revision, changes }) =>
    commits.push({ revision, changes: [...changes] }),
  );
  return commits;
}

test('the past never changes, whatever comes after', () => {
  fc.assert(
    fc.property(programs, programs, (program, after) => {
      const store = played(program);
      const before = past(store);

      for (const op of after) attempt(store, op);

      assert.equal(past(store, before.length), before);
    }),
    runs,
  );
});

test('the revision counts the requests that changed something, no other', () => {
  fc.assert(
    fc.property(programs, (program) => {
      const store = createStore();
      let changing = 0;
      for (const op of program) {
        const answer = attempt(store, op);
        if (op.op === 'put' && answer !== undefined) changing += 1;
        if (answer && 'deleted' in answer && answer.deleted !== 0) changing += 1;
        assert.is(store.revision, 1 + changing);
        if (answer !== undefined)
          assert.is(Reflect.get(answer, 'revision'), 1 + changing);
      }
    }),
    runs,
  );
});

test('a range is a filter over all pairs, at any revision', () => {
  fc.assert(
    fc.property(programs, spans, fc.nat(40), (program, span, at) => {
      const store = played(program);
      const revision = 1 + (at % store.revision);
      fc.pre(span.key !== '');
      const { key, rangeEnd = '' } = span;
      const inRange = (one: string): boolean => {
        if (rangeEnd === '') return one === key;
        return one >= key && (rangeEnd === '\0' || one < rangeEnd);
      };

      const { kvs } = store.range({ ...span, revision });

      const all = past(store)[revision - 1] ?? [];
      assert.equal(
        kvs,
        all.filter((kv) => inRange(kv.key)),
      );
    }),
    runs,
  );
});

test('replaying what the listeners heard makes the same pairs', () => {
  fc.assert(
    fc.property(programs, (program) => {
      const store = createStore();
      const commits = commitsOf(store);
      for (const op of program) attempt(store, op);

      const pairs = new Map<string, KeyValue>();
      for (const [number, { revision, changes }] of commits.entries()) {
        assert.is(revision, number + 2);
        for (const change of changes) {
          assert.is(change.modRevision, revision);
          if (change.version === 0) pairs.delete(change.key);
          else pairs.set(change.key, change);
        }
      }

      const sorted = [...pairs.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
      assert.equal(store.range(EVERYTHING).kvs, sorted);
    }),
    runs,
  );
});

test('a key put again after its delete is a new key', () => {
  const store = createStore();
  store.put({ key: 'a', value: '1' });
  store.put({ key: 'a', value: '2' });
  store.deleteRange({ key: 'a' });
  store.put({ key: 'a', value: '3' });

  const [kv] = store.range({ key: 'a' }).kvs;

  assert.is(kv?.version, 1);
  assert.is(kv?.createRevision, 5);
  assert.is(store.range({ key: 'a', revision: 3 }).kvs[0]?.value, '2');
  assert.is(store.range({ key: 'a', revision: 4 }).count, 0);
});

test('a step is one revision, and its reads see its writes', () => {
  const store = createStore();
  const commits = commitsOf(store);
  store.put({ key: 'a', value: 'old' });

  const seen = store.write((txn) => {
    const before = txn.revision;
    txn.put({ key: 'b', value: '1' });
    txn.put({ key: 'b', value: '2' });
    txn.deleteRange({ key: 'a' });
    return { before, after: txn.range(EVERYTHING) };
  });

  assert.is(seen.before, 2);
  assert.is(seen.after.revision, 3);
  assert.equal(seen.after.kvs, store.range(EVERYTHING).kvs);
  assert.is(store.revision, 3);
  assert.is(store.range({ key: 'b' }).kvs[0]?.version, 2);
  const written = commits[1]?.changes.map((kv) => `${kv.key} ${kv.version}`);
  assert.equal(written, ['b 1', 'b 2', 'a 0']);
});

test('a step that throws leaves nothing behind, no listener hears of it', () => {
  fc.assert(
    fc.property(programs, programs, (program, abandoned) => {
      const store = played(program);
      const commits = commitsOf(store);
      const before = past(store);

      const step = (): void =>
        store.write((txn) => {
          for (const op of abandoned) attempt(txn, op);
          throw STOP;
        });

      assert.throws(step, (error: unknown) => error === STOP);
      assert.equal(past(store), before);
      assert.equal(commits, []);
      // What was left behind would come to light with the next revision.
      store.put({ key: '\xff\xff\xff' });
      assert.is(store.revision, before.length + 1);
      assert.equal(store.range(EVERYTHING).kvs.slice(0, -1), before.at(-1));
      assert.equal(past(store, before.length), before);
    }),
    runs,
  );
});

test('a step that writes nothing makes no revision, no listener hears it', () => {
  const store = createStore();
  const commits = commitsOf(store);

  const count = store.write((txn) => txn.deleteRange(EVERYTHING).deleted);

  assert.is(count, 0);
  assert.is(store.revision, 1);
  assert.equal(commits, []);
});

test('a refused put leaves no trace', () => {
  const store = createStore();
  const refuse = (): unknown => store.put({ key: 'a', ignoreValue: true });

  assert.throws(
    refuse,
    (error: unknown) =>
      error instanceof EtcdError &&
      error.code === 'InvalidArgument' &&
      error.message === 'etcdserver: key not found',
  );
  assert.is(store.revision, 1);
  assert.is(store.range(EVERYTHING).count, 0);
});

test('a revision cannot begin inside another, and the outer one goes on', () => {
  const store = createStore();

  store.write((txn) => {
    txn.put({ key: 'a', value: 'outer' });
    assert.throws(() => store.put({ key: 'b' }), /inside another/);
  });

  assert.is(store.revision, 2);
  assert.equal(store.range(EVERYTHING).count, 1);
});

test('a listener may read the commit it hears of, but not write', () => {
  const store = createStore();
  const counts: number[] = [];
  store.onCommit(({ revision }) => {
    counts.push(store.range({ ...EVERYTHING, revision }).count);
    assert.throws(() => store.put({ key: 'echo' }), /inside another/);
  });

  store.put({ key: 'a' });
  store.put({ key: 'b' });

  assert.equal(counts, [1, 2]);
});

test('listeners hear each commit in the order they came in, until they go', () => {
  const store = createStore();
  const heard: string[] = [];
  const stopFirst = store.onCommit(({ revision }) =>
    heard.push(`first ${revision}`),
  );
  store.onCommit(({ revision }) => heard.push(`second ${revision}`));

  store.put({ key: 'a' });
  stopFirst();
  store.put({ key: 'a' });

  assert.equal(heard, ['first 2', 'second 2', 'second 3']);
});

test('no reader can write on what the store keeps', () => {
  const store = createStore();
  const commits: Commit[] = [];
  store.onCommit((commit) => commits.push(commit));
  store.put({ key: 'a', value: '1' });
  const { prevKv } = store.put({ key: 'a', value: '2', prevKv: true });
  const { kvs } = store.range(EVERYTHING);
  const bare = store.range({ ...EVERYTHING, keysOnly: true }).kvs;
  const { prevKvs } = store.deleteRange({ ...EVERYTHING, prevKv: true });

  const heard = commits.flatMap((commit) => commit.changes);

  const handedOut = [prevKv, ...kvs, ...bare, ...prevKvs, ...heard];
  assert.is(handedOut.length, 7);
  assert.ok(handedOut.every((kv) => kv !== undefined && Object.isFrozen(kv)));
  assert.ok(commits.every(Object.isFrozen));
  assert.ok(commits.every(({ changes }) => Object.isFrozen(changes)));
});

test('a step that throws leaves no key in the index', () => {
  const index = new KeyIndex();
  const store = createStore(index);

  assert.throws(() =>
    store.write((txn) => {
      txn.put({ key: 'a' });
      throw STOP;
    }),
  );

  assert.is(index.get('a'), undefined);
  assert.equal([...index.scan({ from: '\0', end: undefined })], []);
});

test('a step that is over writes nothing more', () => {
  const store = createStore();
  const over = store.write((txn) => {
    txn.put({ key: 'a' });
    return txn;
  });

  assert.throws(() => over.put({ key: 'b' }), /not extensible/);
  assert.is(store.range(EVERYTHING).count, 1);
});

test('a store that goes on after another begins where that one stood', () => {
  const index = new KeyIndex();
  const before = createStore(index);
  before.put({ key: 'a', value: '1' });

  const after = createStore(index, before.revision);

  assert.is(after.put({ key: 'a', value: '2' }).revision, 3);
  assert.is(after.range({ key: 'a' }).kvs[0]?.version, 2);
});

test.run();
