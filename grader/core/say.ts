// What every scenario says alike of a trace's line: how a call ended that returned
// nothing, and what kind of plain data there is to tell.

import { sayLeft } from './leftovers.ts';
import type { Plain } from './plain.ts';
import { brokenBy } from './sentences.ts';
import type { Outcome } from './trace.ts';

/** The rows of an outcome; what was returned is told by `sayValue`. */
export function sayOutcome(
  outcome: Outcome,
  sayValue: (value: Plain) => readonly string[],
): readonly string[] {
  switch (outcome.kind) {
    case 'threw':
      return [`error ${JSON.stringify(outcome.message)} ${outcome.code}`.trim()];
    case 'not-written':
      return [`step ${outcome.step} is not written yet`];
    case 'odd':
      return [outcome.what];
    case 'endless':
    case 'forbidden':
      return [brokenBy(outcome).words];
    case 'pending':
      return ['no answer'];
    case 'left':
      return sayLeft(outcome);
    case 'returned':
      return sayValue(outcome.value);
  }
}

/** An object of plain data, by its fields. */
export function isRecord(
  value: Plain | undefined,
): value is { readonly [key: string]: Plain } {
  return typeof value === 'object' && value !== null && !isList(value);
}

export function isList(value: Plain | undefined): value is readonly Plain[] {
  return Array.isArray(value);
}
