import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { differenceLines } from './difference.ts';
import { DIFFERENCE, PLAIN } from './fixture.ts';
import { fits, golden } from './golden.node.ts';
import { rowsOf } from './rows.ts';

const test = suite('difference');
const LONG = Array.from({ length: 60 }, (_, i) => `row ${i}`);

test('many calls, long rows and long lists are elided in the middle', () => {
  const before = LONG.map((call) => ({
    call: `${call} ${'k'.repeat(90)}`,
    told: LONG,
  }));
  const yours = LONG.with(30, `row 30 ${'v'.repeat(500)}`);

  const lines = differenceLines(
    { ...DIFFERENCE, before, reference: LONG, yours },
    PLAIN,
  ).join('\n');

  golden('long', `${lines}\n`);
  assert.ok(fits(lines, 87), 'nine columns are the step\u2019s own');
});

test('rows that are equal stand between those that are not', () => {
  const rows = rowsOf(['a', 'b', 'c'], ['a', 'x', 'c']);

  assert.equal(
    rows.map(({ sign, text }) => sign + text),
    [' a', '-b', '+x', ' c'],
  );
});

test('long rows are cut where they differ', () => {
  const same = 'same '.repeat(100);

  const [gone, come] = rowsOf([`${same}here`], [`${same}there`]);

  assert.match(gone?.text ?? '', /^\(from character 461\) ….*here$/);
  assert.match(come?.text ?? '', /there$/);
});

test('what would steer a terminal is taken out', () => {
  const evil = 'a\u001b[2Jb\u202ec\r\nd';
  const lines = differenceLines(
    {
      ...DIFFERENCE,
      before: [{ call: evil, told: [evil] }],
      call: evil,
      reference: [evil],
      yours: [`${evil}!`],
    },
    PLAIN,
  );

  for (const char of '\u001b\u202e\r') assert.not.match(lines.join(''), char);
  assert.match(lines.join('\n'), 'abc d!');
});

test('virtual time stands beside the call that it belongs to', () => {
  const lines = differenceLines({ ...DIFFERENCE, at: 40_000 }, PLAIN);

  assert.match(lines.join('\n'), '3  get a at revision 2  (at 40,000 ms)');
});

test('an answer where the other gave none is all of one sign', () => {
  const lines = differenceLines(
    { ...DIFFERENCE, reference: [], yours: ['one', 'two'] },
    PLAIN,
  );

  assert.match(lines.join('\n'), /yours {7}\+ one\n {16}\+ two/);
});

test.run();
