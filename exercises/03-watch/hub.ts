// The watch hub: hears of every commit, keeps them, and tells the watches. The writer
// never waits for a reader, and no reader misses anything that it can still be told.
// etcd's watchableStore (mvcc/watchable_store.go). Chapter 03.

import type { Commit, Revision, Store } from '#store';
import { Source } from './source.ts';
import { Stream } from './stream.ts';
import type { WatchHub, WatchStream } from './types.ts';

class Hub implements WatchHub {
  readonly #source: Source;
  readonly #capacity: number;

  constructor(store: Store, capacity: number) {
    this.#source = new Source(store);
    this.#capacity = capacity;
    store.onCommit((commit) => this.#tellAll(commit));
  }

  #tellAll(commit: Commit): void {
    const { log, synced } = this.#source;
    const { revision, changes } = commit;
    log.append(commit);
    for (const [audience, events] of synced.concerned(changes)) {
      for (const watcher of audience.watchers) {
        // It may wait for a revision that is still to come.
        if (watcher.next > revision) continue;
        watcher.stream.deliver(watcher, events, revision);
      }
    }
  }

  stream(): WatchStream {
    return new Stream(this.#source, this.#capacity);
  }

  notifyProgress(): void {
    for (const stream of this.#source.streams) stream.notifyProgress();
  }

  forget(revision: Revision): void {
    this.#source.forget(revision);
  }
}

/** Responses that may wait for one client. etcd: chanBufLen, 1024 before 3.4.10. */
export const QUEUE_CAPACITY: number = 128;

/**
 * A hub that tells of all that happens to `store` from now on; what was before is
 * gone, as if it were compacted; before the first change, at 1, there was nothing.
 * @throws RangeError if it is no whole number of at least 1
 */
export function createWatchHub(
  store: Store,
  { capacity = QUEUE_CAPACITY }: { readonly capacity?: number } = {},
): WatchHub {
  if (Number.isInteger(capacity) && capacity >= 1) return new Hub(store, capacity);
  throw new RangeError(
    `watch: expected a capacity of at least 1, found ${capacity}`,
  );
}
