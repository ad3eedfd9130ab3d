// Client-side apply: which patch makes of what is live what a file says, and takes
// away what the file said last time and says no more. As kubectl computes it.
// Chapter 11.

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

//#region three-way
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
//#endregion

//#region maps
/** What has to be said of a map's fields; nothing where nothing has. */
function diffMaps(documents: Documents, type: Type, of: FieldRule): JsonMap {
  const [last, next, live] = mapsOf(documents);
  const patch = new Map<string, Json>();
  //#exercise 5 say what has to be said of each field
  for (const [key, wanted] of Object.entries(next)) {
    const found = fieldOf(live, key);
    const field = { last: fieldOf(last, key), next: wanted, live: found };
    const rule = ruleOf(type, key);
    if (isMap(wanted) && isMap(found) && !rule.replace) {
      const change = diffMaps(field, inside(rule), rule);
      if (Object.keys(change).length > 0) patch.set(key, change);
    } else if (isList(wanted) && isList(found) && rule.mergeKey !== undefined) {
      const said = diffItems(key, field, rule, diffMaps);
      for (const [name, change] of said) patch.set(name, change);
    } else if (!sameJson(wanted, found)) patch.set(key, wanted);
  }
  for (const key of Object.keys(last)) {
    if (!Object.hasOwn(next, key)) patch.set(key, null);
  }
  //#endexercise
  const keeps = of.retainKeys ? retained(next, live, patch.size) : [];
  return mapOf([...patch, ...keeps]);
}
//#endregion

//#region three-maps
function mapsOf({
  last,
  next,
  live,
}: Documents): readonly [JsonMap, JsonMap, JsonMap] {
  const map = (value: Json | undefined) => (isMap(value) ? value : {});
  return [map(last), map(next), map(live)];
}
//#endregion
