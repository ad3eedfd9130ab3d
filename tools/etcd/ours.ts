// All of chapters 01 to 04 put together, in process, asked in plain data.

import { createLessor, type Lessor, leased } from '#lease';
import { createStore, KeyIndex, type Revision, type Store } from '#store';
import { txn } from '#txn';
import {
  compact,
  createWatchHub,
  type WatchHub,
  type WatchResponse,
  type WatchStream,
} from '#watch';
import { createVirtualWorld, millis, type VirtualWorld } from '#world';
import {
  about,
  type Doors,
  MARKER,
  type WholeOp,
  withoutMarker,
} from './whole-op.ts';

/** `capacity`: how many responses wait for the reader of its one stream. */
export class Ours {
  readonly store: Store;
  readonly lessor: Lessor;
  readonly #told: WatchResponse[] = [];
  readonly #deletions = new Set<Revision>();
  readonly #world: VirtualWorld = createVirtualWorld({ seed: 1 });
  readonly #index = new KeyIndex();
  readonly #hub: WatchHub;
  readonly #stream: WatchStream;

  constructor(capacity: number = 1_000) {
    const store = createStore(this.#index);
    this.#hub = createWatchHub(store, { capacity });
    this.lessor = createLessor(this.#world, store);
    store.onCommit(({ revision, changes }) => {
      if (changes.some(({ version }) => version === 0))
        this.#deletions.add(revision);
    });
    this.store = leased(store, this.lessor);
    this.#stream = this.#hub.stream();
    compact(store, this.#index, this.#hub, 1);
  }

  ask({ op, request }: WholeOp): object {
    // No two leases begin in the same instant, as in the real one.
    this.#world.clock.advanceSync(millis(1));
    return (this.#doors[op] as (request: unknown) => object)(request);
  }

  readonly #doors: Doors<object> = {
    put: (request) => this.store.put(request),
    range: (request) => this.store.range(request),
    deleteRange: (request) => this.store.deleteRange(request),
    txn: (request) => txn(this.store, request, (put) => this.lessor.admit(put)),
    compact: ({ revision }) => {
      compact(this.store, this.#index, this.#hub, revision);
      return this.#header();
    },
    leaseGrant: (request) => ({ ...this.#header(), ...this.lessor.grant(request) }),
    leaseRevoke: ({ id }) => {
      this.lessor.revoke(id);
      return this.#header();
    },
    timeToLive: ({ id, keys }) => about(this.lessor.timeToLive(id, { keys })),
    keepAlive: ({ id }) => ({ ttl: this.lessor.keepAlive(id) }),
    leases: () => ({ leases: this.lessor.leases() }),
    watch: (request) => ({ watchId: this.#stream.watch(request) }),
    cancel: ({ watchId }) => {
      this.#stream.cancel(watchId);
      return {};
    },
  };

  #header(): { readonly revision: Revision } {
    return { revision: this.store.revision };
  }

  /** Whether an op compacts at a revision that deleted something. */
  losesTombstone({ op, request }: WholeOp): boolean {
    return op === 'compact' && this.#deletions.has(request.revision);
  }

  /** Whether an op begins a watch that ends at once. */
  endsAtOnce({ op, request }: WholeOp): boolean {
    if (op !== 'watch' || !request.startRevision) return false;
    return request.startRevision < this.#index.floor;
  }

  /** Reads the stream until there is nothing in it, a few responses at a time. */
  read(): void {
    for (;;) {
      const taken = this.#stream.take(3);
      if (taken.length === 0) return;
      this.#told.push(...taken);
    }
  }

  get told(): readonly WatchResponse[] {
    return this.#told.map(withoutMarker);
  }

  mark(): void {
    this.store.put({ key: MARKER });
    this.store.deleteRange({ key: MARKER });
  }

  /** Lets the leases' time pass. */
  wait(seconds: number): void {
    this.#world.clock.advanceSync(millis(seconds * 1_000));
  }

  close(): void {
    this.#stream.close();
    this.lessor.close();
  }
}
