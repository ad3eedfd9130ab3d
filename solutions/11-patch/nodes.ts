// The places of an object, and what stands there: fields of maps, items of lists
// that are told apart. What is inside a value that is owned as one has no place.
// Chapter 11.

import { byElement } from './element.ts';
import { FieldSet, type Path } from './field-set.ts';
import { isList, isMap, type Json, type JsonMap, sameJson } from './json.ts';
import { inside, itemRule, ruleOf } from './schema.ts';
import { type FieldRule, type Type, WHOLE } from './types.ts';

//#region node
/** A place, and what stands there. */
export interface Node {
  readonly path: Path;
  readonly value: Json;
  /** Nothing inside has a place of its own. */
  readonly isLeaf: boolean;
  /** Who applies it owns it: values do, and items of lists. */
  readonly isOwned: boolean;
}
//#endregion

//#region walk
/** All places of an object, but for its root. */
export function* nodesOf(object: JsonMap, type: Type): Iterable<Node> {
  yield* fieldNodes(object, type, []);
}

function* fieldNodes(map: JsonMap, type: Type, path: Path): Iterable<Node> {
  for (const [key, value] of Object.entries(map))
    yield* nodesAt(value, ruleOf(type, key), [...path, `f:${key}`], false);
}

function* nodesAt(
  value: Json,
  rule: FieldRule,
  path: Path,
  isItem: boolean,
): Iterable<Node> {
  const type = inside(rule);
  if (isMap(value) && type !== WHOLE && Object.keys(value).length > 0) {
    yield { path, value, isLeaf: false, isOwned: isItem };
    yield* fieldNodes(value, type, path);
  } else if (isList(value) && rule.keys !== undefined) {
    yield { path, value, isLeaf: value.length === 0, isOwned: isItem };
    yield* itemNodes(value, rule, path);
  } else yield { path, value, isLeaf: true, isOwned: true };
}
//#endregion

//#region items
function* itemNodes(
  list: readonly Json[],
  rule: FieldRule,
  path: Path,
): Iterable<Node> {
  for (const [element, same] of byElement(list, rule)) {
    const here = [...path, element];
    const [first = null, second] = same;
    if (second === undefined) yield* nodesAt(first, itemRule(rule), here, true);
    else yield { path: here, value: same, isLeaf: true, isOwned: true };
  }
}
//#endregion

//#region fields-of
/** What one who applies an object says, and so owns. */
export function fieldsOf(object: JsonMap, type: Type): FieldSet {
  const owned = [...nodesOf(object, type)].filter((node) => node.isOwned);
  return new FieldSet(owned.map(({ path }) => path));
}
//#endregion

//#region compare
/** From one state of an object to another. */
export interface Change {
  /** What is there now and was not, or is another value. */
  readonly changed: FieldSet;
  readonly removed: FieldSet;
}

export function compare(before: JsonMap, after: JsonMap, type: Type): Change {
  const byPath = (object: JsonMap): ReadonlyMap<string, Node> =>
    new Map(
      Array.from(nodesOf(object, type), (one) => [JSON.stringify(one.path), one]),
    );
  const [old, now] = [byPath(before), byPath(after)];
  const changed = [...now].filter(([path, node]) => isChanged(old.get(path), node));
  const removed = [...old].filter(([path]) => !now.has(path));
  const setOf = (nodes: typeof changed) =>
    new FieldSet(nodes.map(([, { path }]) => path));
  return { changed: setOf(changed), removed: setOf(removed) };
}
//#endregion

//#region is-changed
function isChanged(before: Node | undefined, after: Node): boolean {
  if (before === undefined) return true;
  if (before.isLeaf && after.isLeaf) return !sameJson(before.value, after.value);
  // A value that becomes a map, or the other way round. An empty map is one
  // already.
  return isScalar(before) || isScalar(after);
}

function isScalar({ value }: Node): boolean {
  return value !== null && typeof value !== 'object';
}
//#endregion
