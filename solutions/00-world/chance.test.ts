import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Chance, createChance } from './mod.ts';

const test = suite('chance');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 200 };

function draws(chance: Chance, count: number = 20): number[] {
  return Array.from({ length: count }, () => chance.next());
}

/** Pearson's chi-square against an even spread. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

test('the same seed draws the same, another seed draws another', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (seed, other) => {
      fc.pre(seed !== other);
      assert.equal(draws(createChance(seed)), draws(createChance(seed)));
      assert.not.equal(draws(createChance(seed)), draws(createChance(other)));
    }),
    runs,
  );
});

test('a fork depends on seed and label, not on draws or other forks', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string(), fc.string(), (seed, a, b) => {
      const one = createChance(seed);
      const two = createChance(seed);

      const first = [one.fork(a), one.fork(b)];
      draws(two, 7);
      const second = [two.fork(b), two.fork(a)].reverse();

      assert.equal(
        first.map((chance) => draws(chance)),
        second.map((chance) => draws(chance)),
      );
      assert.equal(draws(one), draws(createChance(seed)));
    }),
    runs,
  );
});

test('forks of two labels, and a fork of a fork, are different streams', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string(), fc.string(), (seed, a, b) => {
      fc.pre(a !== b);
      const root = createChance(seed);
      const streams = [
        root,
        root.fork(a),
        root.fork(b),
        root.fork(a).fork(b),
        root.fork(a + b),
        root.fork(`${a}/${b}`),
      ];

      const seen = new Set(streams.map((chance) => draws(chance, 3).join()));

      // Only an empty label makes the labels `a + b` and `a` (or `b`) one and the
      // same.
      assert.is(seen.size, a === '' || b === '' ? 5 : 6);
    }),
    runs,
  );
});

test('next stays in [0, 1) and spreads evenly', () => {
  const chance = createChance(runs.seed);
  const counts = new Array<number>(16).fill(0);

  for (const value of draws(chance, 16_000)) {
    assert.ok(value >= 0 && value < 1);
    const slot = Math.floor(value * 16);
    counts[slot] = (counts[slot] ?? 0) + 1;
  }

  // 15 degrees of freedom: above 44.3 once in 10,000 seeds.
  assert.ok(chiSquare(counts) < 44.3, `seed ${runs.seed}: ${counts}`);
});

test('integer reaches both ends and favours none', () => {
  for (let seed = runs.seed; seed < runs.seed + 20; seed++) {
    const chance = createChance(seed);
    const counts = new Array<number>(7).fill(0);

    for (let draw = 0; draw < 7_000; draw++) {
      const slot = chance.integer(-3, 3) + 3;
      counts[slot] = (counts[slot] ?? 0) + 1;
    }

    // 6 degrees of freedom: above 27.9 once in 10,000 seeds.
    assert.ok(chiSquare(counts) < 27.9, `seed ${seed}: ${counts}`);
  }
});

test('integer is unbiased where a remainder would favour the lower half', () => {
  const chance = createChance(runs.seed);
  const third = 2 ** 32 / 3;
  const counts = [0, 0];

  // Of 2^32 words, a remainder by 2/3 * 2^32 would put two thirds into the lower
  // half.
  for (let draw = 0; draw < 4_000; draw++) {
    const half = chance.integer(0, Math.floor(2 * third) - 1) < third ? 0 : 1;
    counts[half] = (counts[half] ?? 0) + 1;
  }

  assert.ok(chiSquare(counts) < 15.2, `seed ${runs.seed}: ${counts}`);
});

test('integer stays within its bounds, and refuses empty ones', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), fc.nat(2 ** 31), (seed, min, more) => {
      const value = createChance(seed).integer(min, min + more);
      assert.ok(Number.isInteger(value) && value >= min && value <= min + more);
    }),
    runs,
  );
  assert.throws(() => createChance(1).integer(2, 1), /found 2, 1/);
  assert.throws(() => createChance(1).integer(0, 0.5), /found 0, 0.5/);
});

test('shuffle keeps the items and leaves the list; every order comes up', () => {
  const chance = createChance(runs.seed);
  const items = Object.freeze(['a', 'b', 'c']);
  const orders = new Map<string, number>();

  for (let draw = 0; draw < 1_200; draw++) {
    const order = chance.shuffle(items).join('');
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }

  assert.equal([...orders.keys()].sort(), [
    'abc',
    'acb',
    'bac',
    'bca',
    'cab',
    'cba',
  ]);
  // 5 degrees of freedom: above 25.7 once in 10,000 seeds.
  assert.ok(chiSquare([...orders.values()]) < 25.7, `seed ${runs.seed}`);
});

test('pick takes one of the items, and refuses an empty list', () => {
  const chance = createChance(runs.seed);
  const seen = new Set<string | undefined>();

  for (let draw = 0; draw < 100; draw++)
    seen.add(chance.pick(['a', undefined, 'c']));

  assert.equal([...seen].sort(), ['a', 'c', undefined]);
  assert.throws(() => chance.pick([]), /at least one item/);
});

test.run();
