// What the streams of one hub share: the store, its log, and the watches that are up to
// date with it. Chapter 03.

import type { KeyValue, Revision, Store } from '#store';
import { CommitLog } from './commit-log.ts';
import type { Interest } from './interest.ts';
import type { WatchEvent } from './types.ts';
import { type Receiver, WatcherGroup } from './watcher-group.ts';

//#region source
export class Source {
  readonly store: Store;
  readonly log: CommitLog;
  /** Watches that know of every commit that concerns them; etcd's word. */
  readonly synced: WatcherGroup = new WatcherGroup();
  readonly streams: Set<Receiver> = new Set();
  #compacted: Revision = 0;

  constructor(store: Store) {
    this.store = store;
    this.log = new CommitLog(store.revision);
  }

  forget(revision: Revision): void {
    this.log.forget(revision);
    this.#compacted = revision;
  }
  //#endregion

  //#region events
  /** The changes as events. Frozen, because many watches get the same ones. */
  eventsOf(
    { prevKv }: Interest,
    changes: readonly KeyValue[],
  ): readonly WatchEvent[] {
    return Object.freeze(
      changes.map((change) => {
        const event = eventOf(change);
        const before = prevKv ? this.#pairBefore(change) : undefined;
        return Object.freeze(before ? { ...event, prevKv: before } : event);
      }),
    );
  }
  //#endregion

  //#region pair-before
  /** The pair that the change replaced, if there was one and it is not compacted. */
  #pairBefore(change: KeyValue): KeyValue | undefined {
    const { key, createRevision, modRevision } = change;
    const revision = modRevision - 1;
    // A key that was made has none, even if the same step deleted it before.
    if (createRevision === modRevision || revision < this.#compacted)
      return undefined;
    //#exercise 4 read the key as it stood one revision before the change
    return this.store.range({ key, revision }).kvs[0];
    //#endexercise
  }
}
//#endregion

//#region event-of
function eventOf(kv: KeyValue): WatchEvent {
  //#exercise 1 a tombstone is a DELETE, any other change is a PUT
  return { type: kv.version === 0 ? 'DELETE' : 'PUT', kv };
  //#endexercise
}
//#endregion
