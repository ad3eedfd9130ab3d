// Conditions: what is known of an object's state, and since when. Chapter 08.

import { NotWritten } from '#world';
import type { Condition } from './types.ts';

export function findCondition(
  conditions: readonly Condition[],
  type: string,
): Condition | undefined {
  return conditions.find((one) => one.type === type);
}

/** A condition as a controller reports it: the time is for the list to say. */
export type NewCondition = Omit<Condition, 'lastTransitionTime'> &
  Partial<Pick<Condition, 'lastTransitionTime'>>;

/**
 * The conditions with this one among them. `now` is RFC 3339, and is used where the
 * new condition brings no time. If nothing has changed it is the same list.
 */
export function setCondition(
  conditions: readonly Condition[],
  next: NewCondition,
  now: string,
): readonly Condition[] {
  // TODO 8.7: put it in its place, and say since when it is so
  throw new NotWritten('8.7');
}

/** Whether they say the same, but for the time. What is absent is empty, or 0. */
function isSame(a: Condition, b: Condition): boolean {
  return (
    a.status === b.status &&
    (a.reason ?? '') === (b.reason ?? '') &&
    (a.message ?? '') === (b.message ?? '') &&
    (a.observedGeneration ?? 0) === (b.observedGeneration ?? 0)
  );
}
