// What the streams of one hub share: the store, its log, and the watches that are up to
// date with it. Chapter 03.

import type { KeyValue, Revision, Store } from '#store';
import { CommitLog } from './commit-log.ts';
import type { Interest } from './interest.ts';
import type { WatchEvent } from './types.ts';
import { type Receiver, WatcherGroup } from './watcher-group.ts';

//#region source
/** What all streams of a hub share. */
export class Source {
  readonly store: Store;
  readonly log: CommitLog;
  /** Watches that know of every commit that concerns them; etcd's word. */
  readonly synced: WatcherGroup;
  readonly streams: Set<Receiver> = new Set();
  /** Below it the store answers no read; 0 if nothing was compacted. */
  #compacted: Revision = 0;

  constructor(store: Store) {
    this.store = store;
    this.log = new CommitLog(store.revision);
    this.synced = new WatcherGroup((interest, change) =>
      this.eventOf(interest, change),
    );
  }

  forget(revision: Revision): void {
    this.log.forget(revision);
    this.#compacted = revision;
  }
  //#endregion

  //#region event
  /** What a watch with this interest is told of a change; it may not have asked. */
  eventOf(interest: Interest, change: KeyValue): WatchEvent | undefined {
    const { keys, without, prevKv } = interest;
    const { key, modRevision } = change;
    //#exercise 1,2,4 say if it was asked for, what happened, what stood before
    const isIn = key >= keys.from && (keys.end === undefined || key < keys.end);
    const type = change.version === 0 ? 'DELETE' : 'PUT';
    const filter = type === 'PUT' ? 'NOPUT' : 'NODELETE';
    if (!isIn || without.includes(filter)) return undefined;
    const event = { type, kv: change } as const;
    const revision = modRevision - 1;
    // A key that this change made had no pair, even if the same step deleted one.
    const wanted = prevKv && change.createRevision !== modRevision;
    if (!wanted || revision < this.#compacted) return Object.freeze(event);
    const [before] = this.store.range({ key, revision }).kvs;
    return Object.freeze(before ? { ...event, prevKv: before } : event);
    //#endexercise
  }
}
//#endregion
