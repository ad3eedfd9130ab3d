import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CHAPTER, result, step } from '../report/fixture.ts';
import { ENTRIES, HEAD } from './fixture.ts';
import { readPoints } from './points.ts';
import { type Entry, sheetOf } from './sheet.ts';

const test = suite('grade sheet');
const CHAPTERS = ENTRIES.map(({ chapter }) => chapter);

const graded = (exit: number, decides = true): Entry => ({
  chapter: CHAPTER,
  decides,
  outcome: {
    state: 'graded',
    result: result(
      [1, 2, 3, 4].map((n) => step(n)),
      { exit },
    ),
  },
  told: new Map(),
});

test('the worst exercise that decides is the exit code of the run', () => {
  const exit = (...entries: readonly Entry[]): number =>
    sheetOf(HEAD, entries).exit;

  assert.is(exit(graded(0), graded(0)), 0);
  assert.is(exit(graded(0), graded(3), graded(1)), 3);
  assert.is(exit(graded(0), graded(5, false)), 0);
});

test('a run in which nothing decides is no pass', () => {
  assert.is(sheetOf(HEAD, []).exit, 1);
  assert.is(sheetOf(HEAD, [graded(0, false)]).exit, 1);
});

test('what nobody has written in has no points, and says so', () => {
  const { exercises, exit } = sheetOf(HEAD, [
    { ...graded(0), outcome: { state: 'untouched' } },
  ]);

  assert.is(exit, 1);
  assert.is(exercises[0]?.points, 0);
  assert.is(exercises[0]?.words, 'nothing is written yet');
  assert.is(exercises[0]?.steps[0]?.verdict, 'not-written');
});

test('points of an exercise are shared out, and a step named itself keeps its own', () => {
  const points = readPoints('{"1": 10, "1.4": 1}', CHAPTERS);
  const [first, , , last] = ['1.1', '1.2', '1.3', '1.4'].map((id) =>
    points.get(id),
  );

  assert.equal([first, last], [2.5, 1]);
  assert.is(sheetOf({ ...HEAD, points }, [graded(0)]).totals.points, 8.5);
});

test('thirds of a point add up', () => {
  const three = { ...CHAPTER, steps: CHAPTER.steps.slice(0, 3) };
  const points = readPoints('{"1": 1}', [three]);

  assert.is(
    sheetOf({ ...HEAD, points }, [{ ...graded(0), chapter: three }]).totals.of,
    1,
  );
});

test('points that are none are refused with what was found', () => {
  const refused = (text: string): string => {
    try {
      readPoints(text, CHAPTERS);
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };

  assert.match(refused('{"1": -1}'), '"1" is worth -1.');
  assert.match(refused('{"1": "x"}'), '"1" is worth "x".');
  assert.match(refused('{"9": 1}'), 'there is no exercise or step "9".');
  assert.match(refused('{"__proto__": 1}'), 'no exercise or step "__proto__".');
  for (const text of ['', '[]', '1', '{'])
    assert.match(refused(text), 'something else');
});

test.run();
