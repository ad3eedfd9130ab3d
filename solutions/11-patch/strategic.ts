// Strategic merge patch: a merge patch that knows which lists are really maps. What
// a patch says beside its fields, it says in keys that begin with a dollar. Chapter
// 11.

import { idOf, isOfMaps, readDirective, setAside } from './directives.ts';
import {
  fieldOf,
  frozen,
  isList,
  isMap,
  type Json,
  type JsonMap,
  mapOf,
} from './json.ts';
import { inOrder, reordered } from './order.ts';
import { plain, plainMap } from './plain.ts';
import { inside, ruleOf, typeOf } from './schema.ts';
import { unsupported } from './texts.ts';
import type { FieldRule, Type } from './types.ts';

//#region strategic
/**
 * What an object becomes by a strategic merge patch.
 * @throws PatchError if the patch makes no sense, or no table has the object's kind
 */
export function strategicMerge(object: JsonMap, patch: JsonMap): JsonMap {
  const type = typeOf(object);
  if (type === undefined) throw unsupported();
  return frozen(mergeMaps(object, patch, type));
}
//#endregion

//#region maps
function mergeMaps(map: JsonMap, patch: JsonMap, type: Type): JsonMap {
  const directive = readDirective(patch);
  if (directive === 'delete') return {};
  const { changes, orders, deletions, keeps } = setAside(patch);
  if (directive === 'replace') return changes;
  const fields = new Map(Object.entries(map).filter(([key]) => keeps(key)));
  for (const [key, change] of Object.entries(changes)) {
    const after = mergeField(fields.get(key), change, ruleOf(type, key));
    if (after === undefined) fields.delete(key);
    else fields.set(key, after);
  }
  for (const [key, order] of orders) {
    const [list, live] = [fields.get(key), fieldOf(map, key)];
    const { mergeKey = '' } = ruleOf(type, key);
    if (isList(list)) fields.set(key, reordered(list, order, live, mergeKey));
  }
  for (const [key, gone] of deletions) {
    const list = fields.get(key);
    const kept = isList(list) ? list.filter((one) => !gone.includes(one)) : list;
    if (kept !== undefined) fields.set(key, kept);
  }
  return mapOf(fields);
}
//#endregion

//#region field
/** What a field becomes; undefined if it goes. */
function mergeField(
  value: Json | undefined,
  change: Json,
  rule: FieldRule,
): Json | undefined {
  if (change === null) return undefined;
  if (isMap(value) && isMap(change) && !rule.replace)
    return mergeMaps(value, change, inside(rule));
  if (isList(value) && isList(change) && rule.mergeKey !== undefined)
    return mergeLists(value, change, rule.mergeKey, inside(rule));
  return plain(change);
}
//#endregion

//#region lists
function mergeLists(
  list: readonly Json[],
  patch: readonly Json[],
  key: string,
  type: Type,
): readonly Json[] {
  if (!isOfMaps(list, patch, key))
    return inOrder([...new Set([...list, ...patch])], patch, list, '');
  const items = mergeItems(list.filter(isMap), patch.filter(isMap), key, type);
  return inOrder(items, patch, list, key);
}
//#endregion

//#region items
/**
 * The items of a list that two of them share when they have the same value of
 * `key`. A patch's item is merged into its own, or comes to the end. One with
 * `$patch: delete` takes its own away; one with `$patch: replace` means that the
 * patch's items are all there shall be. Such a directive is no item itself.
 */
function mergeItems(
  list: readonly JsonMap[],
  patch: readonly JsonMap[],
  key: string,
  type: Type,
): readonly JsonMap[] {
  //#exercise 3,4 merge the patch's items into those of the list
  const changes: JsonMap[] = [];
  let items = list;
  let isReplaced = false;
  for (const change of patch) {
    const directive = readDirective(change);
    if (directive === undefined) changes.push(change);
    else if (directive === 'replace') isReplaced = true;
    else items = items.filter((item) => idOf(item, key) !== idOf(change, key));
  }
  if (isReplaced) return changes.map(plainMap);
  for (const change of changes) {
    const i = items.findIndex((item) => idOf(item, key) === idOf(change, key));
    const own = items[i];
    if (own === undefined) items = [...items, plainMap(change)];
    else items = items.with(i, mergeMaps(own, change, type));
  }
  return items;
  //#endexercise
}
//#endregion
