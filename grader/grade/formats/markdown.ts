// The sheet as GitHub's Markdown, as a job summary shows it.

import type { Sheet, SheetExercise, SheetStep } from '../sheet.ts';
import { failed, nameOf, pointsOf, sumOf, titleOf, wordsOf } from './words.ts';

/** A table of the exercises, and below it what failed. */
export function markdownReport({ exercises, totals, seed }: Sheet): string {
  return [
    '## Kubewright',
    '',
    `**${sumOf(totals)}**`,
    '',
    '| | exercise | steps | points |',
    '|---|---|---|---|',
    ...exercises.map(rowOf),
    '',
    ...exercises.flatMap(failures),
    `Seed \`${seed}\`.`,
    '',
  ].join('\n');
}

function rowOf(exercise: SheetExercise): string {
  const { state, passed, steps, points, of } = exercise;
  const sign = passed === steps.length ? '✓' : state === 'graded' ? '✗' : '·';
  const cells = [
    sign,
    inline(titleOf(exercise)),
    state === 'graded' ? `${passed} of ${steps.length}` : inline(exercise.words),
    pointsOf(points, of),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The steps that failed; where none could be played, that is said once. */
function failures(exercise: SheetExercise): string[] {
  const steps = exercise.steps.filter(failed);
  const shown = exercise.words === '' ? steps : steps.slice(0, 1);
  return shown.flatMap((step) => detailsOf(exercise, step));
}

function detailsOf(exercise: SheetExercise, step: SheetStep): string[] {
  const name = exercise.words === '' ? nameOf(step) : titleOf(exercise);
  return [
    `<details><summary>✗ ${html(name)}</summary>`,
    '',
    ...fenced(wordsOf(exercise, step)),
    '',
    '</details>',
    '',
  ];
}

/** Text in a block of code whose fence is longer than any in it. */
function fenced(lines: readonly string[]): string[] {
  const runs = lines.join('\n').match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return [`${fence}text`, ...lines, fence];
}

/** Text within a line of Markdown, where no sign of it means anything. */
function inline(text: string): string {
  return html(text.replace(/[\\`*_{}[\]()#+!|~:@-]/g, '\\$&'));
}

/** Text within a line of HTML, in which Markdown means nothing. */
function html(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
