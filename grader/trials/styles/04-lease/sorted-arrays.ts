// Functions and arrays: leases stand by number, their keys in key order, and places are
// found by halving. Nothing is sorted but the list of all leases.

import type { Lessor, SavedLease } from '#lease';
import { checkPut, EtcdError, type Store } from '#store';
import type { Timer, World } from '#world';

interface Lease {
  readonly id: number;
  readonly ttl: number;
  readonly keys: string[];
  due: number;
  timer?: Timer;
}

/** The first place in a sorted list at which `isThere` holds. */
function placeIn<T>(list: readonly T[], isThere: (item: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isThere(list[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const noSuchLease = (): EtcdError =>
  new EtcdError('NotFound', 'requested lease not found');

export function createLessor(
  { clock, chance }: World,
  store: Store,
  saved?: readonly SavedLease[],
): Lessor {
  const all: Lease[] = [];
  const held = new Map<string, number>();

  const placeOf = (id: number): number => placeIn(all, (one) => one.id >= id);
  const find = (id: number): Lease | undefined => {
    const found = all[placeOf(id)];
    return found?.id === id ? found : undefined;
  };
  const left = ({ due }: Lease): number => Math.max(due - clock.now(), 0);

  function begin(id: number, ttl: number, span: number): void {
    const lease: Lease = { id, ttl, keys: [], due: clock.now() + span };
    all.splice(placeOf(id), 0, lease);
    wait(lease);
  }

  function wait(lease: Lease): void {
    lease.timer = clock.after(left(lease), () => {
      if (left(lease) > 0) wait(lease);
      else end(lease);
    });
  }

  function end(lease: Lease): void {
    const keys = lease.keys.slice();
    store.write((step) => {
      for (const key of keys) step.deleteRange({ key });
    });
    lease.timer?.cancel();
    all.splice(placeOf(lease.id), 1);
  }

  function hang(key: string, id: number): void {
    const before = held.get(key);
    if (before === id) return;
    const others = find(before ?? 0)?.keys ?? [];
    const at = placeIn(others, (other) => other >= key);
    if (others[at] === key) others.splice(at, 1);
    held.delete(key);
    const lease = find(id);
    if (lease === undefined) return;
    held.set(key, id);
    lease.keys.splice(
      placeIn(lease.keys, (other) => other >= key),
      0,
      key,
    );
  }

  for (const { id, ttl, left: span } of saved ?? [])
    begin(id, ttl, span === undefined ? ttl * 1_000 : span);
  if (saved !== undefined)
    for (const { key, lease } of store.range({ key: '\0', rangeEnd: '\0' }).kvs)
      hang(key, lease);
  const stop = store.onCommit(({ changes }) => {
    for (const { key, lease } of changes) hang(key, lease);
  });

  return {
    grant({ id: wanted = 0, ttl: asked }) {
      if (asked > 9_000_000_000)
        throw new EtcdError('OutOfRange', 'too large lease TTL');
      let id = wanted;
      while (id === 0 || (wanted === 0 && find(id)))
        id = chance.integer(1, 2 ** 31);
      if (find(id))
        throw new EtcdError('FailedPrecondition', 'lease already exists');
      const ttl = asked > 2 ? asked : 2;
      begin(id, ttl, ttl * 1_000);
      return { ttl, id };
    },
    keepAlive(id) {
      const lease = find(id);
      if (lease === undefined) return 0;
      lease.due = clock.now() + lease.ttl * 1_000;
      return lease.ttl;
    },
    revoke(id) {
      const lease = find(id);
      if (lease === undefined) throw noSuchLease();
      end(lease);
    },
    timeToLive(id, options = {}) {
      const lease = find(id);
      if (lease === undefined) return { id, ttl: -1, grantedTtl: 0 };
      const ttl = (left(lease) - (left(lease) % 1_000)) / 1_000;
      const { ttl: grantedTtl, keys } = lease;
      return options.keys === true
        ? { id, ttl, grantedTtl, keys: [...keys] }
        : { id, ttl, grantedTtl };
    },
    leases: () => all.toSorted((a, b) => a.due - b.due).map(({ id }) => id),
    admit({ lease }) {
      if (lease && find(lease) === undefined) throw noSuchLease();
    },
    snapshot: () =>
      all.map((lease) => ({ id: lease.id, ttl: lease.ttl, left: left(lease) })),
    close() {
      stop();
      for (const { timer } of all) timer?.cancel();
    },
  };
}

export function leased(store: Store, { admit }: Pick<Lessor, 'admit'>): Store {
  return {
    get revision() {
      return store.revision;
    },
    range: (request) => store.range(request),
    deleteRange: (request) => store.deleteRange(request),
    write: (step) => store.write(step),
    onCommit: (listener) => store.onCommit(listener),
    put(request) {
      checkPut(request);
      admit(request);
      return store.put(request);
    },
  };
}
