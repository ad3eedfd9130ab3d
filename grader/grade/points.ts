// What a step is worth. The chapters say one point a step; an instructor may say more.

import type { IndexedChapter } from '../build/course-index.ts';
import { Refusal } from '../cli/refusal.ts';
import { isObject } from '../core/trace.ts';
import type { Points } from './sheet.ts';

/**
 * Reads `{"1": 8, "3.2": 2}`: what an exercise is worth, shared out over its steps alike,
 * or one step of it. @throws Refusal
 */
export function readPoints(
  text: string,
  chapters: readonly IndexedChapter[],
): Points {
  const given = parse(text);
  const points = new Map<string, number>();
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== 'number' || !(value >= 0 && value <= MOST)) {
      throw wrong(`"${name}" is worth ${JSON.stringify(value)}`);
    }
    for (const [id, share] of sharesOf(name, value, chapters)) {
      // A step that is named itself is worth what is said of it.
      if (name === id || !Object.hasOwn(given, id)) points.set(id, share);
    }
  }
  return points;
}

const MOST = 1_000_000;

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value) && !Array.isArray(value)) return value;
  } catch {
    // Said below.
  }
  throw wrong('it is something else');
}

function sharesOf(
  name: string,
  value: number,
  chapters: readonly IndexedChapter[],
): readonly (readonly [string, number])[] {
  const whole = chapters.find(({ number }) => String(number) === name);
  const steps = whole?.steps ?? [];
  if (steps.length > 0) return steps.map(({ id }) => [id, value / steps.length]);
  const known = chapters.flatMap((one) => one.steps).some(({ id }) => id === name);
  if (known) return [[name, value]];
  throw wrong(`there is no exercise or step "${name.slice(0, 40)}"`);
}

function wrong(found: string): Refusal {
  return new Refusal(
    '--points names a JSON file of points by exercise or step, from 0 up,' +
      ` as in {"1": 8, "3.2": 2}; ${found}.`,
  );
}
