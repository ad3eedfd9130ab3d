// TAP, version 14: one test point for each step, with a YAML block where it failed.

import type { Sheet, SheetExercise, SheetStep } from '../sheet.ts';
import { nameOf, sumOf, titleOf, wordsOf } from './words.ts';

/** The sheet as a TAP stream. */
export function tapReport({ exercises, totals }: Sheet): string {
  let number = 0;
  const lines = exercises.flatMap((exercise) => [
    `# ${escaped(titleOf(exercise))}`,
    ...exercise.steps.flatMap((step) => {
      number += 1;
      return pointLines(exercise, step, number);
    }),
  ]);
  return [
    'TAP version 14',
    `1..${totals.steps}`,
    ...lines,
    `# ${sumOf(totals)}`,
    '',
  ].join('\n');
}

function pointLines(
  exercise: SheetExercise,
  step: SheetStep,
  number: number,
): string[] {
  const { verdict, where } = step;
  const name = `${number} - ${escaped(nameOf(step))}`;
  if (verdict === 'passed') return [`ok ${name}`];
  const words = wordsOf(exercise, step);
  if (verdict === 'skipped')
    return [`ok ${name} # SKIP ${escaped(words[0] ?? '')}`];
  return [
    `not ok ${name}`,
    '  ---',
    `  verdict: ${verdict}`,
    ...(where === undefined ? [] : [`  at: ${JSON.stringify(where)}`]),
    '  message: |2',
    ...words.map((line) => `    ${line}`.trimEnd()),
    '  ...',
  ];
}

/** A description may hold neither a directive nor a line's end. */
function escaped(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/[\\#]/g, '\\$&');
}
