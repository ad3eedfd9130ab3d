// Which type an object's kind has, and what is known of a type's fields. Chapter
// 11. Engine room: not told line by line.

import { fieldOf, type JsonMap } from './json.ts';
import { CORE } from './schema-core.ts';
import { KINDS } from './schema-kinds.ts';
import { META } from './schema-meta.ts';
import { OTHERS } from './schema-others.ts';
import { PODS } from './schema-pods.ts';
import { WORKLOADS } from './schema-workloads.ts';
import { type FieldRule, type Type, type Types, WHOLE } from './types.ts';

const TYPES: ReadonlyMap<string, Type> = new Map(
  Object.entries({
    ...META,
    ...CORE,
    ...PODS,
    ...WORKLOADS,
    ...OTHERS,
    Whole: WHOLE,
  } satisfies Types),
);

/** Nothing is known: maps are merged, lists are one value. */
export const UNKNOWN: Type = {};

/** The type of an object's kind; undefined of a kind that no table has. */
export function typeOf(object: JsonMap): Type | undefined {
  const { apiVersion, kind } = object;
  const name = fieldOf(KINDS, `${apiVersion} ${kind}`);
  return typeof name === 'string' ? TYPES.get(name) : undefined;
}

/** What is known of a field of a type. */
export function ruleOf(type: Type, field: string): FieldRule {
  if (type === WHOLE || !Object.hasOwn(type, field)) return {};
  return type[field] ?? {};
}

/** What is known of a list's items: their type, no more. */
export function itemRule({ of }: FieldRule): FieldRule {
  return of === undefined ? {} : { of };
}

/** The type of a field's value, or of its items. */
export function inside(rule: FieldRule): Type {
  return (rule.of === undefined ? undefined : TYPES.get(rule.of)) ?? UNKNOWN;
}
