// Hints: a question first, then a pointer, then nearly the code.

import type { StepHead } from '../../site/literate/front-matter.ts';
import { oneLine } from '../core/clean.ts';
import { hang } from './layout.ts';
import type { Look } from './paint.ts';

export interface HintView {
  readonly step: StepHead;
  /** How many of the hints to show. */
  readonly shown: number;
  /** What the last run's misreading points to. */
  readonly misread?: string;
}

/** The hints that are shown so far, and how to see more. */
export function hintLines(
  { step, shown, misread }: HintView,
  look: Look,
): string[] {
  const { id, title, hints, section } = step;
  const run = `npm run exercise ${id} --`;
  const more =
    shown < hints.length
      ? `  The next hint:  ${run} --hint`
      : `  There is no further hint. The reference, after an attempt:  ${run} --solution`;
  const told = hints.slice(0, shown).flatMap((hint, i) => {
    const label = `  ${i + 1} of ${hints.length}  `;
    return [...hang(label, hint, look.width), ''];
  });
  const yours =
    misread === undefined
      ? []
      : [...hang('  Yours   ', oneLine(misread, 400), look.width), ''];
  return [
    `  ${look.paint.strong(`${id} · ${title}`)}`,
    `  chapter: "${section}"`,
    '',
    ...yours,
    ...told,
    more,
  ];
}
