// What an object becomes when a configuration is applied: what it says takes the
// place of what was there, in the order in which it says it. Source: structured-
// merge-diff 6.3, typed/merge.go. Chapter 11. Engine room: not told line by line.

import { elementOf } from './element.ts';
import { isList, isMap, type Json, type JsonMap, mapOf } from './json.ts';
import { inside, itemRule, ruleOf } from './schema.ts';
import { type FieldRule, type Type, WHOLE } from './types.ts';

export function mergeConfig(live: JsonMap, config: JsonMap, type: Type): JsonMap {
  const fields = new Map(Object.entries(live));
  for (const [key, value] of Object.entries(config))
    fields.set(key, mergeField(fields.get(key), value, ruleOf(type, key)));
  return mapOf(fields);
}

function mergeField(live: Json | undefined, config: Json, rule: FieldRule): Json {
  const type = inside(rule);
  if (type !== WHOLE && isMap(live)) {
    if (config === null && Object.keys(live).length > 0) return live;
    if (isMap(config)) return mergeConfig(live, config, type);
  }
  if (rule.keys !== undefined && isList(live)) {
    if (config === null && live.length > 0) return live;
    if (isList(config)) return mergeItems(live, config, rule);
  }
  return config;
}

/**
 * The configuration's items stand in its order. One that is only live stands before
 * those of the configuration that it stood before; but what they share keeps their
 * order.
 */
function mergeItems(
  live: readonly Json[],
  config: readonly Json[],
  rule: FieldRule,
): readonly Json[] {
  const names = live.map((item) => elementOf(item, rule));
  const wanted = config.map((item) => elementOf(item, rule));
  const known = new Set(names);
  const shared = wanted.filter((name) => known.has(name));
  const taken = new Set<string>();
  const found = new Map(live.map((item, i) => [names[i] ?? '', item] as const));
  const isWanted = new Set(wanted);
  const items: Json[] = [];
  let next = shared.shift();
  const take = (i: number): void => {
    const [name = '', item = null] = [wanted[i], config[i]];
    taken.add(name);
    const before = found.get(name);
    items.push(mergeField(before, item, itemRule(rule)));
  };
  let [l, r] = [0, 0];
  while (l < live.length || r < config.length) {
    const name = names[l] ?? '';
    if (l < live.length && r < config.length) {
      if (name === wanted[r]) {
        take(r);
        l += 1;
        r += 1;
        next = shared.shift();
        continue;
      }
      if (isWanted.has(name) && next !== undefined && next !== name) {
        l += 1;
        continue;
      }
    }
    if (l < live.length) {
      if (!isWanted.has(name)) {
        items.push(live[l] ?? null);
        l += 1;
        continue;
      }
      if (taken.has(name)) l += 1;
    }
    if (r < config.length) {
      take(r);
      if (next === wanted[r]) next = shared.shift();
      r += 1;
    }
  }
  return items;
}
