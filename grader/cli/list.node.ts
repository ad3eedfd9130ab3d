// `npm run list`.

import { PART_NAMES } from '../../site/literate/parts.ts';
import { listLines } from '../report/list.ts';
import { nextUnsolved } from './choose.ts';
import type { Context } from './context.node.ts';

/** Shows the course and what is solved of it. */
export function showList(context: Context): number {
  const { index, screen, progress } = context;
  const isSolved = context.isSolved(progress);
  const next = nextUnsolved(index, isSolved)?.steps.find(({ id }) => !isSolved(id));
  const parts = PART_NAMES.map((name, number) => ({
    number,
    name,
    // What is given has no exercise.
    chapters: index.chapters.filter(
      ({ part, planned, steps }) =>
        part === number && (planned || steps.length > 0),
    ),
  })).filter(({ chapters }) => chapters.length > 0);
  const view = {
    parts,
    isSolved,
    ...(next === undefined ? {} : { next: next.id }),
  };
  screen.print(['', ...listLines(view, screen.look), '', ...context.notes(), '']);
  return 0;
}
