// Which exercise is meant. Words are matched exactly: 1 never means 10, 1.1 never 1.10.

import type { CourseIndex, IndexedChapter } from '../build/course-index.ts';
import { count } from '../report/layout.ts';
import { Refusal } from './refusal.ts';

/** A chapter with an exercise, and perhaps one step of it. */
export interface Choice {
  readonly chapter: IndexedChapter;
  readonly step?: string;
}

/** The exercise that a word names. @throws Refusal with what there is instead */
export function chooseExercise(index: CourseIndex, word: string): Choice {
  const [, number, step] = /^0?(\d{1,2})(?:\.(\d+))?$/.exec(word) ?? [];
  const chapter = index.chapters.find((candidate) =>
    number === undefined
      ? candidate.name === word || candidate.slug === word
      : String(candidate.number) === number,
  );
  if (chapter === undefined) throw unknown(index, word);
  if (chapter.steps.length === 0) throw empty(index, chapter);
  if (step === undefined) return { chapter };
  const id = `${number}.${step}`;
  if (chapter.steps.some((candidate) => candidate.id === id)) {
    return { chapter, step: id };
  }
  const [first, last] = [chapter.steps[0]?.id, chapter.steps.at(-1)?.id];
  throw new Refusal(
    `Exercise ${number} has no step ${id}: its ${count(chapter.steps.length, 'step')}` +
      ` go from ${first} to ${last}.`,
  );
}

/** The first exercise, at or after `from`, with a step that is not solved. */
export function nextUnsolved(
  { chapters }: CourseIndex,
  isSolved: (step: string) => boolean,
  from = 0,
): IndexedChapter | undefined {
  return chapters.find(
    ({ number, steps }) => number >= from && steps.some(({ id }) => !isSolved(id)),
  );
}

function unknown(index: CourseIndex, word: string): Refusal {
  const written = index.chapters
    .filter(({ steps }) => steps.length > 0)
    .map(({ number, name }) => `${number} (${name})`);
  return new Refusal(
    `There is no exercise "${word}". Those that are written: ${written.join(', ')}.` +
      ' All of the course: npm run list',
  );
}

function empty(index: CourseIndex, chapter: IndexedChapter): Refusal {
  const { number, title, planned } = chapter;
  const why = planned
    ? 'is not written yet'
    : 'is given: there is nothing to solve';
  const written = index.chapters.filter(({ steps }) => steps.length > 0);
  const after = written.find((candidate) => candidate.number > number);
  const other = after ?? written.at(-1);
  const instead =
    other === undefined
      ? ''
      : ` The ${after === undefined ? 'last' : 'next'} that is written:` +
        ` ${other.number} · ${other.title}, npm run exercise ${other.number}`;
  return new Refusal(`Chapter ${number} · ${title} ${why}.${instead}`);
}
