// A grade sheet on a terminal: a line for each exercise, below it the first step that
// failed, and as the last line the sum.

import { atEnd, hang, wrap } from '../../report/layout.ts';
import type { Look } from '../../report/paint.ts';
import { isSolved, type Sheet, type SheetExercise } from '../sheet.ts';
import { failed, nameOf, pointsOf, sumOf, wordsOf } from './words.ts';

const INDENT = '         ';
const RIGHT_END = 80;

/** The lines of one exercise. */
export function exerciseLines(exercise: SheetExercise, look: Look): string[] {
  const { number, title, passed, steps, points, of } = exercise;
  const { paint, width } = look;
  const sign = isSolved(exercise)
    ? paint.good('✓')
    : exercise.state === 'skipped'
      ? paint.quiet('·')
      : paint.bad('✗');
  const name = `  ${sign} ${String(number).padEnd(4)} ${title}`;
  const sum = `${passed} of ${steps.length} · ${pointsOf(points, of)}`;
  return [
    ...atEnd(name, sum, Math.min(width, RIGHT_END)),
    ...reasonLines(exercise, look),
  ];
}

function reasonLines(exercise: SheetExercise, { paint, width }: Look): string[] {
  if (exercise.words !== '') {
    return wrap(sentenceOf(exercise), width - INDENT.length).map(indented);
  }
  const open = exercise.steps.filter(failed);
  const [first] = open;
  if (first === undefined) return [];
  const more = open.slice(1).map(({ id }) => id);
  return [
    `         ${paint.bad('✗')} ${nameOf(first)}`,
    ...wordsOf(exercise, first).map((line) =>
      line === '' ? '' : `${INDENT}  ${line}`,
    ),
    ...(more.length === 0
      ? []
      : hang(`${INDENT}open besides: `, more.join(', '), width)),
    '',
  ];
}

function sentenceOf({ words, where }: SheetExercise): string {
  return where === undefined ? words : `${words}  ${where}`;
}

const indented = (line: string): string => INDENT + line;

/** The last lines: what it came to. */
export function endLines(sheet: Sheet, seconds: number): string[] {
  const { totals, exercises, isolation } = sheet;
  const failing = exercises.filter(({ decides, exit }) => decides && exit !== 0);
  const others = exercises.some(({ decides }) => !decides);
  const names = failing.map(({ number }) => number).join(', ');
  const says =
    failing.length === 0 ? 'All that is required passed' : `Open: ${names}`;
  const parts = [sumOf(totals), `${seconds.toFixed(1)} s`];
  if (isolation !== 'node') parts.push(`isolation: ${isolation}`);
  return ['', ...(others ? [`  ${says}`] : []), `  ${parts.join(' · ')}`];
}
