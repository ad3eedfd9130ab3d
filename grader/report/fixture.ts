// A made-up exercise and results for the tests of the screens.

import type { IndexedChapter } from '../build/course-index.ts';
import type { Difference, Result, StepResult } from '../core/result.ts';
import { createLook, type Look } from './paint.ts';
import { Paper } from './paper.ts';
import { type TerminalOptions, TerminalReport } from './terminal.ts';

export const PLAIN: Look = createLook(false, 96);

const TITLES = [
  'a put gets the next revision',
  'a get sees the newest value',
  'a get at an old revision sees the old value',
  'a deleted key is gone, its past is not',
];

export const CHAPTER: IndexedChapter = {
  slug: '01-store',
  number: 1,
  name: 'store',
  title: 'Keys and revisions',
  part: 1,
  summary: 'One number for everything that ever happened.',
  planned: false,
  needs: [],
  below: [],
  holes: [],
  steps: TITLES.map((title, i) => ({
    id: `1.${i + 1}`,
    number: i + 1,
    title,
    rule: `The rule of step ${i + 1}, which is long enough that it does not stand on one line of eighty columns.`,
    source: 'a page',
    section: `Section ${i + 1}`,
    hints: ['Which number comes next?', 'Look at the last one.', '`last + 1`.'],
    points: 1,
  })),
};

export const step = (
  number: number,
  found: Partial<StepResult> = {},
): StepResult => ({
  id: `1.${number}`,
  title: TITLES[number - 1] ?? '',
  verdict: 'passed',
  programs: 200,
  words: '',
  ...found,
});

export const notWritten = (number: number): StepResult =>
  step(number, {
    verdict: 'not-written',
    programs: 1,
    words: 'not written yet: give the key its next revision',
    where: 'store.ts:38',
  });

export const DIFFERENCE: Difference = {
  before: [
    { call: 'put a = "1"', told: ['revision 2'] },
    { call: 'put a = "2"', told: ['revision 3'] },
  ],
  call: 'get a at revision 2',
  at: 0,
  reference: ['revision 3', 'a = "1"  version 1, changed at 2'],
  yours: ['revision 3', 'a = "2"  version 2, changed at 3'],
  foundIn: 31,
  tried: 112,
  program: { input: [], seed: 1 },
  origin: '17',
};

export const different = (
  number: number,
  found: Partial<StepResult> = {},
): StepResult =>
  step(number, {
    verdict: 'different',
    programs: 17,
    words: 'differs from the reference',
    difference: DIFFERENCE,
    ...found,
  });

export const result = (
  steps: readonly StepResult[],
  found: Partial<Result> = {},
): Result => ({
  format: 'kubewright-result',
  version: 1,
  exercise: { number: 1, slug: '01-store', title: 'Keys and revisions' },
  seed: '1a2b3c',
  isolation: 'node',
  steps,
  output: { text: '', dropped: 0 },
  exit: steps.every(({ verdict }) => verdict === 'passed') ? 0 : 1,
  ...found,
});

export const report = (options: Partial<TerminalOptions> = {}): TerminalReport =>
  new TerminalReport({
    ...PLAIN,
    chapter: CHAPTER,
    page: 'chapters/01-store.md',
    edits: 'exercises/01-store/store.ts',
    steps: CHAPTER.steps.map(({ id }) => id),
    verbose: false,
    live: false,
    placesOf: ({ where }) =>
      where === undefined
        ? [{ path: 'exercises/01-store/store.ts', line: 61, within: 'range' }]
        : [{ path: 'exercises/01-store/store.ts', line: 74, within: '' }],
    againFor: ({ id }) => `npm run exercise ${id} -- --seed 1a2b3c`,
    next: { words: '2 · Compare, then, else', command: 'npm run exercise 2' },
    ...options,
  });

/** The whole screen of a run. */
export function screenOf(
  found: Result,
  options: Partial<TerminalOptions> = {},
): string {
  const paper = new Paper();
  const told = report(options);
  const lines = [...told.begin(), ...found.steps.flatMap((one) => told.step(one))];
  return paper.lay([...lines, ...told.end(found)]);
}
