// How a step of a path is written, read, and said. Source: structured-merge-diff
// 6.3, fieldpath/element.go and serialize-pe.go. Chapter 11. Engine room: not told
// line by line.

import type { Element, Path } from './field-set.ts';
import { fieldOf, isMap, type Json, type JsonMap, mapOf } from './json.ts';
import { sorted } from './last-applied.ts';
import type { FieldRule } from './types.ts';

/** The fields by which an item is told apart, those that it has or is given. */
export function keysOf(item: Json, { keys = [], given = {} }: FieldRule): JsonMap {
  if (!isMap(item)) return {};
  return mapOf(
    [...keys].sort().flatMap((key) => {
      const value = fieldOf(item, key) ?? fieldOf(given, key);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

/** The step to an item: by its keys, or by its value where its list has none. */
export function elementOf(item: Json, rule: FieldRule): Element {
  if (rule.keys?.length === 0) return `v:${JSON.stringify(sorted(item))}`;
  return `k:${JSON.stringify(keysOf(item, rule))}`;
}

/** `.spec.containers[name="web"].image`, as conflicts say it. */
export function pathText(path: Path): string {
  return path.map(elementText).join('');
}

function elementText(element: Element): string {
  const content = element.slice(2);
  if (element.startsWith('f:')) return `.${content}`;
  if (element.startsWith('v:')) return `[=${content}]`;
  try {
    const keys: Json = JSON.parse(content);
    const fields = isMap(keys) ? Object.entries(keys) : [];
    return `[${fields.map(([key, one]) => `${key}=${JSON.stringify(one)}`).join(',')}]`;
  } catch {
    return `[${content}]`;
  }
}

/**
 * More than one item of a name is a mistake of the past, and one value from now on.
 */
export function byElement(
  list: readonly Json[],
  rule: FieldRule,
): ReadonlyMap<Element, readonly Json[]> {
  const items = new Map<Element, readonly Json[]>();
  for (const item of list) {
    const element = elementOf(item, rule);
    items.set(element, [...(items.get(element) ?? []), item]);
  }
  return items;
}
