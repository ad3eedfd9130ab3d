// `$retainKeys`: of a volume, say, that was one kind of volume and is another.
// Chapter 11. Engine room: not told line by line.

import type { Json, JsonMap } from './json.ts';

/** The names of the fields that are to stay, where others would have to go. */
export function retained(
  next: JsonMap,
  live: JsonMap,
  changes: number,
): readonly (readonly [string, Json])[] {
  const hasMore = Object.keys(live).some((key) => !Object.hasOwn(next, key));
  if (changes === 0 && !hasMore) return [];
  const names = Object.keys(next).filter((key) => next[key] !== null);
  return names.length === 0 ? [] : [['$retainKeys', names.sort()]];
}
