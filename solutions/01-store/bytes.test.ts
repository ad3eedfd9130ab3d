import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fromText, toText } from './mod.ts';

const test = suite('bytes');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 500 };
const text = fc.string({ unit: 'binary' });

test('a text comes back from its bytes as it was', () => {
  fc.assert(
    fc.property(text, (before) => {
      assert.is(toText(fromText(before)), before);
    }),
    { ...runs, examples: [[''], ['\ufeffabc'], ['\0'], ['\u{10ffff}'], ['é']] },
  );
});

test('every byte is one character', () => {
  fc.assert(
    fc.property(text, (before) => {
      const bytes = fromText(before);
      assert.is(bytes.length, Buffer.byteLength(before));
      assert.ok([...bytes].every((char) => char <= '\xff'));
    }),
    runs,
  );
  assert.is(fromText('é'), '\xc3\xa9');
});

test('< on bytes is the order in which etcd keeps them', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const order = Buffer.compare(Buffer.from(a), Buffer.from(b));
      assert.is(fromText(a) < fromText(b), order < 0);
    }),
    // As UTF-16 the face sorts before the tilde.
    { ...runs, examples: [['\uff5e', '\u{1f600}']] },
  );
});

test('bytes that spell nothing become U+FFFD, a lone surrogate too', () => {
  assert.is(toText('a\xff'), 'a\ufffd');
  assert.is(toText(fromText('\ud800')), '\ufffd');
});

test.run();
