import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { FROM_KEY, type Interval, interval, prefixEnd } from './mod.ts';

const test = suite('range');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 2_000 };
// Short, and of few bytes, so that one is often the beginning of another.
const bytes = fc
  .array(fc.constantFrom('a', 'b', '\0', '\xfe', '\xff'), { maxLength: 4 })
  .map((chars) => chars.join(''));
const key = bytes.filter((chars) => chars !== '');

function holds({ from, end }: Interval, one: string): boolean {
  return one >= from && (end === undefined || one < end);
}

test('a key without an end names itself and nothing else', () => {
  fc.assert(
    fc.property(key, key, (named, other) => {
      assert.is(holds(interval({ key: named }), other), named === other);
      assert.equal(
        interval({ key: named, rangeEnd: '' }),
        interval({ key: named }),
      );
    }),
    runs,
  );
});

test('a range ends before its end, and is empty if its end comes first', () => {
  fc.assert(
    fc.property(key, key, key, (from, end, other) => {
      fc.pre(end !== FROM_KEY);
      const named = interval({ key: from, rangeEnd: end });
      assert.is(holds(named, other), from <= other && other < end);
    }),
    runs,
  );
});

test('a zero byte as the end names every key from the first on', () => {
  fc.assert(
    fc.property(key, key, (from, other) => {
      const named = interval({ key: from, rangeEnd: FROM_KEY });
      assert.is(holds(named, other), other >= from);
      assert.ok(holds(interval({ key: FROM_KEY, rangeEnd: FROM_KEY }), other));
    }),
    runs,
  );
});

test('prefixEnd names the keys that begin with the prefix, and no other', () => {
  fc.assert(
    fc.property(key, key, (prefix, other) => {
      const named = interval({ key: prefix, rangeEnd: prefixEnd(prefix) });
      assert.is(holds(named, other), other.startsWith(prefix));
    }),
    runs,
  );
});

test('a prefix of nothing but last bytes has no end, nor has the empty one', () => {
  assert.is(prefixEnd('k'), 'l');
  assert.is(prefixEnd('k\xff\xff'), 'l');
  assert.is(prefixEnd('\xff'), FROM_KEY);
  assert.is(prefixEnd('\xff\xff'), FROM_KEY);
  assert.is(prefixEnd(''), FROM_KEY);
});

test.run();
