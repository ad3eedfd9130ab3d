// The lessor: leases in the memory of one process, their keys in a store. It promises
// that a lease ends when its time is over, never early, and takes its keys along in one
// revision. Left out: who may end a lease when there are several lessors (chapter 07:
// in etcd only the leader's does, through the log). Chapter 04.

import { NotWritten } from '#world';
import { checkPut, EtcdError, type PutRequest, type Store } from '#store';
import type { Chance, World } from '#world';
import { Attachments } from './attachments.ts';
import { Deadlines } from './deadlines.ts';
import {
  type LeaseGrantRequest,
  type LeaseGrantResponse,
  type LeaseTimeToLiveResponse,
  type Lessor,
  MAX_LEASE_TTL,
  MIN_LEASE_TTL,
  type SavedLease,
} from './types.ts';

class StoreLessor implements Lessor {
  /** The seconds of each lease that there is, by its id. */
  readonly #granted = new Map<number, number>();
  readonly #attachments = new Attachments();
  readonly #deadlines: Deadlines;
  readonly #store: Store;
  readonly #chance: Chance;
  readonly #stopFollowing: () => void;

  constructor(world: World, store: Store) {
    this.#deadlines = new Deadlines(world.clock, (id) => this.revoke(id));
    this.#store = store;
    this.#chance = world.chance;
    this.#stopFollowing = store.onCommit(({ changes }) =>
      this.#attachments.follow(changes),
    );
  }

  grant(request: LeaseGrantRequest): LeaseGrantResponse {
    // TODO 4.1: refuse a wish or mend it; then there is a lease, and time runs
    throw new NotWritten('4.1');
  }

  /** An id that no lease has: below 2^53, which a number holds exactly, and not 0. */
  #freeId(): number {
    for (;;) {
      const id = Math.floor(this.#chance.next() * 2 ** 53);
      if (id !== 0 && !this.#granted.has(id)) return id;
    }
  }

  timeToLive(
    id: number,
    { keys = false }: { keys?: boolean } = {},
  ): LeaseTimeToLiveResponse {
    const grantedTtl = this.#granted.get(id);
    if (grantedTtl === undefined) return { id, ttl: -1, grantedTtl: 0 };
    const ttl = Math.floor(this.#deadlines.left(id) / 1_000);
    if (!keys) return { id, ttl, grantedTtl };
    return { id, ttl, grantedTtl, keys: this.#attachments.keysOf(id) };
  }

  leases(): readonly number[] {
    const left = (id: number): number => this.#deadlines.left(id);
    return [...this.#granted.keys()].sort((a, b) => left(a) - left(b));
  }

  keepAlive(id: number): number {
    const ttl = this.#granted.get(id);
    if (ttl === undefined) return 0;
    this.#deadlines.postpone(id, ttl * 1_000);
    return ttl;
  }

  /** Also what a lease does to itself when its time is over. */
  revoke(id: number): void {
    // TODO 4.5: refuse what is no lease; its keys go at once, then itself
    throw new NotWritten('4.5');
  }

  admit({ lease = 0 }: PutRequest): void {
    if (lease !== 0 && !this.#granted.has(lease)) {
      throw new EtcdError('NotFound', 'requested lease not found');
    }
  }

  snapshot(): readonly SavedLease[] {
    return [...this.#granted].map(([id, ttl]) => {
      return { id, ttl, left: this.#deadlines.left(id) };
    });
  }

  close(): void {
    this.#stopFollowing();
    this.#deadlines.stopAll();
  }

  /** Goes on where another lessor stopped: its leases, and the store's pairs. */
  takeOver(saved: readonly SavedLease[]): void {
    // TODO 4.8: each lease goes on where it stood; who knows which keys it has?
    throw new NotWritten('4.8');
  }
}

/** The lessor of a store; with `saved`, one that goes on after another. */
export function createLessor(
  world: World,
  store: Store,
  saved?: readonly SavedLease[],
): Lessor {
  const lessor = new StoreLessor(world, store);
  if (saved !== undefined) lessor.takeOver(saved);
  return lessor;
}

/**
 * The store as clients see it: no put on a lease that doesn't exist. A step of
 * `write` is not looked into: what makes one, as the transactions of chapter 02 do,
 * asks `lessor.admit` itself, before its first write.
 */
export function leased(store: Store, lessor: Pick<Lessor, 'admit'>): Store {
  return {
    get revision() {
      return store.revision;
    },
    range: (request) => store.range(request),
    put: (request) => {
      checkPut(request);
      lessor.admit(request);
      return store.put(request);
    },
    deleteRange: (request) => store.deleteRange(request),
    write: (step) => store.write(step),
    onCommit: (listener) => store.onCommit(listener),
  };
}
