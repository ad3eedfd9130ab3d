// Client-side apply: which patch makes of what is live what a file says, and takes
// away what the file said last time and says no more. As kubectl computes it.
// Chapter 11.

import { NotWritten } from '#world';
import { diffItems } from './diff-lists.ts';
import {
  fieldOf,
  frozen,
  isList,
  isMap,
  type Json,
  type JsonMap,
  mapOf,
  sameJson,
} from './json.ts';
import { lastApplied, manifestOf } from './last-applied.ts';
import { retained } from './retained.ts';
import { inside, ruleOf, typeOf, UNKNOWN } from './schema.ts';
import type { Documents, FieldRule, Type } from './types.ts';

/**
 * The patch that `kubectl apply` sends: a strategic one, or of a kind that no table
 * has, a merge patch. What the file said last is read from the live object's
 * annotation.
 */
export function threeWayPatch(live: JsonMap, file: JsonMap): JsonMap {
  const type = typeOf(live) ?? UNKNOWN;
  const next = manifestOf(file);
  return frozen(diffMaps({ last: lastApplied(live), next, live }, type, {}));
}

/** What has to be said of a map's fields; nothing where nothing has. */
function diffMaps(documents: Documents, type: Type, of: FieldRule): JsonMap {
  const [last, next, live] = mapsOf(documents);
  const patch = new Map<string, Json>();
  // TODO 11.5: say what has to be said of each field
  throw new NotWritten('11.5');
  const keeps = of.retainKeys ? retained(next, live, patch.size) : [];
  return mapOf([...patch, ...keeps]);
}

function mapsOf({
  last,
  next,
  live,
}: Documents): readonly [JsonMap, JsonMap, JsonMap] {
  const map = (value: Json | undefined) => (isMap(value) ? value : {});
  return [map(last), map(next), map(live)];
}
