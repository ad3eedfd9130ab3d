// The laws of optimism: nothing is lost and nothing is half done, whoever comes between
// a client's look and its txn. The schedules are drawn by chance.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createStore } from '#store';
import { createVirtualWorld } from '#world';
import { type Compare, txn, update } from './mod.ts';

const seed = Number(process.env.SEED ?? 1);
const test = suite('updates');

test('of the updates of ten clients none is lost, in whatever order they take turns', () => {
  for (let run = 0; run < 200; run++) {
    const { chance } = createVirtualWorld({ seed: seed + run });
    const store = createStore();
    let waiting = 10;
    const count = (): void => {
      waiting -= 1;
      update(store, 'count', (before) => {
        // Between its look and its txn any number of others may come.
        while (waiting > 0 && chance.next() < 0.5) count();
        return String(Number(before?.value ?? 0) + 1);
      });
    };
    while (waiting > 0) count();
    assert.is(store.range({ key: 'count' }).kvs[0]?.value, '10');
  }
});

test('what is moved between two keys is neither made nor lost, at any revision', () => {
  for (let run = 0; run < 100; run++) {
    const { chance } = createVirtualWorld({ seed: seed + run });
    const store = createStore();
    const amount = (key: string, at?: number): number => {
      const [kv] = store.range(at ? { key, revision: at } : { key }).kvs;
      return Number(kv?.value ?? 50);
    };
    let waiting = 6;
    const move = (): void => {
      waiting -= 1;
      const { revision: seen } = store;
      const [a, b] = [amount('a') - 1, amount('b') + 1];
      while (waiting > 0 && chance.next() < 0.5) move();
      const unchanged = (key: string): Compare => ({
        key,
        target: 'MOD',
        result: 'LESS',
        modRevision: seen + 1,
      });
      const success = Object.entries({ a, b }).map(([key, left]) => ({
        put: { key, value: String(left) },
      }));
      txn(store, { compare: [unchanged('a'), unchanged('b')], success });
    };
    while (waiting > 0) move();
    for (let at = 1; at <= store.revision; at++)
      assert.is(amount('a', at) + amount('b', at), 100);
  }
});

test('an update that changes nothing writes nothing', () => {
  const store = createStore();
  store.put({ key: 'a', value: '1' });
  store.put({ key: 'b', value: '1' });

  const revision = update(store, 'a', () => '1');

  assert.is(revision, 2);
  assert.is(store.revision, 3);
});

test('what a change throws ends the update, and nothing is written', () => {
  const store = createStore();
  const refuse = (): never => {
    throw new Error('taken');
  };

  assert.throws(() => update(store, 'a', refuse), 'taken');

  assert.is(store.revision, 1);
});

test.run();
