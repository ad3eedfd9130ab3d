// What a strategic patch has to say of a list whose items are told apart: changes
// by key, deletions, and the order in which the file has them. Chapter 11. Engine
// room: not told line by line.

import {
  fieldOf,
  isList,
  isMap,
  type Json,
  type JsonMap,
  sameJson,
  withField,
} from './json.ts';
import { inside } from './schema.ts';
import type { Documents, FieldRule, Type } from './types.ts';

/** What has to be said of two maps: three-way.ts. */
export type DiffMaps = (
  documents: Documents,
  type: Type,
  rule: FieldRule,
) => JsonMap;

type Said = readonly (readonly [string, Json])[];

/** Under the list's own name, and under the names of the lists beside it. */
export function diffItems(
  key: string,
  documents: Documents,
  rule: FieldRule,
  diffMaps: DiffMaps,
): Said {
  const { mergeKey = '' } = rule;
  const [last, next, live] = [documents.last, documents.next, documents.live].map(
    (list) => (isList(list) ? list : []),
  );
  if (last === undefined || next === undefined || live === undefined) return [];
  if (mergeKey === '') return diffValues(key, { last, next, live });
  const changes = [...diffKeyed({ last, next, live }, rule, mergeKey, diffMaps)];
  const isOrdered =
    live.length === next.length &&
    next.every((item, i) =>
      sameJson(idOf(item, mergeKey), idOf(live[i], mergeKey)),
    );
  const order = next.map((item) => ({ [mergeKey]: idOf(item, mergeKey) ?? null }));
  const isSaid = changes.length > 0 || (!isOrdered && live.length > 0);
  return [
    ...(changes.length > 0 ? [[key, changes] as const] : []),
    ...(isSaid ? [[`$setElementOrder/${key}`, order] as const] : []),
  ];
}

interface Lists {
  readonly last: readonly Json[];
  readonly next: readonly Json[];
  readonly live: readonly Json[];
}

function idOf(item: Json | undefined, key: string): Json | undefined {
  return isMap(item) ? fieldOf(item, key) : undefined;
}

function* diffKeyed(
  lists: Lists,
  rule: FieldRule,
  key: string,
  diffMaps: DiffMaps,
): Iterable<JsonMap> {
  const { last, next, live } = lists;
  const find = (list: readonly Json[], id: Json | undefined) =>
    list.find((item) => id !== undefined && sameJson(idOf(item, key), id));
  for (const item of next) {
    const id = idOf(item, key);
    if (!isMap(item)) continue;
    const found = find(live, id);
    if (found === undefined) {
      yield item;
      continue;
    }
    const three = { last: find(last, id), next: item, live: found };
    const change = diffMaps(three, inside(rule), rule);
    if (Object.keys(change).length > 0) yield withField(change, key, id ?? null);
  }
  for (const item of last) {
    const id = idOf(item, key);
    if (id !== undefined && find(next, id) === undefined)
      yield { $patch: 'delete', [key]: id };
  }
}

function diffValues(key: string, { last, next, live }: Lists): Said {
  const more = next.filter((item) => !live.includes(item));
  const gone = last.filter((item) => !next.includes(item));
  const isSaid = gone.length > 0 || !sameJson(live, next);
  return [
    ...(more.length > 0 ? [[key, more] as const] : []),
    ...(gone.length > 0
      ? [[`$deleteFromPrimitiveList/${key}`, gone] as const]
      : []),
    ...(isSaid ? [[`$setElementOrder/${key}`, [...next]] as const] : []),
  ];
}
