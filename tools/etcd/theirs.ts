// A real etcd, asked in the same plain data as ours.ts, and answering in it.

import type { Revision } from '#store';
import type { WatchResponse } from '#watch';
import { type Shift, wipe } from './compare.ts';
import type { EtcdPeer } from './peer.ts';
import { isProgress, type PeerStream } from './peer-stream.ts';
import {
  about,
  type Doors,
  MARKER,
  type WholeOp,
  withoutMarker,
} from './whole-op.ts';

/** Ids of watches that no program begins. */
const FENCE = 1_000_000;

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

  /** The same etcd after a restart: what it told is gone with its streams. */
  async restart(): Promise<Theirs> {
    this.#stream.close();
    await this.#peer.restart();
    const theirs = new Theirs(this.#peer, this.#shift);
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
  async settle(mark: () => void | Promise<void>): Promise<void> {
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
  async #mark(mark: () => void | Promise<void>): Promise<Revision> {
    await mark();
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

const revisionOf = ({ kv }: { kv: { modRevision: Revision } }): Revision =>
  kv.modRevision;
