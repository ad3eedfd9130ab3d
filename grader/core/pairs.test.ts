import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Options, pairCount, pairs } from './pairs.ts';
import type { Plain } from './plain.ts';

const test = suite('pairs');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 100 };

type Values = Readonly<Record<string, Plain | undefined>>;
const rowsOf = (options: Options): readonly Values[] =>
  Object.values(pairs(options, (row) => row as Values).cases());

/** The pairs of values that occur in a row, as texts. */
function metIn(rows: readonly Values[]): ReadonlySet<string> {
  const met = new Set<string>();
  for (const row of rows) {
    const parts = Object.entries(row).map((part) => JSON.stringify(part));
    for (const [i, part] of parts.entries()) {
      for (const other of parts.slice(i + 1)) met.add(`${part} ${other}`);
    }
  }
  return met;
}

test('every pair of values occurs, whatever the options', () => {
  const values = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), {
    ...{ minLength: 1, maxLength: 5 },
  });
  const options = fc
    .array(values, { minLength: 2, maxLength: 6 })
    .map((lists) => Object.fromEntries(lists.map((list, i) => [`o${i}`, list])));
  fc.assert(
    fc.property(options, (drawn) => {
      assert.is(metIn(rowsOf(drawn)).size, pairCount(drawn));
    }),
    runs,
  );
});

test('the rows are few, and the same each time', () => {
  const yesNo = [undefined, true] as const;
  const options = {
    ...{ limit: [undefined, 0, 1, -1], order: ['up', 'down', 'none'] },
    ...{ a: yesNo, b: yesNo, c: yesNo, d: yesNo },
  };

  assert.equal(rowsOf(options), rowsOf(options));
  // Twelve is the least: 4 × 3; all combinations are 192.
  assert.ok(rowsOf(options).length <= 14, `${rowsOf(options).length} rows`);
});

test('a program is named by its values; what is left out is not named', () => {
  const { cases } = pairs(
    { limit: [undefined, 0], revision: [-1], keysOnly: [undefined, true] },
    ({ limit, keysOnly }) => [limit ?? null, keysOnly ?? null],
  );

  assert.equal(cases(), {
    'revision -1': [null, null],
    'limit 0 × revision -1 × keysOnly': [0, true],
    'limit 0 × revision -1': [0, null],
    'revision -1 × keysOnly': [null, true],
  });
});

test.run();
