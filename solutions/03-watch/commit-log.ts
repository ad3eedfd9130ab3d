// What happened, by revision. The commit of a revision stands at a known place, so a
// watch that begins in the past is there at once. It holds the store's own pairs, no
// copies. etcd reads the same from disk, where its keys are revisions. Chapter 03.

import type { Commit, KeyValue, Revision } from '#store';
import type { WatchEvent } from './types.ts';

//#region batch
/**
 * The most revisions that a watch which catches up is told of in one response.
 * etcd: watchBatchMaxRevs in mvcc/watcher_group.go.
 */
export const WATCH_BATCH_REVISIONS: number = 1_000;

/** A part of what a watch that is behind has missed: one batch. */
export interface Backlog {
  /** By revision, then in the order of writing; frozen. */
  readonly events: readonly WatchEvent[];
  /** The first revision that was not looked at, or that did not fit. */
  readonly next: Revision;
}
//#endregion

//#region log
export class CommitLog {
  #first: Revision;
  readonly #commits: (readonly KeyValue[])[];

  /** A log for a store that stands at `now`; what was before is not in it. */
  constructor(now: Revision) {
    // An empty store is at revision 1, and nothing happened to make it so.
    this.#first = now === 1 ? 1 : now + 1;
    this.#commits = now === 1 ? [[]] : [];
  }

  /** The oldest revision that can be looked up. */
  get first(): Revision {
    return this.#first;
  }

  /** The revision that comes next. */
  get next(): Revision {
    return this.#first + this.#commits.length;
  }
  //#endregion

  //#region append
  append({ revision, changes }: Commit): void {
    if (revision !== this.next) {
      throw new Error(
        `watch: expected the commit of revision ${this.next}, found ${revision}; ` +
          'a listener that came first threw, and this one was never told',
      );
    }
    // A copy is as long as it has to be; the list that grew with pushes is longer.
    this.#commits.push(changes.slice());
  }

  /** Drops all below `revision`. */
  forget(revision: Revision): void {
    // A hub that was made late never had what stood below its first revision.
    if (revision <= this.#first) return;
    this.#commits.splice(0, revision - this.#first);
    this.#first = revision;
  }
  //#endregion

  //#region since
  /**
   * One batch of what happened from `from` on, of which `eventOf` says what is
   * told: at most WATCH_BATCH_REVISIONS revisions of which anything is. Looks at
   * nothing before `from`.
   */
  since(
    from: Revision,
    eventOf: (change: KeyValue) => WatchEvent | undefined,
  ): Backlog {
    const events: WatchEvent[] = [];
    //#exercise 3 collect a batch from the commits, and say how far you have looked
    let revisions = 0;
    let revision = from;
    for (; revision < this.next; revision++) {
      const own = this.#at(revision).map(eventOf).filter(isTold);
      if (own.length === 0) continue;
      if (revisions === WATCH_BATCH_REVISIONS) break;
      revisions += 1;
      for (const event of own) events.push(event);
    }
    return { events: Object.freeze(events), next: revision };
    //#endexercise
  }

  #at(revision: Revision): readonly KeyValue[] {
    return this.#commits[revision - this.#first] ?? [];
  }
}

function isTold(event: WatchEvent | undefined): event is WatchEvent {
  return event !== undefined;
}
//#endregion
