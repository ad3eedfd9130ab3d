import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { EXIT } from '../core/result.ts';
import { DIFFERENCE, different, notWritten, result, step } from './fixture.ts';
import { jsonReport } from './json.ts';
import { problemsOf } from './schema.ts';

const test = suite('JSON report');
const SCHEMA = JSON.parse(
  readFileSync(new URL('./result.schema.json', import.meta.url), 'utf8'),
) as { $defs: Record<string, { enum?: string[] }> };

const parsed = (...found: Parameters<typeof result>): unknown =>
  JSON.parse(jsonReport(result(...found)));

test('results of every kind have the shape that the schema states', () => {
  const misreading = { id: 'M1', looksAsIf: 'it is so', hint: 'look again' };
  const problem = { verdict: 'threw', words: 'threw', where: 'a.ts:1' } as const;
  const law = different(2, { difference: { ...DIFFERENCE, law: 'one leader' } });
  const results = [
    parsed([step(1), notWritten(2), different(3, { misreading }), law]),
    parsed([], { problem }),
    parsed([step(1, { verdict: 'timed-out', words: 'late' })], { exit: 3 }),
  ];

  for (const one of results) assert.equal(problemsOf(SCHEMA, one), []);
});

test('the schema refuses what is no result', () => {
  const odd = parsed([step(1)]) as Record<string, unknown>;

  assert.equal(problemsOf(SCHEMA, { ...odd, exit: 2 }), [
    '/exit must be equal to one of the allowed values',
  ]);
  assert.equal(problemsOf(SCHEMA, { ...odd, more: 1 }), [
    ' must NOT have additional properties',
  ]);
  assert.equal(problemsOf(SCHEMA, { ...odd, steps: {} }), ['/steps must be array']);
  const { seed, ...rest } = odd;
  assert.type(seed, 'string');
  assert.equal(problemsOf(SCHEMA, rest), [" must have required property 'seed'"]);
});

test('the schema names every verdict that there is', () => {
  const { stepVerdict, moduleVerdict } = SCHEMA.$defs;
  const named = [...(stepVerdict?.enum ?? []), ...(moduleVerdict?.enum ?? [])];

  assert.equal([...new Set(named)].sort(), Object.keys(EXIT).sort());
});

test('nothing in it steers a terminal, and nothing is lost', () => {
  const words = 'a\u001b[2J\u009b2J\u202eb';
  const text = jsonReport(result([step(1, { words })]));

  for (const char of '\u001b\u009b\u202e') assert.not.match(text, char);
  const { steps } = JSON.parse(text) as { steps: [{ words: string }] };
  assert.is(steps[0].words, words);
});

test.run();
