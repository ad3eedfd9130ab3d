// What happened, by revision. The commit of a revision stands at a known place, so a
// watch that begins in the past is there at once. It holds the store's own pairs, no
// copies. etcd reads the same from disk, where its keys are revisions. Chapter 03.

import type { Commit, KeyValue, Revision } from '#store';
import { concerns, type Interest } from './interest.ts';

//#region batch
/**
 * How many revisions a watch that catches up is told of in one response.
 * etcd: watchBatchMaxRevs in mvcc/watcher_group.go.
 */
export const WATCH_BATCH_REVISIONS: number = 1_000;

/** A part of what a watch that is behind has missed. */
export interface Backlog {
  readonly changes: readonly KeyValue[];
  /** The first revision after these that may hold more. */
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
  //#endregion

  //#region forget
  /** Drops all below `revision`. */
  forget(revision: Revision): void {
    //#exercise 7 drop what stands below the revision, and keep the revision itself
    this.#commits.splice(0, revision - this.#first);
    this.#first = revision;
    //#endexercise
  }
  //#endregion

  //#region since
  /** What concerns a watch from `from` on: at most WATCH_BATCH_REVISIONS revisions. */
  since(from: Revision, interest: Interest): Backlog {
    const changes: KeyValue[] = [];
    let revisions = 0;
    //#exercise 3 go through the commits in order; end a full batch before a revision
    for (let revision = from; revision < this.next; revision++) {
      const own = this.#at(revision).filter((change) => concerns(interest, change));
      if (own.length === 0) continue;
      if (revisions === WATCH_BATCH_REVISIONS) return { changes, next: revision };
      revisions += 1;
      for (const change of own) changes.push(change);
    }
    return { changes, next: this.next };
    //#endexercise
  }

  #at(revision: Revision): readonly KeyValue[] {
    return this.#commits[revision - this.#first] ?? [];
  }
}
//#endregion
