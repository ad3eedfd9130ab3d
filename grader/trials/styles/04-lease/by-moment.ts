// A timer for each moment at which leases are due, and the leases under it; one that was
// kept alive moves on when its moment comes. A lease's keys are properties of an object,
// and clients see the store through a proxy.

import type { Lessor, SavedLease } from '#lease';
import { checkPut, EtcdError, type Store } from '#store';
import type { Timer, World } from '#world';

interface Lease {
  readonly id: number;
  readonly ttl: number;
  readonly keys: Record<string, true>;
  due: number;
  /** Where it stands: at its end, or before it. */
  moment: number;
}

interface Moment {
  readonly ids: Set<number>;
  readonly timer: Timer;
}

const SECOND = 1_000;

class Times {
  readonly #world: World;
  readonly #moments = new Map<number, Moment>();
  readonly #onDue: (id: number) => void;

  constructor(world: World, onDue: (id: number) => void) {
    this.#world = world;
    this.#onDue = onDue;
  }

  get now(): number {
    return this.#world.clock.now();
  }

  put(lease: Lease): void {
    lease.moment = lease.due;
    const known = this.#moments.get(lease.due);
    if (known !== undefined) {
      known.ids.add(lease.id);
      return;
    }
    const at = lease.due;
    const timer = this.#world.clock.after(at - this.now, () => this.#come(at));
    this.#moments.set(at, { ids: new Set([lease.id]), timer });
  }

  take({ id, moment }: Lease): void {
    const found = this.#moments.get(moment);
    found?.ids.delete(id);
    if (found?.ids.size !== 0) return;
    found.timer.cancel();
    this.#moments.delete(moment);
  }

  #come(at: number): void {
    const { ids = new Set<number>() } = this.#moments.get(at) ?? {};
    this.#moments.delete(at);
    ids.forEach(this.#onDue);
  }

  clear(): void {
    for (const { timer } of this.#moments.values()) timer.cancel();
    this.#moments.clear();
  }
}

export function createLessor(
  world: World,
  store: Store,
  saved: readonly SavedLease[] = [],
): Lessor {
  const leases = new Map<number, Lease>();
  const owners: Record<string, number> = Object.create(null);
  const times = new Times(world, (id) => {
    const lease = leases.get(id);
    if (lease === undefined) return;
    if (lease.due > times.now) times.put(lease);
    else over(lease);
  });

  function add(id: number, ttl: number, left: number): void {
    const due = times.now + left;
    const lease = { id, ttl, keys: Object.create(null), due, moment: due };
    leases.set(id, lease);
    times.put(lease);
  }

  function over(lease: Lease): void {
    store.write((txn) => {
      for (const key of keysOf(lease)) txn.deleteRange({ key });
    });
    leases.delete(lease.id);
    times.take(lease);
  }

  function keysOf({ keys }: Lease): string[] {
    // Names that are numbers come first in an object, whatever they are.
    return Object.keys(keys).sort();
  }

  function note(kvs: readonly { key: string; lease: number }[]): void {
    for (const { key, lease } of kvs) {
      delete leases.get(owners[key] ?? 0)?.keys[key];
      delete owners[key];
      const owner = leases.get(lease);
      if (owner === undefined) continue;
      owners[key] = lease;
      owner.keys[key] = true;
    }
  }

  function known(id: number): Lease {
    const lease = leases.get(id);
    if (lease) return lease;
    throw new EtcdError('NotFound', 'requested lease not found');
  }

  function freeId(): number {
    const id = 1 + Math.floor(world.chance.next() * 2 ** 40);
    return leases.has(id) ? freeId() : id;
  }

  for (const { id, ttl, left } of saved) add(id, ttl, left ?? SECOND * ttl);
  note(store.range({ key: '\0', rangeEnd: '\0' }).kvs);
  const forget = store.onCommit((commit) => note(commit.changes));

  const leftOf = ({ due }: Lease): number =>
    due > times.now ? due - times.now : 0;
  return {
    grant(request) {
      if (request.ttl > 9e9)
        throw new EtcdError('OutOfRange', 'too large lease TTL');
      if (request.id && leases.has(request.id))
        throw new EtcdError('FailedPrecondition', 'lease already exists');
      const ttl = Math.max(2, request.ttl);
      const id = request.id || freeId();
      add(id, ttl, SECOND * ttl);
      return { id, ttl };
    },
    keepAlive(id) {
      const lease = leases.get(id);
      if (lease) lease.due = times.now + SECOND * lease.ttl;
      return lease ? lease.ttl : 0;
    },
    revoke: (id) => over(known(id)),
    timeToLive(id, options) {
      const lease = leases.get(id);
      if (!lease) return { id, ttl: -1, grantedTtl: 0 };
      const answer = {
        id,
        ttl: Math.floor(leftOf(lease) / SECOND),
        grantedTtl: lease.ttl,
      };
      return options?.keys ? { ...answer, keys: keysOf(lease) } : answer;
    },
    leases: () =>
      Array.from(leases.values())
        .sort((a, b) => a.due - b.due)
        .map((lease) => lease.id),
    admit: ({ lease }) => void (lease && known(lease)),
    snapshot: () =>
      Array.from(leases.values(), (lease) => {
        return { id: lease.id, ttl: lease.ttl, left: leftOf(lease) };
      }),
    close() {
      forget();
      times.clear();
    },
  };
}

export function leased(store: Store, lessor: Pick<Lessor, 'admit'>): Store {
  return new Proxy(store, {
    get(target, name) {
      if (name === 'revision') return target.revision;
      if (name !== 'put') return Reflect.get(target, name).bind(target);
      return (request: Parameters<Store['put']>[0]) => {
        checkPut(request);
        lessor.admit(request);
        return target.put(request);
      };
    },
  });
}
