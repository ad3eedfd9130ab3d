import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Answer,
  LONGEST_ANSWER,
  readAnswer,
  writeAnswer,
} from './protocol.ts';

const test = suite('protocol');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 500 };
const NONCE = '0123456789abcdef01234567';

const read = (rest: string): Answer | undefined =>
  readAnswer(`${NONCE} ${rest}`, NONCE);

test('an answer is read as it was written', () => {
  const answers: readonly Answer[] = [
    { say: 'ready' },
    { say: 'loaded' },
    {
      say: 'loaded',
      problem: { verdict: 'threw', words: 'a', where: 'store.ts:1' },
    },
    { say: 'call', number: 3, call: 'put "é\n"' },
    { say: 'played', number: 24, trace: '[{"call":" spaces  stay "}]' },
    { say: 'end', verdict: 'never-settled', words: '' },
  ];

  for (const answer of answers) {
    const line = writeAnswer(answer, NONCE);

    assert.ok(line.endsWith('\n'));
    assert.is(line.indexOf('\n'), line.length - 1);
    assert.equal(readAnswer(line.slice(0, -1), NONCE), answer);
  }
});

test('what does not begin with the nonce is none of ours', () => {
  const line = writeAnswer({ say: 'ready' }, NONCE).trim();
  const others = [
    '',
    ' ',
    line.slice(1),
    ` ${line}`,
    line.toUpperCase(),
    NONCE,
    `${NONCE}\t{}`,
  ];

  for (const other of others) assert.is(readAnswer(other, NONCE), undefined);
});

test('junk is no answer, with the nonce or without', () => {
  const junk = [
    'null',
    '[]',
    '{}',
    '{"say":"passed"}',
    '{"say":"played","number":0,"trace":"[]"}',
    '{"say":"loaded","problem":null}',
    '{"say":"loaded","problem":{"verdict":"passed","words":""}}',
    '{"say":"loaded","problem":{"verdict":"constructor","words":""}}',
    '{"say":"loaded","problem":{"verdict":"threw"}}',
    '{"say":"loaded","problem":{"verdict":"threw","words":"","where":"../x:1"}}',
    '{"say":"call","number":"0","call":""}',
    '{"say":"call","number":0,"call":{"length":1}}',
    '{"say":"end","verdict":"passed","words":""}',
    `{"say":"end","verdict":"threw","words":"${'a'.repeat(5_000)}"}`,
    'played',
    'played 0',
    'played -1 []',
    'played 1e3 []',
    'played 0x1 []',
    'played 9999999999 []',
    `played 0 ${'a'.repeat(LONGEST_ANSWER)}`,
  ];

  for (const rest of junk) assert.is(read(rest), undefined, rest.slice(0, 60));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (rest) => {
      const answer = read(rest);
      if (answer !== undefined) assert.match(rest, /^played \d+ |"say"/);
      assert.is(readAnswer(rest, NONCE), undefined);
    }),
    runs,
  );
});

test.run();
