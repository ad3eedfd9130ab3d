// Forgetting the past. What a compaction at N drops is what no read and no watch at N or
// above can ask for. etcd: Compact of mvcc/kvstore.go and mvcc/key_index.go. Chapter 03.

import { NotWritten } from '#world';
import {
  EtcdError,
  FROM_KEY,
  type KeyHistory,
  type KeyIndex,
  type Revision,
  type Store,
} from '#store';
import type { WatchHub } from './types.ts';

/** Forgets what stands below `revision` alone. @throws EtcdError if it can not. */
export function compact(
  store: Store,
  index: KeyIndex,
  hub: WatchHub,
  revision: Revision,
): void {
  checkRevision(revision, index.floor, store.revision);
  index.floor = revision;
  const everything = { from: FROM_KEY, end: undefined };
  // All first: a key must not leave the index while we walk over it.
  for (const history of [...index.scan(everything)]) {
    history.keepNewest(versionsToKeep(history, revision));
    if (history.versions.length === 0) index.remove(history.key);
  }
  hub.forget(revision);
}

function checkRevision(revision: Revision, floor: Revision, now: Revision): void {
  // TODO 3.7: refuse what was compacted already, and what is still to come
  throw new NotWritten('3.7');
}

/** How many of the newest versions of a key a read at `revision` or later may need. */
function versionsToKeep({ versions }: KeyHistory, revision: Revision): number {
  // TODO 3.7: all above the revision, and the one that holds at it, if a pair does
  throw new NotWritten('3.7');
}
