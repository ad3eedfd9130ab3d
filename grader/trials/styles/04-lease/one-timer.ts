// A heap of ends and one timer for its top, in plain functions. A keep-alive leaves the
// heap as it is: what comes to the top too early goes back in.

import type { Lessor, SavedLease } from '#lease';
import { checkPut, EtcdError, type PutRequest, type Store } from '#store';
import type { Timer, World } from '#world';

interface Entry {
  readonly id: number;
  readonly at: number;
}

interface Row {
  readonly ttl: number;
  due: number;
  entry: Entry;
}

const notFound = (): never => {
  throw new EtcdError('NotFound', 'requested lease not found');
};

const push = (heap: Entry[], entry: Entry): void => {
  let i = heap.push(entry) - 1;
  while (i > 0) {
    const up = (i - 1) >> 1;
    const above = heap[up];
    if (above === undefined || above.at <= entry.at) break;
    heap[i] = above;
    heap[up] = entry;
    i = up;
  }
};

const pop = (heap: Entry[]): Entry | undefined => {
  const top = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return top;
  heap[0] = last;
  for (let i = 0; ; ) {
    let least = i;
    for (const child of [2 * i + 1, 2 * i + 2]) {
      const [a, b] = [heap[child], heap[least]];
      if (a !== undefined && b !== undefined && a.at < b.at) least = child;
    }
    const [here, below] = [heap[i], heap[least]];
    if (least === i || here === undefined || below === undefined) return top;
    heap[i] = below;
    heap[least] = here;
    i = least;
  }
};

export const createLessor = (
  world: World,
  store: Store,
  saved?: readonly SavedLease[],
): Lessor => {
  const { clock, chance } = world;
  const rows = new Map<number, Row>();
  const keysOf = new Map<number, Map<string, true>>();
  const leaseOf = new Map<string, number>();
  const heap: Entry[] = [];
  let timer: Timer | undefined;
  let timerAt = Number.POSITIVE_INFINITY;

  const arm = (): void => {
    while (heap[0] !== undefined && rows.get(heap[0].id)?.entry !== heap[0]) {
      pop(heap);
    }
    const at = heap[0]?.at ?? Number.POSITIVE_INFINITY;
    if (at === timerAt) return;
    timer?.cancel();
    timerAt = at;
    timer = heap[0] && clock.after(Math.max(0, at - clock.now()), ring);
  };

  const ring = (): void => {
    timerAt = Number.POSITIVE_INFINITY;
    timer = undefined;
    while (heap[0] !== undefined && heap[0].at <= clock.now()) {
      const entry = pop(heap);
      const row = entry && rows.get(entry.id);
      if (!entry || !row || row.entry !== entry) continue;
      if (row.due <= clock.now()) finish(entry.id);
      else plan(entry.id, row);
    }
    arm();
  };

  const plan = (id: number, row: Row): void => {
    row.entry = { id, at: row.due };
    push(heap, row.entry);
  };

  const begin = (id: number, ttl: number, span: number): void => {
    const due = clock.now() + span;
    const row = { ttl, due, entry: { id, at: due } };
    rows.set(id, row);
    push(heap, row.entry);
    arm();
  };

  const follow = (changes: readonly { key: string; lease: number }[]): void => {
    for (const { key, lease } of changes) {
      const was = leaseOf.get(key);
      if (was !== undefined) keysOf.get(was)?.delete(key);
      leaseOf.delete(key);
      if (!lease) continue;
      leaseOf.set(key, lease);
      if (!keysOf.has(lease)) keysOf.set(lease, new Map());
      keysOf.get(lease)?.set(key, true);
    }
  };

  const keys = (id: number): string[] =>
    [...(keysOf.get(id)?.keys() ?? [])].sort((a, b) => (a < b ? -1 : 1));

  const finish = (id: number): void => {
    const all = keys(id);
    store.write((step) => all.map((key) => step.deleteRange({ key })));
    rows.delete(id);
    keysOf.delete(id);
    arm();
  };

  const left = (id: number): number =>
    Math.max(0, (rows.get(id)?.due ?? 0) - clock.now());

  if (saved) {
    for (const { id, ttl, left = ttl * 1_000 } of saved) begin(id, ttl, left);
    follow(store.range({ key: '\0', rangeEnd: '\0' }).kvs);
  }
  const stopFollowing = store.onCommit(({ changes }) => follow(changes));

  return {
    grant: (request: { ttl: number; id?: number }) => {
      if (request.ttl > 9_000_000_000) {
        throw new EtcdError('OutOfRange', 'too large lease TTL');
      }
      const id = request.id || Math.ceil(chance.next() * 1e15) || 1;
      if (rows.has(id)) {
        throw new EtcdError('FailedPrecondition', 'lease already exists');
      }
      const ttl = Math.max(2, request.ttl);
      begin(id, ttl, ttl * 1_000);
      return { id, ttl };
    },
    keepAlive: (id: number) => {
      const row = rows.get(id);
      if (!row) return 0;
      row.due = clock.now() + row.ttl * 1_000;
      return row.ttl;
    },
    revoke: (id: number) => (rows.has(id) ? finish(id) : notFound()),
    timeToLive: (id: number, options?: { keys?: boolean }) => {
      const row = rows.get(id);
      if (!row) return { id, ttl: -1, grantedTtl: 0 };
      const ttl = Math.floor(left(id) / 1_000);
      const answer = { id, ttl, grantedTtl: row.ttl };
      return options?.keys ? { ...answer, keys: keys(id) } : answer;
    },
    leases: () => [...rows.keys()].reverse().sort((a, b) => left(a) - left(b)),
    admit: ({ lease }: PutRequest) => {
      if (lease && !rows.has(lease)) notFound();
    },
    snapshot: () =>
      [...rows].reverse().map(([id, { ttl }]) => ({ left: left(id), ttl, id })),
    close: () => {
      stopFollowing();
      timer?.cancel();
    },
  };
};

export const leased = (
  store: Store,
  lessor: { admit: (put: PutRequest) => void },
): Store =>
  Object.create(store, {
    revision: { get: () => store.revision },
    range: { value: store.range.bind(store) },
    deleteRange: { value: store.deleteRange.bind(store) },
    write: { value: store.write.bind(store) },
    onCommit: { value: store.onCommit.bind(store) },
    put: {
      value: (request: PutRequest) => {
        checkPut(request);
        lessor.admit(request);
        return store.put(request);
      },
    },
  });
