import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { CourseIndex, IndexedChapter } from '../build/course-index.ts';
import { CHAPTER } from '../report/fixture.ts';
import { chooseExercise, nextUnsolved } from './choose.ts';
import { readMine } from './mine.ts';

const test = suite('choose');

const chapter = (
  number: number,
  name: string,
  steps: number,
  planned = steps === 0,
): IndexedChapter => {
  const [first] = CHAPTER.steps;
  const heads = Array.from({ length: steps }, (_, i) => {
    return first && { ...first, id: `${number}.${i + 1}`, number: i + 1 };
  });
  return {
    ...CHAPTER,
    ...{ number, name, planned, title: `The ${name}` },
    slug: `${String(number).padStart(2, '0')}-${name}`,
    steps: heads.filter((head) => head !== undefined),
  };
};

const INDEX: CourseIndex = {
  chapters: [
    chapter(0, 'world', 0, false),
    chapter(1, 'store', 12),
    chapter(2, 'txn', 0),
    chapter(3, 'watch', 2),
    chapter(10, 'gates', 1),
    chapter(11, 'patch', 0),
  ],
};

const chosen = (word: string): string => {
  try {
    const { chapter: found, step } = chooseExercise(INDEX, word);
    return step ?? found.slug;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

test('numbers are matched exactly: 1 never means 10', () => {
  assert.is(chosen('1'), '01-store');
  assert.is(chosen('01'), '01-store');
  assert.is(chosen('10'), '10-gates');
  assert.is(chosen('1.1'), '1.1');
  assert.is(chosen('1.10'), '1.10');
  assert.is(chosen('store'), '01-store');
  assert.is(chosen('01-store'), '01-store');
});

test('what there is not is told with what there is', () => {
  assert.match(
    chosen('4'),
    'There is no exercise "4". Those that are written: 1 (store)',
  );
  assert.match(chosen('sto'), 'There is no exercise "sto"');
  assert.match(
    chosen('1.13'),
    'has no step 1.13: its 12 steps go from 1.1 to 1.12',
  );
  assert.match(chosen('1.01'), 'has no step 1.01');
  assert.match(chosen('10.2'), 'its 1 step go');
});

test('a chapter that is not written names the next that is', () => {
  assert.match(
    chosen('2'),
    'Chapter 2 · The txn is not written yet. The next that',
  );
  assert.match(chosen('2'), '3 · The watch, npm run exercise 3');
  assert.match(chosen('11'), 'The last that is written: 10 · The gates');
  assert.match(chosen('0'), 'is given: there is nothing to solve');
});

test('the next is the first with an open step', () => {
  const first = (id: string): boolean => id.startsWith('1.');

  assert.is(nextUnsolved(INDEX, () => false)?.number, 1);
  assert.is(nextUnsolved(INDEX, first)?.number, 3);
  assert.is(nextUnsolved(INDEX, () => false, 4)?.number, 10);
  assert.is(
    nextUnsolved(INDEX, () => true),
    undefined,
  );
});

test('mine are numbers, ranges, names, or all', () => {
  const mine = (text: string): readonly string[] => [...readMine(INDEX, text)];

  assert.equal(mine('1-4'), ['store', 'watch']);
  assert.equal(mine('store,10'), ['store', 'gates']);
  assert.equal(mine('all'), ['store', 'watch', 'gates']);
  assert.equal([...readMine(INDEX, undefined)], []);
  assert.throws(() => mine('txn'), /"txn" is no chapter with an exercise/);
});

test.run();
