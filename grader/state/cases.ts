// Programs that failed, by step. They are played first next time and dropped once they
// pass.

import type { Result, StepResult } from '../core/result.ts';
import type { Program } from '../core/scenario.ts';
import { isObject } from '../core/trace.ts';

export type Kept = Readonly<Record<string, readonly Program[]>>;

/** What is kept after a run. */
export function keptAfter(kept: Kept, { steps }: Result): Kept {
  const next: Record<string, readonly Program[]> = { ...kept };
  for (const step of steps) {
    const programs = keptOf(kept[step.id] ?? [], step);
    if (programs.length === 0) delete next[step.id];
    else next[step.id] = programs;
  }
  return next;
}

/** The programs before the one that failed have passed. */
function keptOf(before: readonly Program[], step: StepResult): readonly Program[] {
  const { verdict, difference, programs } = step;
  if (verdict === 'passed') return [];
  if (difference === undefined) return before;
  return [difference.program, ...before.slice(programs)].slice(0, MOST);
}

const MOST = 10;

/** Reads what was kept; undefined if it is nothing of ours. */
export function readKept(value: unknown): Kept | undefined {
  if (!isObject(value)) return undefined;
  const lists = Object.entries(value);
  const fine = lists.every(([id, list]) => /^\d+\.\d+$/.test(id) && isList(list));
  // Parsed JSON is plain data.
  return fine ? (Object.fromEntries(lists) as Kept) : undefined;
}

const isList = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= MOST && value.every(isProgram);

const isProgram = (value: unknown): boolean =>
  isObject(value) &&
  value.input !== undefined &&
  Number.isInteger(value.seed) &&
  (value.scribbles === undefined || value.scribbles === true);
