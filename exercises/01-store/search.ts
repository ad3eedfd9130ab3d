// A place in a sorted list, found by halving it. Go has it as sort.Search, and etcd's
// tree of keys asks nothing else. Chapter 01.
//
// Engine room: not told line by line.

/**
 * Where the first item stands for which `holds`; the length of the list if it holds for
 * none. Behind an item for which it holds, it holds for all.
 */
export function firstWhere<T>(
  list: readonly T[],
  holds: (item: T) => boolean,
): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = list[middle];
    if (item !== undefined && !holds(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
