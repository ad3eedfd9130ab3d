// In which order the items of a merged list stand. Those that the patch names stand
// as it names them; the others as they stood; and between the two, by where they
// stood. Source: apimachinery 0.36, pkg/util/strategicpatch/patch.go
// (mergeSortedSlice). Chapter 11. Engine room: not told line by line.

import { PatchError } from './errors.ts';
import { fieldOf, isList, isMap, type Json } from './json.ts';

/** `key` tells items apart; '' if their values do. `live` is the list as it was. */
export function inOrder(
  items: readonly Json[],
  named: readonly Json[],
  live: Json | undefined,
  key: string,
): readonly Json[] {
  const id = (item: Json): Json | undefined =>
    isMap(item) ? fieldOf(item, key) : item;
  const wanted = placesOf(named, id);
  const stood = placesOf(isList(live) ? live : [], id);
  const own = sorted(
    items.filter((item) => wanted.has(id(item))),
    wanted,
    id,
  );
  const rest = sorted(
    items.filter((item) => !wanted.has(id(item))),
    stood,
    id,
  );
  return zipped(rest, own, (a, b) => {
    const [before, after] = [stood.get(id(a)), stood.get(id(b))];
    return before !== undefined && after !== undefined && before < after;
  });
}

/**
 * The same for `$setElementOrder`. @throws PatchError if there is nothing to order
 */
export function reordered(
  items: readonly Json[],
  order: readonly Json[],
  live: Json | undefined,
  key: string,
): readonly Json[] {
  if (items.length > 0 || (isList(live) && live.length > 0))
    return inOrder(items, order, live, key);
  throw new PatchError('no elements in any of the given slices', 500);
}

type Id = (item: Json) => Json | undefined;
type Places = ReadonlyMap<Json | undefined, number>;

function placesOf(list: readonly Json[], id: Id): Places {
  return new Map(list.map((item, i) => [id(item), i] as const).reverse());
}

function sorted(items: readonly Json[], places: Places, id: Id): readonly Json[] {
  const place = (item: Json): number => places.get(id(item)) ?? places.size;
  return [...items].sort((a, b) => place(a) - place(b));
}

/**
 * Two lists as one: the next of `left` comes first only where `isFirst` says so.
 */
function zipped(
  left: readonly Json[],
  right: readonly Json[],
  isFirst: (a: Json, b: Json) => boolean,
): readonly Json[] {
  const all: Json[] = [];
  let i = 0;
  for (const item of right) {
    for (; i < left.length; i++) {
      const other = left[i];
      if (other === undefined || !isFirst(other, item)) break;
      all.push(other);
    }
    all.push(item);
  }
  return [...all, ...left.slice(i)];
}
