// The state that a log leads to: chapters 01 to 04 put together, without a clock. What
// changes it comes as commands, one after the other, and the same commands lead to the
// same state: on the day they were asked, and after every restart. When a lease is over
// is not its business; that it was revoked is a command. Chapter 05.

import { createLessor, type Lessor, leased, type SavedLease } from '#lease';
import type { KeyIndex, Revision, Store } from '#store';
import { txn } from '#txn';
import { compact, type WatchHub } from '#watch';
import type { Clock, World } from '#world';
import type { Answers, Command, Kind, Requests } from './command.ts';

/** Stands still: no lease of the machine ever ends by itself. */
const STOPPED: Clock = {
  now: () => 0,
  wall: () => 0,
  after: () => ({ cancel: () => {} }),
  sleep: () => new Promise(() => {}),
};

export class Machine {
  readonly index: KeyIndex;
  readonly hub: WatchHub;
  readonly store: Store;
  readonly lessor: Lessor;

  /**
   * A machine on a store that stands as the index says; without leases, or `saved`.
   */
  constructor(
    world: World,
    [index, store, hub]: readonly [KeyIndex, Store, WatchHub],
    saved: readonly SavedLease[],
  ) {
    this.index = index;
    this.hub = hub;
    this.lessor = createLessor({ ...world, clock: STOPPED }, store, saved);
    this.store = leased(store, this.lessor);
  }

  /**
   * Does what is written in the log. @throws EtcdError if it is refused, as always
   */
  apply<K extends Kind>({ kind, request }: Command<K>): Answers[K] {
    return this.#doors[kind](request);
  }

  readonly #doors: { [K in Kind]: (request: Requests[K]) => Answers[K] } = {
    put: (request) => this.store.put(request),
    deleteRange: (request) => this.store.deleteRange(request),
    txn: (request) => txn(this.store, request, (put) => this.lessor.admit(put)),
    compact: ({ revision }) => {
      compact(this.store, this.index, this.hub, revision);
      return this.#header();
    },
    grant: (request) => this.lessor.grant(request),
    revoke: ({ id }) => {
      this.lessor.revoke(id);
      return this.#header();
    },
  };

  #header(): { readonly revision: Revision } {
    return { revision: this.store.revision };
  }
}
