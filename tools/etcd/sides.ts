// The two sides of a comparison: all of chapters 01 to 04 put together in process, and a
// real etcd. Both are asked in the same words; the answers of both are plain data.

import { createLessor, type Lessor, leased } from '#lease';
import {
  createStore,
  type DeleteRangeRequest,
  KeyIndex,
  type PutRequest,
  type RangeRequest,
  type Revision,
  type Store,
} from '#store';
import { type TxnRequest, txn } from '#txn';
import {
  compact,
  createWatchHub,
  type WatchCreateRequest,
  type WatchHub,
  type WatchResponse,
  type WatchStream,
} from '#watch';
import { createVirtualWorld, millis, type VirtualWorld } from '#world';
import { type Shift, wipe } from './compare.ts';
import type { EtcdPeer } from './peer.ts';
import { isProgress, type PeerStream } from './peer-stream.ts';

/** A key that no program names. */
const MARKER = '~marker';
/** Ids of watches that no program begins. */
const FENCE = 1_000_000;

export interface Requests {
  readonly put: PutRequest;
  readonly range: RangeRequest;
  readonly deleteRange: DeleteRangeRequest;
  readonly txn: TxnRequest;
  readonly compact: { readonly revision: Revision };
  readonly leaseGrant: { readonly id: number; readonly ttl: number };
  readonly leaseRevoke: { readonly id: number };
  readonly timeToLive: { readonly id: number; readonly keys: boolean };
  readonly keepAlive: { readonly id: number };
  readonly leases: Record<never, never>;
  readonly watch: WatchCreateRequest;
  readonly cancel: { readonly watchId: number };
}

type Doors<Answer> = {
  readonly [Name in keyof Requests]: (request: Requests[Name]) => Answer;
};

/** A request, and the door that it goes to. */
export type WholeOp = {
  readonly [Name in keyof Requests]: {
    readonly op: Name;
    readonly request: Requests[Name];
  };
}[keyof Requests];

/** Ours. `capacity`: how many responses wait for the reader of its one stream. */
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

/** A real etcd, emptied: it has no key and no lease, and stands at revision 1. */
export class Theirs {
  readonly #peer: EtcdPeer;
  readonly #shift: Shift;
  readonly #stream: PeerStream;
  /** Somebody watches the past, and etcd may not have got round to it. */
  #isBehind = false;
  #fences = 0;
  /** Of watches that began too early, the responses that said so. */
  readonly #freed = new Set<WatchResponse>();

  private constructor(peer: EtcdPeer, shift: Shift) {
    this.#peer = peer;
    this.#shift = shift;
    this.#stream = peer.stream();
  }

  static async empty(peer: EtcdPeer): Promise<Theirs> {
    for (const lease of await peer.leases()) await peer.leaseRevoke(lease);
    // So that there is something to wipe, and a revision that was never compacted.
    await peer.put({ key: MARKER });
    const shift = await wipe(peer);
    await peer.compact(shift.up({ revision: 1 }).revision);
    const theirs = new Theirs(peer, shift);
    await theirs.#stream.watch({ key: MARKER, watchId: FENCE });
    return theirs;
  }

  async ask({ op, request }: WholeOp): Promise<object> {
    const shifted: unknown = this.#shift.up(request);
    const door = this.#doors[op] as (request: unknown) => Promise<object>;
    return this.#shift.down(await door(shifted));
  }

  readonly #doors: Doors<Promise<object>> = {
    put: (request) => this.#peer.put(request),
    range: (request) => this.#peer.range(request),
    deleteRange: (request) => this.#peer.deleteRange(request),
    txn: (request) => this.#peer.txn(request),
    compact: ({ revision }) => this.#peer.compact(revision),
    leaseGrant: ({ id, ttl }) => this.#peer.leaseGrant(id, ttl),
    leaseRevoke: ({ id }) => this.#peer.leaseRevoke(id),
    timeToLive: async ({ id, keys }) => {
      const { keys: found, ...rest } = await this.#peer.timeToLive(id, keys);
      const answer = about(rest);
      return found ? { ...answer, keys: found.toSorted() } : answer;
    },
    keepAlive: async ({ id }) => ({ ttl: await this.#peer.keepAlive(id) }),
    leases: async () => ({ leases: await this.#peer.leases() }),
    watch: async (request) => {
      if (request.startRevision) this.#isBehind = true;
      return { watchId: await this.#stream.watch(request) };
    },
    cancel: async ({ watchId }) => {
      await this.#stream.cancel(watchId);
      return {};
    },
  };

  /**
   * Waits until all watches have been told all. `mark` does on our side what
   * this does on etcd's: it puts the marker and deletes it.
   *
   * A stream's responses come in the order in which etcd made them, so what the watch
   * of the marker is told of, all that are up to date were told of. The others etcd
   * serves in turns, every 100 ms: a watch that begins in the past is served in the
   * next turn, perhaps before others; a marker put after that comes after all of them.
   */
  async settle(mark: () => void): Promise<void> {
    if (this.#isBehind) {
      const startRevision = await this.#mark(mark);
      this.#fences += 1;
      const watchId = FENCE + this.#fences;
      await this.#stream.watch({ key: MARKER, startRevision, watchId });
      await this.#toldOf(watchId, startRevision);
      this.#isBehind = false;
    }
    await this.#toldOf(FENCE, await this.#mark(mark));
    await this.#freeIds();
  }

  /** To etcd a watch that began too early has an id until somebody cancels it. */
  async #freeIds(): Promise<void> {
    const { responses } = this.#stream;
    for (const ended of responses.slice()) {
      if (ended.compactRevision === undefined || this.#freed.has(ended)) continue;
      const toldBefore = responses.length;
      await this.#stream.cancel(ended.watchId);
      // It says once more that the watch is over. All else was told before.
      responses.splice(toldBefore);
      this.#freed.add(ended);
    }
  }

  #toldOf(watch: number, revision: Revision): Promise<void> {
    return this.#stream.until(() =>
      this.#stream.responses.some(
        ({ watchId, events }) =>
          watchId === watch &&
          events.some((event) => revisionOf(event) >= revision),
      ),
    );
  }

  /** Leaves no key behind. Returns the revision that deleted the marker. */
  async #mark(mark: () => void): Promise<Revision> {
    mark();
    await this.#peer.put({ key: MARKER });
    const { revision } = await this.#peer.deleteRange({ key: MARKER });
    return revision;
  }

  get told(): readonly WatchResponse[] {
    const own = this.#stream.responses.filter(
      (response) => response.watchId < FENCE && !isProgress(response),
    );
    return own.map((response) => withoutMarker(this.#shift.down(response)));
  }

  /** Waits until watches were told of `count` events. */
  events(count: number): Promise<void> {
    return this.#stream.until(
      () => this.told.flatMap(({ events }) => events).length >= count,
    );
  }

  close(): void {
    this.#stream.close();
  }
}

/**
 * Watches of ranges see the marker like any other key, and the last time that it is put
 * perhaps after the watch of the marker does.
 */
function withoutMarker(response: WatchResponse): WatchResponse {
  const events = response.events.filter(({ kv }) => kv.key !== MARKER);
  return { ...response, events };
}

const revisionOf = ({ kv }: { kv: { modRevision: Revision } }): Revision =>
  kv.modRevision;

/** A real second takes one: what is left of a lease, to the minute. */
function about<T extends { readonly ttl: number }>(answer: T): T {
  const { ttl } = answer;
  return { ...answer, ttl: ttl < 0 ? ttl : Math.ceil(ttl / 60) * 60 };
}
