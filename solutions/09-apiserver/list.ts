// A list is read at one revision, however many pages it has. apiserver: GetList of
// pkg/storage/etcd3/store.go, pkg/storage/continue.go. Chapter 09.

import { type Key, prefixEnd, type Revision } from '#store';
import { type Token, writeToken } from './continue.ts';
import type { Item, Wanted } from './item.ts';
import { checkKnown } from './list-errors.ts';
import type { ListOptions } from './query.ts';
import type { Scope } from './scope.ts';

//#region page
/** One page of a list, or all of it. */
export interface Page {
  readonly items: readonly Item[];
  /** At which all of the list is true. */
  readonly revision: Revision;
  /** Where the next page begins, if there is one. */
  readonly token?: string;
  /** How many there are after this page, if that can be known. */
  readonly remaining?: number;
}
/** Where to read, and how. */
interface Reading extends ListOptions {
  readonly start: Token | undefined;
}
//#endregion

//#region collect
/**
 * Collects wanted objects by their keys: at most `limit`, or with 0 all. All is read
 * at one revision: the token's, an exact one, or else that of the first read. If a
 * key is left behind, the page has a token and, if all is wanted, the number left.
 */
export async function collect(
  scope: Scope,
  prefix: Key,
  wanted: Wanted,
  { limit, start, revision: known, isExact }: Reading,
): Promise<Page> {
  const rangeEnd = prefixEnd(prefix);
  const items: Item[] = [];
  let revision = start?.revision ?? (isExact ? known : 0);
  let key = start?.key ?? prefix;
  //#endregion

  //#region take
  while (true) {
    const read = await scope.storage.range({ key, rangeEnd, limit, revision });
    const { kvs, more, count, revision: now } = read;
    checkKnown(known, now);
    //#exercise 4 take what is wanted, and say whether and where it goes on
    revision ||= now;
    let taken = 0;
    for (const kv of kvs) {
      if (limit > 0 && items.length === limit) break;
      const item = scope.items.of(kv);
      if (wanted(item)) items.push(item);
      key = `${kv.key}\0`;
      taken += 1;
    }
    if (!more && taken === kvs.length) return { items, revision };
    if (items.length < limit) continue;
    const token = writeToken({ key, revision }, prefix);
    if (!wanted.isAll) return { items, revision, token };
    return { items, revision, token, remaining: count - taken };
    //#endexercise
  }
}
//#endregion
