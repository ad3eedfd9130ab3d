// How the cost of one thing grows with the number of things there are, ours alone.

import { createStore, KeyIndex } from '#store';
import { compact, createWatchHub } from '#watch';
import { createChance } from '#world';
import { latencies, watchOurs } from './store-fan-out.ts';
import { printTable, say, saySpread, spread } from './store-figures.ts';

const ROUNDS = 5;
const SIZES = [1_000, 10_000, 100_000, 1_000_000];
/** Ten versions of a million keys would not fit into the memory of a plain Node. */
const COMPACTED = SIZES.filter((size) => size <= 100_000);
const WATCHES = [1, 10, 100, 1_000, 10_000];
const LONG = 1_000;
const nameOf = (number: number): string => `key/${String(number).padStart(8, '0')}`;
const VALUE = '.'.repeat(1024);

/** Microseconds that each of `count` turns takes, of each round. */
function micros(count: number, prepare: () => (turn: number) => void): string {
  const all: number[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const work = prepare();
    const begin = performance.now();
    for (let turn = 0; turn < count; turn++) work(turn);
    const each = ((performance.now() - begin) * 1_000) / count;
    if (round >= 0) all.push(each);
  }
  return saySpread(spread(all));
}

function filled(keys: number, revisions: number = 1) {
  const index = new KeyIndex();
  const store = createStore(index);
  const hub = createWatchHub(store);
  for (let number = 0; number < keys * revisions; number++)
    store.put({ key: nameOf((number * 2) % (keys * 2)), value: VALUE });
  return { index, store, hub };
}

function putNew(size: number): string {
  return micros(1_000, () => {
    const { store } = filled(size);
    // Names between those that there are.
    return (turn) => {
      const number = ((turn * 7_919) % size) * 2 + 1;
      store.put({ key: nameOf(number), value: VALUE });
    };
  });
}

/** Of keys drawn by chance before: each get meets another part of the memory. */
function get(size: number): string {
  const { store } = filled(size);
  const chance = createChance(1);
  const drawn = Array.from({ length: 50_000 }, () =>
    nameOf(chance.integer(0, size - 1) * 2),
  );
  return micros(drawn.length, () => (turn) => {
    store.range({ key: drawn[turn] ?? '' });
  });
}

function range(size: number): string {
  const { store } = filled(size);
  return micros(100, () => (turn) => {
    const first = ((turn * 7_919) % (size - LONG + 1)) * 2;
    const rangeEnd = nameOf(first + LONG * 2);
    store.range({ key: nameOf(first), rangeEnd });
  });
}

function compaction(size: number): string {
  return micros(1, () => {
    const { index, store, hub } = filled(size, 10);
    return () => compact(store, index, hub, store.revision);
  });
}

export async function benchCurves(): Promise<void> {
  const sizes = SIZES.map(say);
  printTable(`µs as the store grows; median (min–max) of ${ROUNDS} rounds`, [
    ['keys', ...sizes],
    ['get, keys drawn by chance', ...SIZES.map(get)],
    ['put of a new key', ...SIZES.map(putNew)],
    ['range of 1,000', ...SIZES.map(range)],
    [
      'compact, 10 revisions a key',
      ...COMPACTED.map(compaction),
      ...SIZES.slice(COMPACTED.length).map(() => '–'),
    ],
  ]);
  const fanOut: string[] = [];
  for (const watches of WATCHES) {
    const all = await latencies(watchOurs(watches, 1), 50);
    fanOut.push(saySpread(spread(all.map((ms) => ms * 1_000))));
  }
  printTable('µs until the last of so many watches of one stream is served', [
    ['watches', ...WATCHES.map(say)],
    ['one event', ...fanOut],
  ]);
}
