// An object without some of its places. What is left empty by that goes too.
// Chapter 11. Engine room: not told line by line.

import { elementOf } from './element.ts';
import type { FieldSet, Path } from './field-set.ts';
import { isList, isMap, type Json, type JsonMap, mapOf } from './json.ts';
import { inside, itemRule, ruleOf } from './schema.ts';
import { type FieldRule, type Type, WHOLE } from './types.ts';

export function removed(object: JsonMap, gone: FieldSet, type: Type): JsonMap {
  if (gone.size === 0) return object;
  return removedFields(object, gone, type, []);
}

function removedFields(
  map: JsonMap,
  gone: FieldSet,
  type: Type,
  path: Path,
): JsonMap {
  return mapOf(
    Object.entries(map).flatMap(([key, value]) => {
      const here = [...path, `f:${key}`];
      const kept = removedAt(value, gone, ruleOf(type, key), here);
      return kept === undefined ? [] : [[key, kept] as const];
    }),
  );
}

function removedAt(
  value: Json,
  gone: FieldSet,
  rule: FieldRule,
  path: Path,
): Json | undefined {
  if (gone.has(path)) return undefined;
  const type = inside(rule);
  if (isMap(value) && type !== WHOLE) {
    const fields = removedFields(value, gone, type, path);
    const isEmptied =
      Object.keys(fields).length < 1 && Object.keys(value).length > 0;
    return isEmptied ? undefined : fields;
  }
  if (!isList(value) || rule.keys === undefined) return value;
  const items = value
    .map((item) => {
      const here = [...path, elementOf(item, rule)];
      return removedAt(item, gone, itemRule(rule), here);
    })
    .filter((item) => item !== undefined);
  return items.length === 0 && value.length > 0 ? undefined : items;
}
