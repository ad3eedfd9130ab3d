// Chapter 05 over all of 01 to 04, asked in the plain data of tools/etcd, with a power cut
// between two questions.

import { type DurableStore, openDurableStore } from '#log';
import type { Revision } from '#store';
import type { WatchResponse, WatchStream } from '#watch';
import { createVirtualWorld, millis, type VirtualWorld } from '#world';
import type { OurSide } from '../etcd/play.ts';
import {
  about,
  type Doors,
  MARKER,
  type WholeOp,
  withoutMarker,
} from '../etcd/whole-op.ts';
import { type ProcessDisk, processDisk } from './process-disk.ts';

const OPTIONS = { segmentBytes: 20_000, snapshotEntries: 15 };

interface Running {
  readonly disk: ProcessDisk;
  readonly store: DurableStore;
  readonly stream: WatchStream;
}

export class DurableOurs implements OurSide {
  readonly #world: VirtualWorld;
  readonly #deletions = new Set<Revision>();
  #running: Running;
  #told: WatchResponse[] = [];

  private constructor(world: VirtualWorld, running: Running) {
    this.#world = world;
    this.#running = running;
    this.#note();
  }

  static async empty(seed: number): Promise<DurableOurs> {
    const world = createVirtualWorld({ seed });
    const ours = new DurableOurs(world, await start(world));
    await ours.#store.compact(1);
    return ours;
  }

  get #store(): DurableStore {
    return this.#running.store;
  }

  #note(): void {
    this.#store.onCommit(({ revision, changes }) => {
      if (changes.some(({ version }) => version === 0))
        this.#deletions.add(revision);
    });
  }

  /** The power goes, and comes back. */
  async restart(): Promise<void> {
    this.#running.disk.kill();
    this.#world.disk.crash();
    this.#running = await start(this.#world);
    this.#told = [];
    this.#note();
  }

  get floor(): Revision {
    return this.#store.status().floor;
  }

  async ask({ op, request }: WholeOp): Promise<object> {
    this.#world.clock.advanceSync(millis(1));
    return (this.#doors[op] as (request: unknown) => Promise<object>)(request);
  }

  readonly #doors: Doors<Promise<object>> = {
    put: (request) => this.#store.put(request),
    range: async (request) => this.#store.range(request),
    deleteRange: (request) => this.#store.deleteRange(request),
    txn: (request) => this.#store.txn(request),
    compact: ({ revision }) => this.#store.compact(revision),
    leaseGrant: async (request) => {
      const granted = await this.#store.grant(request);
      return { revision: this.#store.revision, ...granted };
    },
    leaseRevoke: ({ id }) => this.#store.revoke(id),
    timeToLive: async ({ id, keys }) => about(this.#store.timeToLive(id, { keys })),
    keepAlive: async ({ id }) => ({ ttl: await this.#store.keepAlive(id) }),
    leases: async () => ({ leases: this.#store.leases() }),
    watch: async (request) => ({ watchId: this.#running.stream.watch(request) }),
    cancel: async ({ watchId }) => {
      this.#running.stream.cancel(watchId);
      return {};
    },
  };

  losesTombstone({ op, request }: WholeOp): boolean {
    return op === 'compact' && this.#deletions.has(request.revision);
  }

  endsAtOnce({ op, request }: WholeOp): boolean {
    if (op !== 'watch' || !request.startRevision) return false;
    return request.startRevision < this.floor;
  }

  read(): void {
    const { stream } = this.#running;
    for (let taken = stream.take(3); taken.length > 0; taken = stream.take(3))
      this.#told.push(...taken);
  }

  get told(): readonly WatchResponse[] {
    return this.#told.map(withoutMarker);
  }

  async mark(): Promise<void> {
    await this.#store.put({ key: MARKER });
    await this.#store.deleteRange({ key: MARKER });
  }

  close(): void {
    this.#running.disk.kill();
  }
}

async function start(world: VirtualWorld): Promise<Running> {
  const disk = processDisk(world.disk);
  const store = await openDurableStore({ ...world, disk }, OPTIONS);
  return { disk, store, stream: store.hub.stream() };
}
