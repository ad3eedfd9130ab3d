import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { KeyIndex } from './key-index.ts';
import { createStore, EtcdError, type PutRequest, type Store } from './mod.ts';

const test = suite('write');

function refused(ask: () => unknown, code: string, text: string): void {
  assert.throws(
    ask,
    (error: unknown) =>
      error instanceof EtcdError &&
      error.code === code &&
      error.message === `etcdserver: ${text}`,
  );
}

function storeWith(...puts: readonly PutRequest[]): Store {
  const store = createStore();
  for (const put of puts) store.put(put);
  return store;
}

test('a put answers with the pair before, if asked and if there was one', () => {
  const store = createStore();

  assert.equal(store.put({ key: 'a', value: '1', prevKv: true }), { revision: 2 });
  const [before] = store.range({ key: 'a' }).kvs;
  assert.equal(store.put({ key: 'a', value: '2', prevKv: true }), {
    revision: 3,
    prevKv: before,
  });
  assert.equal(store.put({ key: 'a', value: '3' }), { revision: 4 });
});

test('a version counts the puts since its key was made', () => {
  const store = storeWith({ key: 'a' }, { key: 'a' });
  const numbers = (): unknown[] => {
    const [kv] = store.range({ key: 'a' }).kvs;
    return [kv?.createRevision, kv?.modRevision, kv?.version];
  };

  assert.equal(numbers(), [2, 3, 2]);
  store.deleteRange({ key: 'a' });
  store.put({ key: 'a' });
  assert.equal(numbers(), [5, 5, 1]);
});

test('a delete answers with the pairs before, if asked', () => {
  const store = storeWith({ key: 'a' }, { key: 'b' }, { key: 'c' });
  const pairs = store.range({ key: 'a', rangeEnd: 'c' }).kvs;

  assert.equal(store.deleteRange({ key: 'a', rangeEnd: 'c', prevKv: true }), {
    revision: 5,
    deleted: 2,
    prevKvs: pairs,
  });
  assert.equal(store.deleteRange({ key: 'c' }), {
    revision: 6,
    deleted: 1,
    prevKvs: [],
  });
});

test('a put keeps the value, the lease or both, and is a change even so', () => {
  const store = storeWith({ key: 'a', value: '1', lease: 7 });
  const stored = (put: PutRequest): unknown[] => {
    store.put(put);
    const [kv] = store.range({ key: 'a' }).kvs;
    return [kv?.value, kv?.lease, kv?.version];
  };

  assert.equal(stored({ key: 'a', lease: 8, ignoreValue: true }), ['1', 8, 2]);
  assert.equal(stored({ key: 'a', value: '2', ignoreLease: true }), ['2', 8, 3]);
  const both = { key: 'a', ignoreValue: true, ignoreLease: true };
  assert.equal(stored(both), ['2', 8, 4]);
  assert.equal(stored({ key: 'a' }), ['', 0, 5]);
});

test('a put that contradicts itself is refused, whatever the store holds', () => {
  const store = createStore();
  const value = { key: 'a', value: '1', ignoreValue: true };
  const lease = { key: 'a', lease: 7, ignoreLease: true };

  refused(() => store.put(value), 'InvalidArgument', 'value is provided');
  refused(() => store.put(lease), 'InvalidArgument', 'lease is provided');
  // An empty value and lease 0 are what an absent one is on the wire.
  const nothing = { key: 'a', value: '', lease: 0, ignoreValue: true };
  refused(() => store.put(nothing), 'InvalidArgument', 'key not found');
});

test('a request without a key is refused, with a range end too', () => {
  const store = storeWith({ key: 'a' });
  const nowhere = { key: '', rangeEnd: '\0' };

  for (const ask of [
    () => store.put({ key: '' }),
    () => store.range(nowhere),
    () => store.deleteRange(nowhere),
  ]) {
    refused(ask, 'InvalidArgument', 'key is not provided');
  }
  assert.is(store.revision, 2);
});

test('the present can be read, the future not, and negative is the present', () => {
  const store = storeWith({ key: 'a' });

  for (const revision of [0, -1, 2]) {
    assert.is(store.range({ key: 'a', revision }).count, 1);
  }
  const future = (): unknown => store.range({ key: 'a', revision: 3 });
  refused(future, 'OutOfRange', 'mvcc: required revision is a future revision');
});

test('below the floor nothing can be read, at it everything can', () => {
  const index = new KeyIndex();
  const store = createStore(index);
  store.put({ key: 'a' });
  store.put({ key: 'a' });
  index.floor = 3;

  assert.is(store.range({ key: 'a', revision: 3 }).count, 1);
  const forgotten = (): unknown => store.range({ key: 'a', revision: 2 });
  refused(forgotten, 'OutOfRange', 'mvcc: required revision has been compacted');
});

test.run();
