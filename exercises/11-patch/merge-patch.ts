// Merge patch: a piece of the document, laid over it; null takes away. RFC 7396,
// which RFC 7396 replaced without a change of meaning. Chapter 11.

import {
  fieldOf,
  frozen,
  isMap,
  type Json,
  type JsonMap,
  mapOf,
  sameJson,
} from './json.ts';

/** What a document becomes when a patch is laid over it. */
export function mergePatch(document: Json, patch: Json): Json {
  return frozen(merged(document, patch));
}

function merged(target: Json | undefined, patch: Json): Json {
  if (!isMap(patch)) return patch;
  const fields = new Map(isMap(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) fields.delete(key);
    else fields.set(key, merged(fields.get(key), value));
  }
  return mapOf(fields);
}

/** A patch that makes `to` of `from`, as far as one can: it can't say null. */
export function mergeDiff(from: JsonMap, to: JsonMap): JsonMap {
  const gone = Object.keys(from).filter((key) => !Object.hasOwn(to, key));
  const changed = Object.entries(to).flatMap(([key, value]) => {
    const before = fieldOf(from, key);
    if (sameJson(before, value)) return [];
    const inside = isMap(before) && isMap(value) ? mergeDiff(before, value) : value;
    return [[key, inside] as const];
  });
  return frozen(mapOf([...gone.map((key) => [key, null] as const), ...changed]));
}
