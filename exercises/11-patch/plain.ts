// A change that meets nothing: a field or an item that wasn't there. Chapter 11.
// Engine room: not told line by line.

import { isAside } from './directives.ts';
import { isList, isMap, type Json, type JsonMap, mapOf } from './json.ts';

/** Nulls and directives have nothing to do there. Undefined if nothing is left. */
export function plain(change: Json): Json | undefined {
  if (isList(change)) return change.map(plain).filter((item) => item !== undefined);
  if (!isMap(change)) return change;
  return Object.hasOwn(change, '$patch') ? undefined : plainMap(change);
}

export function plainMap(change: JsonMap): JsonMap {
  const fields = new Map<string, Json>();
  for (const [key, value] of Object.entries(change)) {
    const kept = value === null || isAside(key) ? undefined : plain(value);
    if (kept !== undefined) fields.set(key, kept);
  }
  return mapOf(fields);
}
