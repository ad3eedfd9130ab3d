// Values of programs: handed in frozen, and looked at when they come back. Chapter 11.

import type { Json, JsonMap } from '#patch';

/** What is noted of a call. */
export interface After {
  /** What the program goes on with. */
  readonly object?: JsonMap;
  /** What else is noted. */
  readonly [what: string]: unknown;
}

export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isFrozen(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozen);
}

/** A copy that nobody can write on; what is frozen stands for itself. */
export function frozen<T>(part: T): T {
  if (typeof part !== 'object' || part === null || Object.isFrozen(part))
    return part;
  const copy = Array.isArray(part)
    ? part.map(frozen)
    : Object.fromEntries(
        Object.entries(part).map(([name, value]) => [name, frozen(value)]),
      );
  return Object.freeze(copy) as T;
}
