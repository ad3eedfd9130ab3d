// Workflow commands of GitHub Actions: an annotation on the learner's line for each step
// that failed, as many as GitHub shows.

import type { Sheet, SheetExercise, SheetStep } from '../sheet.ts';
import { failed, nameOf, sumOf, wordsOf } from './words.ts';

/** GitHub shows ten errors of a step of a workflow. */
const MOST = 10;

/** The annotations, and a last one that says the sum. */
export function githubReport({ exercises, totals }: Sheet): string {
  const rows = exercises.flatMap((exercise) =>
    exercise.steps.filter(failed).map((step) => [exercise, step] as const),
  );
  const [shown, left] = [rows.slice(0, MOST - 1), rows.length - (MOST - 1)];
  const lines = shown.map(([exercise, step]) => annotation(exercise, step));
  const more = left > 0 ? [command('error', {}, `${left} more steps failed`)] : [];
  const sum = command('notice', { title: 'Kubewright' }, sumOf(totals));
  return `${[...lines, ...more, sum].join('\n')}\n`;
}

function annotation(exercise: SheetExercise, step: SheetStep): string {
  const [, file, line] =
    /^(.+):(\d+)$/.exec(step.where ?? exercise.where ?? '') ?? [];
  const place = file === undefined ? {} : { file, line: line ?? '1' };
  const words = wordsOf(exercise, step).join('\n');
  return command('error', { ...place, title: nameOf(step) }, words);
}

/** One command on one line: what would end or begin another is written as a code. */
function command(
  name: string,
  properties: Readonly<Record<string, string>>,
  message: string,
): string {
  const list = Object.entries(properties).map(
    ([key, value]) => `${key}=${escaped(value).replace(/[:,]/g, coded)}`,
  );
  const head = list.length === 0 ? name : `${name} ${list.join(',')}`;
  return `::${head}::${escaped(message)}`;
}

function escaped(text: string): string {
  return text.replace(/[%\r\n\u2028\u2029]/g, coded);
}

/** `%0A`; only the characters of ASCII have a code, others that end a line go. */
function coded(char: string): string {
  const code = char.charCodeAt(0);
  return code > 127 ? ' ' : `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
}
