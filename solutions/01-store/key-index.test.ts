import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createChance } from '#world';
import { KeyIndex } from './key-index.ts';
import type { Interval } from './mod.ts';

const test = suite('key index');
const seed = Number(process.env.SEED ?? 1);
const EVERYTHING: Interval = { from: '\0', end: undefined };

function keysIn(index: KeyIndex, interval: Interval): string[] {
  return [...index.scan(interval)].map((history) => history.key);
}

/** The model: a plain sorted list. */
function filtered(sorted: readonly string[], { from, end }: Interval): string[] {
  return sorted.filter((key) => key >= from && (end === undefined || key < end));
}

/**
 * 6,000 different keys of one to four bytes, in byte order: a dozen chunks' worth.
 */
function manyKeys(): string[] {
  const chance = createChance(seed);
  const keys = new Set<string>();
  while (keys.size < 6_000) {
    const length = chance.integer(1, 4);
    const bytes = Array.from({ length }, () => chance.integer(0, 255));
    keys.add(String.fromCharCode(...bytes));
  }
  return [...keys].sort();
}

function indexOf(keys: Iterable<string>): KeyIndex {
  const index = new KeyIndex();
  for (const key of keys) index.getOrAdd(key);
  return index;
}

test('6,000 keys stand in byte order, in whatever order they came', () => {
  const sorted = manyKeys();
  const orders = [sorted, sorted.toReversed(), createChance(seed).shuffle(sorted)];

  for (const order of orders) {
    const index = indexOf(order);
    assert.equal(keysIn(index, EVERYTHING), sorted, `seed ${seed}`);
  }
});

test('a scan begins and ends where a filter over all keys would', () => {
  const sorted = manyKeys();
  const index = indexOf(createChance(seed).shuffle(sorted));
  // At a key, right after one, and anywhere.
  const place = fc.oneof(
    fc.constantFrom(...sorted),
    fc.constantFrom(...sorted).map((key) => `${key}\0`),
    fc.constantFrom('\0', '\x7f', '\xff', '\xff\xff\xff\xff\xff'),
  );
  const end = fc.option(place, { nil: undefined });

  fc.assert(
    fc.property(place, end, (from, before) => {
      const interval = { from, end: before };
      assert.equal(keysIn(index, interval), filtered(sorted, interval));
    }),
    { seed, numRuns: 300 },
  );
});

test('a key has one history, found again and never made by looking', () => {
  const sorted = manyKeys();
  const index = indexOf(createChance(seed).shuffle(sorted));

  for (const key of sorted) assert.is(index.get(key), index.getOrAdd(key));
  assert.is(index.get('none such'), undefined);
  assert.equal(keysIn(index, EVERYTHING), sorted);
});

test('a removed key is gone, and may come again', () => {
  const sorted = manyKeys();
  const chance = createChance(seed);
  const index = indexOf(chance.shuffle(sorted));
  const left = sorted.filter((_, position) => position % 100 === 0);

  // All but one in a hundred, so that whole chunks empty.
  const gone = chance.shuffle(sorted.filter((key) => !left.includes(key)));
  for (const key of gone) index.remove(key);
  index.remove('none such');
  assert.equal(keysIn(index, EVERYTHING), left, `seed ${seed}`);

  for (const key of left) index.remove(key);
  assert.equal(keysIn(index, EVERYTHING), []);
  for (const key of gone) index.getOrAdd(key);
  assert.equal(keysIn(index, EVERYTHING), gone.sort());
});

test.run();
