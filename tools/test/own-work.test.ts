import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { judgeForgiving } from './own-work.ts';
import type { Ended } from './process.ts';

const test = suite("a learner's own work");

const OWN = new Set(['01-store']);

function failed(...lines: string[]): Ended {
  const output = `${lines.join('\n')}\n`;
  const quiet = { hung: false, leftover: false, ms: 1 };
  return { stdout: output, output, code: 1, ...quiet };
}

test('what the checks find there is said and fails nothing', () => {
  const ended = failed(
    'exercises/01-store/read.ts:16  differs from what solutions/01-store/read.ts gives',
    'exercises/01-store/read.ts(16,5): error TS2322: no number',
    "  Type 'string' is no number",
  );

  const verdict = judgeForgiving(ended, OWN);

  assert.is(verdict.failed, 0);
  assert.match(verdict.notes[0] ?? '', 'exercises/01-store is left to the grader');
});

test('anything else that they find fails', () => {
  const ended = failed(
    'exercises/01-store/read.ts:16  differs',
    'chapters/01-store.md:12  this fence is not closed',
  );

  assert.is(judgeForgiving(ended, OWN).failed, 1);
});

test('a starter that nobody changed has no fault to forgive', () => {
  const ended = failed('exercises/02-txn/txn.ts(1,1): error TS2304: no name');

  assert.is(judgeForgiving(ended, OWN).failed, 1);
});

test('a check that broke off without a word fails', () => {
  assert.is(judgeForgiving(failed('Error: no memory'), OWN).failed, 1);
});

test.run();
