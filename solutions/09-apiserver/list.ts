// A list is read at one revision, however many pages it has. apiserver: GetList of
// pkg/storage/etcd3/store.go, pkg/storage/continue.go. Chapter 09.

import { type Key, prefixEnd, type Revision } from '#store';
import { readToken, type Token, writeToken } from './continue.ts';
import type { Item, Wanted } from './item.ts';
import { checkKnown, listError } from './list-errors.ts';
import { type ListOptions, listOptions, wantedBy } from './query.ts';
import { prefixIn, type Scope } from './scope.ts';
import type { RequestContext } from './types.ts';

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

export async function list(scope: Scope, context: RequestContext): Promise<Page> {
  const options = listOptions(context);
  const wanted = wantedBy(scope, context.query);
  const prefix = prefixIn(scope.row, context.info.namespace);
  // Whoever has this list can watch from it on: from here the cache hears of all.
  await scope.cache.start();
  return readPage(scope, prefix, wanted, options);
}

/** @throws StatusError Expired, Timeout or BadRequest */
export async function readPage(
  scope: Scope,
  prefix: Key,
  wanted: Wanted,
  options: ListOptions,
): Promise<Page> {
  const token = options.token === '' ? undefined : readToken(options.token, prefix);
  try {
    return await collect(scope, prefix, wanted, { ...options, start: token });
  } catch (error) {
    throw listError(error, token, prefix);
  }
}
//#endregion

//#region collect
interface Reading extends ListOptions {
  readonly start: Token | undefined;
}

/**
 * Collects wanted objects in the order of their keys: at most `limit`, or with 0 all.
 * Everything is read at one revision: the token's, an exact one, or with 0 the one at
 * which the first read finds the store. If a key is left the page has a token for it
 * and, if everything is wanted, the count of what is left.
 */
async function collect(
  scope: Scope,
  prefix: Key,
  wanted: Wanted,
  { limit, start, revision: known, isExact }: Reading,
): Promise<Page> {
  const rangeEnd = prefixEnd(prefix);
  const items: Item[] = [];
  let revision = start?.revision ?? (isExact ? known : 0);
  let key = start?.key ?? prefix;
  while (true) {
    const range = { key, rangeEnd, limit, revision };
    const { kvs, more, count, revision: now } = await scope.storage.range(range);
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
