// What the streams of one hub share: the store, its log, and the watches that are up to
// date with it. Chapter 03.

import { NotWritten } from '#world';
import type { KeyValue, Revision, Store } from '#store';
import { CommitLog } from './commit-log.ts';
import type { Interest } from './interest.ts';
import type { WatchEvent } from './types.ts';
import { type Receiver, WatcherGroup } from './watcher-group.ts';

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

  /** The pair that the change replaced, if there was one and it is not compacted. */
  #pairBefore(change: KeyValue): KeyValue | undefined {
    const { key, createRevision, modRevision } = change;
    const revision = modRevision - 1;
    // A key that was made has none, even if the same step deleted it before.
    if (createRevision === modRevision || revision < this.#compacted)
      return undefined;
    // TODO 3.4: read the key as it stood one revision before the change
    throw new NotWritten('3.4');
  }
}

function eventOf(kv: KeyValue): WatchEvent {
  // TODO 3.1: a tombstone is a DELETE, any other change is a PUT
  throw new NotWritten('3.1');
}
