// What a strategic patch says beside its fields: `$patch`, `$retainKeys`, and the
// lists that stand beside a list, `$setElementOrder/x` and
// `$deleteFromPrimitiveList/x`. The texts are those of apimachinery 0.36,
// pkg/util/strategicpatch. Chapter 11. Engine room: not told line by line.

import { PatchError } from './errors.ts';
import { goText } from './go-text.ts';
import { fieldOf, isList, isMap, type Json, type JsonMap, mapOf } from './json.ts';

/** A patch, taken apart. */
export interface Aside {
  readonly changes: JsonMap;
  /** By the list that is meant. */
  readonly orders: readonly (readonly [string, readonly Json[]])[];
  readonly deletions: readonly (readonly [string, readonly Json[]])[];
  /** Whether a field of the object may stay. */
  readonly keeps: (key: string) => boolean;
}

export type Directive = 'replace' | 'delete';

/** @throws PatchError of a directive that there isn't */
export function readDirective(patch: JsonMap): Directive | undefined {
  const directive = fieldOf(patch, '$patch');
  if (directive === undefined) return undefined;
  if (directive === 'replace' || directive === 'delete') return directive;
  const said = goText(directive);
  throw new PatchError(`unknown patch type: ${said} in map: ${goText(patch)}`, 500);
}

const ORDER = '$setElementOrder';
const DELETE = '$deleteFromPrimitiveList';

/** @throws PatchError of a directive in the wrong form */
export function setAside(patch: JsonMap): Aside {
  const entries = Object.entries(patch).filter(([key]) => key !== '$patch');
  const orders = listsOf(entries, ORDER, 'setElementOrder list');
  const deletions = listsOf(entries, DELETE, 'primitive list');
  const changes = mapOf(entries.filter(([key]) => !isAside(key)));
  for (const [key, order] of orders) checkOrder(fieldOf(changes, key), order);
  return { changes, orders, deletions, keeps: keepsOf(patch, changes) };
}

/** Whether a key speaks of another, and is no field itself. */
export function isAside(key: string): boolean {
  return key === '$retainKeys' || key.startsWith(ORDER) || key.startsWith(DELETE);
}

function listsOf(
  entries: readonly (readonly [string, Json])[],
  prefix: string,
  what: string,
): Aside['orders'] {
  const own = entries.filter(([key]) => key.startsWith(prefix));
  return own.map(([key, list]) => {
    const name = key.slice(prefix.length + 1);
    if (isList(list) && key[prefix.length] === '/') return [name, list];
    throw new PatchError(`invalid patch format of ${what}`, 400);
  });
}

/** A list that names all fields which the patched map may have. */
function keepsOf(patch: JsonMap, changes: JsonMap): Aside['keeps'] {
  const list = fieldOf(patch, '$retainKeys');
  if (list === undefined) return () => true;
  const isNamed = (key: string): boolean => isList(list) && list.includes(key);
  const isLost = Object.entries(changes).some(
    ([key, value]) => value !== null && !isNamed(key),
  );
  if (!isList(list) || isLost)
    throw new PatchError('invalid patch format of retainKeys', 400);
  return isNamed;
}

/** The patch's items have to stand in the order that it names itself. */
function checkOrder(list: Json | undefined, order: readonly Json[]): void {
  if (!isList(list) || order.length === 0) return;
  const items = list.filter(
    (item) => !isMap(item) || !Object.hasOwn(item, '$patch'),
  );
  let from = 0;
  for (const item of items) {
    const at = order.findIndex((one, i) => i >= from && isNamedBy(item, one));
    if (at < 0) {
      const texts = `${goText(list)}\n doesn't match ${ORDER} list:\n${goText(order)}`;
      throw new PatchError(`The order in patch list:\n${texts}\n`, 500);
    }
    from = at + 1;
  }
}

/** Whether an entry of the order means this item: it has the item's key. */
function isNamedBy(item: Json, entry: Json): boolean {
  if (!isMap(item) || !isMap(entry)) return item === entry;
  return Object.entries(entry).every(
    ([key, value]) => fieldOf(item, key) === value,
  );
}

/**
 * Whether the items of a list and its patch are maps, each with its key, or plain
 * values. @throws PatchError if they are neither
 */
export function isOfMaps(
  list: readonly Json[],
  patch: readonly Json[],
  key: string,
): boolean {
  const items = [...list, ...patch];
  if (items.some(isList))
    throw new PatchError('lists of lists are not supported', 422);
  if (!items.some(isMap)) return false;
  if (!items.every(isMap)) {
    const text = goText([[...list], [...patch]]);
    throw new PatchError(`list element types are not identical: ${text}`, 500);
  }
  if (key === '')
    throw new PatchError('cannot merge lists without merge key for map', 500);
  for (const item of items) checkItem(item, key);
  return true;
}

function checkItem(item: JsonMap, key: string): void {
  const directive = fieldOf(item, '$patch');
  if (directive === 'merge') {
    const what = 'merging lists cannot yet be specified in the patch';
    throw new PatchError(what, 500);
  }
  if (directive !== 'replace') idOf(item, key);
}

/**
 * The value by which an item is told from others. @throws PatchError without one
 */
export function idOf(item: JsonMap, key: string): Json {
  const id = fieldOf(item, key);
  if (id !== undefined) return id;
  const text = goText(item);
  throw new PatchError(
    `map: ${text} does not contain declared merge key: ${key}`,
    500,
  );
}
