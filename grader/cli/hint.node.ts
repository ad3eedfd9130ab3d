// `--hint`: shows one hint more than last time.

import type { IndexedChapter } from '../build/course-index.ts';
import { hintLines } from '../report/hint.ts';
import { progressOf, withSteps } from '../state/progress.ts';
import type { Choice } from './choose.ts';
import type { Context } from './context.node.ts';

/** Shows the hints of the step that is open, and remembers how many. */
export function showHint(context: Context, choice: Choice): number {
  const { screen } = context;
  const step = openStep(context, choice);
  if (step === undefined) {
    screen.print([
      '',
      '  Every step of it is solved: there is nothing to hint at.',
      '',
    ]);
    return 0;
  }
  const before = progressOf(context.progress, step.id);
  const shown = Math.min(step.hints.length, before.hints + 1);
  context.remember((progress) =>
    withSteps(progress, {
      [step.id]: { ...progressOf(progress, step.id), hints: shown },
    }),
  );
  const { misread } = before;
  const view = { step, shown, ...(misread === undefined ? {} : { misread }) };
  screen.print(['', ...hintLines(view, screen.look), '', ...context.notes(), '']);
  return 0;
}

/** The step that was named, or the first of the chapter that is not solved. */
function openStep(
  context: Context,
  { chapter, step }: Choice,
): IndexedChapter['steps'][number] | undefined {
  const solved = context.isSolved(context.progress);
  return chapter.steps.find(({ id }) =>
    step === undefined ? !solved(id) : id === step,
  );
}
