// Programs that failed, by step. They are played first next time and dropped once they
// pass.

import type { Plain } from '../core/plain.ts';
import type { Result, StepResult } from '../core/result.ts';
import { isObject } from '../core/trace.ts';

export type Kept = Readonly<Record<string, readonly Plain[]>>;

/** What is kept after a run. */
export function keptAfter(kept: Kept, { steps }: Result): Kept {
  const next: Record<string, readonly Plain[]> = { ...kept };
  for (const step of steps) {
    const programs = keptOf(kept[step.id] ?? [], step);
    if (programs.length === 0) delete next[step.id];
    else next[step.id] = programs;
  }
  return next;
}

/** The programs before the one that failed have passed. */
function keptOf(before: readonly Plain[], step: StepResult): readonly Plain[] {
  const { verdict, difference, programs } = step;
  if (verdict === 'passed') return [];
  if (difference === undefined) return before;
  return [difference.input, ...before.slice(programs)].slice(0, MOST);
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
  Array.isArray(value) && value.length <= MOST;
