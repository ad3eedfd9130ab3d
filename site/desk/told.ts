// A result in the words of the terminal, step by step.

import type { Result, StepResult } from '../../grader/core/result.ts';
import { asides } from '../../grader/report/aside.ts';
import { outputLines } from '../../grader/report/ending.ts';
import { count } from '../../grader/report/layout.ts';
import { createLook } from '../../grader/report/paint.ts';
import { placesIn } from '../../grader/report/places.ts';
import { stepLines } from '../../grader/report/step.ts';
import type { DeskData } from './data.ts';

/** As many columns as a block of code on a page. */
const LOOK = createLook(false, 84);

export interface ToldStep {
  readonly id: string;
  readonly title: string;
  readonly sign: '✓' | '✗' | '·';
  /** What a reader of the sign alone would miss. */
  readonly says: 'passed' | 'failed' | 'not yet';
  readonly lines: readonly string[];
}

/** What is said of each step that was graded. */
export function toldSteps(
  { chapter }: DeskData,
  files: ReadonlyMap<string, string>,
  { steps, seed }: Pick<Result, 'steps' | 'seed'>,
): readonly ToldStep[] {
  const waits = asides(steps, chapter.holes);
  const first = steps.findIndex((step) => isOpen(step) && !waits.has(step));
  return steps.map((result, at) => {
    const later = result.verdict === 'not-written' && at > first;
    const within = waits.get(result);
    const lines = stepLines(
      {
        ...{ result, later, detail: at === first },
        head: chapter.steps.find(({ id }) => id === result.id) ?? NO_HEAD,
        places: placesIn(chapter, result, {
          pathOf: (file) => file,
          read: (path) => files.get(path),
        }),
        again: `npm run exercise ${result.id} -- --seed ${seed}`,
        ...(within === undefined ? {} : { within }),
      },
      LOOK,
    );
    const isQuiet = later || (within !== undefined && at !== first);
    return {
      ...{ id: result.id, title: result.title },
      ...(result.verdict === 'passed' ? PASSED : isQuiet ? WAITS : FAILED),
      lines: lines.slice(1).map((line) => line.replace(/^ {9}/, '')),
    };
  });
}

const NO_HEAD = { rule: '', section: '' };
const PASSED = { sign: '✓', says: 'passed' } as const;
const FAILED = { sign: '✗', says: 'failed' } as const;
const WAITS = { sign: '·', says: 'not yet' } as const;

const isOpen = ({ verdict }: StepResult): boolean => verdict !== 'passed';

/** What keeps all of it from being played, if anything does. */
export function toldProblem({ problem }: Result): string {
  if (problem === undefined) return '';
  const { words, where } = problem;
  return where === undefined ? words : `${words}  (${where})`;
}

/** The sum, as it is spoken and shown. */
export function toldSum(result: Result, of: number): string {
  const passed = result.steps.filter(({ verdict }) => verdict === 'passed').length;
  return passed === of
    ? `All ${count(of, 'step')} passed.`
    : `${passed} of ${count(of, 'step')} passed.`;
}

/** What the reader's code printed. */
export const toldOutput = (result: Result): readonly string[] =>
  outputLines(result, LOOK);
