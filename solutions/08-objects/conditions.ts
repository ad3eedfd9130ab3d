// Conditions: what is known of an object's state, and since when. Chapter 08.

import type { Condition } from './types.ts';

//#region find-condition
export function findCondition(
  conditions: readonly Condition[],
  type: string,
): Condition | undefined {
  return conditions.find((one) => one.type === type);
}

/** A condition as a controller reports it: the time is for the list to say. */
export type NewCondition = Omit<Condition, 'lastTransitionTime'> &
  Partial<Pick<Condition, 'lastTransitionTime'>>;
//#endregion

//#region set-condition
/**
 * The conditions with this one among them. `now` is RFC 3339, and is used where the
 * new condition brings no time. If nothing has changed it is the same list.
 */
export function setCondition(
  conditions: readonly Condition[],
  next: NewCondition,
  now: string,
): readonly Condition[] {
  //#exercise 7 put it in its place, and say since when it is so
  const before = findCondition(conditions, next.type);
  const time = next.lastTransitionTime ?? now;
  if (before === undefined)
    return [...conditions, { ...next, lastTransitionTime: time }];
  const isTurned = before.status !== next.status;
  const lastTransitionTime = isTurned ? time : before.lastTransitionTime;
  const after: Condition = { ...next, lastTransitionTime };
  if (isSame(before, after)) return conditions;
  return conditions.map((one) => (one === before ? after : one));
  //#endexercise
}
//#endregion

//#region same
/** Whether they say the same, but for the time. What is absent is empty, or 0. */
function isSame(a: Condition, b: Condition): boolean {
  return (
    a.status === b.status &&
    (a.reason ?? '') === (b.reason ?? '') &&
    (a.message ?? '') === (b.message ?? '') &&
    (a.observedGeneration ?? 0) === (b.observedGeneration ?? 0)
  );
}
//#endregion
