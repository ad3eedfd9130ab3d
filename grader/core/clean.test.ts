import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { clean, oneLine } from './clean.ts';

const test = suite('clean');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 300 };
const ESC = '\x1b';

test('what steers a terminal goes, what is said stays', () => {
  const cases: readonly (readonly [string, string])[] = [
    [`a${ESC}[31mred${ESC}[0m`, 'ared'],
    [`${ESC}]52;c;ZXZpbA==\x07b`, 'b'],
    [`${ESC}]0;title${ESC}\\b`, 'b'],
    [`${ESC}[2A${ESC}[2Kpassed`, 'passed'],
    ['one\rtwo', 'one\ntwo'],
    ['tab\there\r\n', 'tab\there\n'],
    ['\x9b31mred\x00\x07', '31mred'],
    ['\u202Eevil\u2066', 'evil'],
    ['plain é 漢 🙂', 'plain é 漢 🙂'],
  ];

  for (const [given, kept] of cases) assert.is(clean(given), kept);
});

test('nothing that is clean can steer, however it was put together', () => {
  const part = fc.constantFrom(
    ESC,
    '[',
    ']',
    '52;',
    'A',
    '\x07',
    '\\',
    '\r',
    '\x9b',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string())), (parts) => {
      const cleaned = clean(parts.join(''));

      assert.not.match(cleaned, /(?![\t\n])[\p{Cc}\p{Bidi_Control}]/u);
      assert.is(clean(cleaned), cleaned);
    }),
    runs,
  );
});

test('a sentence stays on its line, and ends', () => {
  assert.is(oneLine('threw: a\n  ✓ 1.1 passed\r\nb'), 'threw: a ✓ 1.1 passed b');
  assert.is(oneLine('a\u2028b'), 'a b');
  assert.is(oneLine('a'.repeat(1_000_000)).length, 1_001);
});

test.run();
