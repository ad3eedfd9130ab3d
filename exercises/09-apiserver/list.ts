// A list is read at one revision, however many pages it has. apiserver: GetList of
// pkg/storage/etcd3/store.go, pkg/storage/continue.go. Chapter 09.

import { NotWritten } from '#world';
import { type Key, prefixEnd, type Revision } from '#store';
import { type Token, writeToken } from './continue.ts';
import type { Item, Wanted } from './item.ts';
import { checkKnown } from './list-errors.ts';
import type { ListOptions } from './query.ts';
import type { Scope } from './scope.ts';

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

  while (true) {
    const read = await scope.storage.range({ key, rangeEnd, limit, revision });
    const { kvs, more, count, revision: now } = read;
    checkKnown(known, now);
    // TODO 9.4: take what is wanted, and say whether and where it goes on
    throw new NotWritten('9.4');
  }
}
