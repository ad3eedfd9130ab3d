// Forgetting the past. What a compaction at N drops is what no read and no watch at N or
// above can ask for. etcd: Compact of mvcc/kvstore.go and mvcc/key_index.go. Chapter 03.

import {
  EtcdError,
  FROM_KEY,
  type KeyIndex,
  type Revision,
  type Store,
} from '#store';
import type { WatchHub } from './types.ts';

//#region compact
/**
 * Forgets the versions that no read at `revision` or later can need, and the
 * commits below it. Refused as OutOfRange, and then nothing is changed: at or below
 * the last compaction (or 0) "mvcc: required revision has been compacted", above
 * the store's revision "mvcc: required revision is a future revision".
 * @throws EtcdError
 */
export function compact(
  store: Store,
  index: KeyIndex,
  hub: WatchHub,
  revision: Revision,
): void {
  checkRevision(revision, index.floor, store.revision);
  //#exercise 7 forget what nobody may ask for: in each history, the index, the hub
  index.floor = revision;
  const everything = { from: FROM_KEY, end: undefined };
  // All first: a key must not leave the index while we walk over it.
  for (const history of [...index.scan(everything)]) {
    const { key, versions } = history;
    const last = versions.findLastIndex((kv) => kv.modRevision <= revision);
    const above = versions.length - 1 - last;
    const holding = versions[last];
    // A reader sees nothing with a tombstone, and nothing without it.
    const isNeeded = holding !== undefined && holding.version > 0;
    history.keepNewest(isNeeded ? above + 1 : above);
    if (history.versions.length === 0) index.remove(key);
  }
  hub.forget(revision);
  //#endexercise
}
//#endregion

//#region check
function checkRevision(revision: Revision, floor: Revision, now: Revision): void {
  if (revision <= floor) {
    throw new EtcdError('OutOfRange', 'mvcc: required revision has been compacted');
  }
  if (revision > now) {
    throw new EtcdError(
      'OutOfRange',
      'mvcc: required revision is a future revision',
    );
  }
}
//#endregion
