import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CHAPTER } from '../report/fixture.ts';
import { NO_PROGRESS } from '../state/progress.ts';
import { nextOf } from './view.node.ts';

const test = suite('what comes next');

const chapter = (number: number, planned = false): typeof CHAPTER => ({
  ...{ ...CHAPTER, number, planned, title: `Chapter ${number}` },
  steps: planned
    ? []
    : CHAPTER.steps.map((step) => ({
        ...step,
        id: step.id.replace('1.', `${number}.`),
      })),
});
const chapters = [chapter(1), chapter(2), chapter(3, true)];

/** What comes after exercise `number`, or after one step of it. */
function nextAfter(number: number, solved: RegExp, only?: string): string {
  const graded = chapters[number - 1] ?? CHAPTER;
  const context = {
    index: { parts: [], chapters },
    progress: NO_PROGRESS,
    isSolved: () => (id: string) => solved.test(id),
  };
  const steps = only === undefined ? {} : { only: new Set([only]) };
  const { words, command } = nextOf(context, { chapter: graded, ...steps });
  return `${words} | ${command}`;
}

test('the next exercise that is open comes next, be it an earlier one', () => {
  assert.is(nextAfter(1, /^1/), '2 · Chapter 2 | npm run exercise 2');
  assert.is(nextAfter(2, /^2/), '1 · Chapter 1 | npm run exercise 1');
});

test('after one step, the first that is open of its exercise', () => {
  assert.match(nextAfter(1, /^1\.[12]/, '1.3'), /^1\.4 .* npm run exercise 1\.4$/);
});

test('when all that is written is solved, the chapter that is planned is named', () => {
  for (const number of [1, 2]) {
    const words = '3 · Chapter 3, which is not written yet | ';
    assert.is(nextAfter(number, /./), words);
  }
});

test.run();
