// What the formats say alike.

import { count, grouped } from '../../report/layout.ts';
import type { SheetExercise, SheetStep, Totals } from '../sheet.ts';

/** `1.3 a get at an old revision sees the old value`. */
export const nameOf = ({ id, title }: SheetStep): string => `${id} ${title}`;

/** `Exercise 1 · Keys and revisions`. */
export function titleOf({ number, title }: SheetExercise): string {
  return `Exercise ${number} · ${title}`;
}

/** `21 of 29 steps · 21 of 29 points`. */
export function sumOf({ passed, steps, points, of }: Totals): string {
  return `${grouped(passed)} of ${count(steps, 'step')} · ${pointsOf(points, of)}`;
}

/** `2.5 of 8 points`. */
export function pointsOf(points: number, of: number): string {
  return `${shown(points)} of ${shown(of)} point${of === 1 ? '' : 's'}`;
}

function shown(points: number): string {
  return String(Math.round(points * 100) / 100);
}

/** What is said of a step that did not pass: its own words, or why none was played. */
export function wordsOf(
  exercise: SheetExercise,
  { told }: SheetStep,
): readonly string[] {
  if (told.length > 0) return told;
  return exercise.words === '' ? ['not graded'] : [exercise.words];
}

/** Whether it failed; what was not played, since another failed, did not. */
export function failed({ verdict }: SheetStep): boolean {
  return verdict !== 'passed' && verdict !== 'skipped';
}
