// Each lease is an object that holds its keys, its end and its timer. Answers are objects
// of classes, whose fields are getters.

import { checkPut, EtcdError, type Store } from '#store';
import type { Clock, Timer, World } from '#world';

interface Asked {
  readonly ttl: number;
  readonly id?: number;
}

interface Saved {
  readonly id: number;
  readonly ttl: number;
  readonly left?: number;
}

class Lease {
  readonly keys = new Set<string>();
  #end: number;
  #timer: Timer;
  readonly #clock: Clock;
  readonly id: number;
  readonly ttl: number;
  readonly #over: (lease: Lease) => void;

  constructor(
    clock: Clock,
    { id, ttl, left = ttl * 1_000 }: Saved,
    over: (lease: Lease) => void,
  ) {
    this.#clock = clock;
    this.id = id;
    this.ttl = ttl;
    this.#over = over;
    this.#end = clock.now() + left;
    this.#timer = clock.after(left, this.#ring);
  }

  readonly #ring = (): void => {
    if (this.left <= 0) this.#over(this);
    else this.#timer = this.#clock.after(this.left, this.#ring);
  };

  get left(): number {
    return Math.max(this.#end - this.#clock.now(), 0);
  }

  get sorted(): string[] {
    return Array.from(this.keys).sort();
  }

  refresh(): void {
    this.#end = this.#clock.now() + this.ttl * 1_000;
  }

  stop(): void {
    this.#timer.cancel();
  }
}

class Status {
  readonly #lease: Lease;
  readonly #wanted: boolean;

  constructor(lease: Lease, wanted: boolean) {
    this.#lease = lease;
    this.#wanted = wanted;
  }

  get id(): number {
    return this.#lease.id;
  }
  get ttl(): number {
    return Math.trunc(this.#lease.left / 1_000);
  }
  get grantedTtl(): number {
    return this.#lease.ttl;
  }
  get keys(): string[] | undefined {
    return this.#wanted ? this.#lease.sorted : undefined;
  }
}

class Registry {
  readonly #leases = new Map<number, Lease>();
  readonly #holder = new Map<string, Lease>();
  readonly #world: World;
  readonly #store: Store;
  readonly #deaf: () => void;

  constructor(world: World, store: Store, saved: readonly Saved[]) {
    this.#world = world;
    this.#store = store;
    for (const lease of saved) this.#add(lease);
    for (const { key, lease } of store.range({ key: '\0', rangeEnd: '\0' }).kvs) {
      this.#hang(key, lease);
    }
    this.#deaf = store.onCommit((commit) => {
      commit.changes.forEach(({ key, lease }) => {
        this.#hang(key, lease);
      });
    });
  }

  #add(saved: Saved): void {
    const over = (lease: Lease): void => this.#finish(lease);
    this.#leases.set(saved.id, new Lease(this.#world.clock, saved, over));
  }

  #hang(key: string, id: number): void {
    this.#holder.get(key)?.keys.delete(key);
    this.#holder.delete(key);
    const lease = this.#leases.get(id);
    if (lease === undefined) return;
    lease.keys.add(key);
    this.#holder.set(key, lease);
  }

  #finish(lease: Lease): void {
    const gone = lease.sorted;
    if (gone.length > 0) {
      this.#store.write((step) => {
        gone.forEach((key) => {
          step.deleteRange({ key });
        });
      });
    }
    lease.stop();
    this.#leases.delete(lease.id);
  }

  #found(id: number): Lease {
    const lease = this.#leases.get(id);
    if (lease) return lease;
    throw new EtcdError('NotFound', 'requested lease not found');
  }

  grant({ ttl: asked, id: wanted = 0 }: Asked): object {
    if (asked > 9e9) throw new EtcdError('OutOfRange', 'too large lease TTL');
    let id = wanted;
    while (id === 0 || (wanted === 0 && this.#leases.has(id))) {
      id = this.#world.chance.integer(1, 2 ** 31);
    }
    if (this.#leases.has(id)) {
      throw new EtcdError('FailedPrecondition', 'lease already exists');
    }
    const ttl = asked < 2 ? 2 : asked;
    this.#add({ id, ttl });
    return { id, ttl };
  }

  keepAlive(id: number): number {
    const lease = this.#leases.get(id);
    lease?.refresh();
    return lease?.ttl ?? 0;
  }

  revoke(id: number): void {
    this.#finish(this.#found(id));
  }

  timeToLive(id: number, { keys = false }: { keys?: boolean } = {}): object {
    const lease = this.#leases.get(id);
    return lease ? new Status(lease, keys) : { id, ttl: -1, grantedTtl: 0 };
  }

  leases(): number[] {
    const all = [...this.#leases.values()];
    return all.sort((a, b) => a.left - b.left || b.id - a.id).map(({ id }) => id);
  }

  admit({ lease }: { lease?: number }): void {
    if (lease) this.#found(lease);
  }

  snapshot(): readonly Saved[] {
    return Object.freeze(
      [...this.#leases.values()].map(({ id, ttl, left }) => ({ id, ttl, left })),
    );
  }

  close(): void {
    this.#deaf();
    for (const lease of this.#leases.values()) lease.stop();
  }
}

export function createLessor(
  world: World,
  store: Store,
  saved: readonly Saved[] = [],
): Registry {
  return new Registry(world, store, saved);
}

export function leased(store: Store, lessor: Registry): Store {
  const put: Store['put'] = (request) => {
    checkPut(request);
    lessor.admit(request);
    return store.put(request);
  };
  return {
    put,
    get revision() {
      return store.revision;
    },
    range: store.range.bind(store),
    deleteRange: store.deleteRange.bind(store),
    write: store.write.bind(store),
    onCommit: store.onCommit.bind(store),
  };
}
