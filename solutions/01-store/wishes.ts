// What a range request may wish beyond its keys: bounds, an order, a limit. Chapter 01.
//
// Engine room: not told line by line.

import type { KeyValue, RangeRequest, Revision, SortTarget } from './types.ts';

const BOUNDS = [
  'minModRevision',
  'maxModRevision',
  'minCreateRevision',
  'maxCreateRevision',
] as const;

/** Whether a range is wanted whole, in key order. */
export function wantsAll(request: RangeRequest): boolean {
  const { limit, sortOrder, sortTarget } = request;
  return !limit && !sortOrder && !sortTarget && !hasBounds(request);
}

/** Whether a request has any bound; 0 is none. */
export function hasBounds(request: RangeRequest): boolean {
  return BOUNDS.some((bound) => request[bound]);
}

/** Whether a pair lies within all bounds of a request, themselves included. */
export function isWithin(kv: KeyValue, request: RangeRequest): boolean {
  const { minModRevision, maxModRevision } = request;
  const { minCreateRevision, maxCreateRevision } = request;
  return (
    between(kv.modRevision, minModRevision, maxModRevision) &&
    between(kv.createRevision, minCreateRevision, maxCreateRevision)
  );
}

function between(
  revision: Revision,
  min: Revision = 0,
  max: Revision = 0,
): boolean {
  return (min === 0 || revision >= min) && (max === 0 || revision <= max);
}

const FIELD = {
  KEY: (kv) => kv.key,
  VERSION: (kv) => kv.version,
  CREATE: (kv) => kv.createRevision,
  MOD: (kv) => kv.modRevision,
  VALUE: (kv) => kv.value,
} satisfies Record<SortTarget, (kv: KeyValue) => string | number>;

/** Below 0 if `a` stands before `b` by the target, upward; 0 if they are equal by it. */
export function compareBy(target: SortTarget, a: KeyValue, b: KeyValue): number {
  const [one, other] = [FIELD[target](a), FIELD[target](b)];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
