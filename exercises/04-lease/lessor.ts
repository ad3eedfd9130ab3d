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
    this.#deadlines = new Deadlines(world.clock, (id) => this.#end(id));
    this.#store = store;
    this.#chance = world.chance;
    this.#stopFollowing = store.onCommit(({ changes }) =>
      this.#attachments.follow(changes),
    );
  }

  grant(request: LeaseGrantRequest): LeaseGrantResponse {
    // TODO 4.1: refuse or raise the seconds, refuse an id that is taken; then begin
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
    // TODO 4.2: answer in whole seconds, -1 for no such lease; with the keys if asked
    throw new NotWritten('4.2');
  }

  leases(): readonly number[] {
    const left = (id: number): number => this.#deadlines.left(id);
    return [...this.#granted.keys()].sort((a, b) => left(a) - left(b));
  }

  keepAlive(id: number): number {
    const ttl = this.#granted.get(id);
    // TODO 4.3: 0 for no such lease; else all of its seconds from now on
    throw new NotWritten('4.3');
  }

  /** A lease is over: its keys are deleted, and it is forgotten. */
  #end(id: number): void {
    // TODO 4.5: delete its keys in key order, all in one revision; then forget it
    throw new NotWritten('4.5');
  }

  revoke(id: number): void {
    // TODO 4.6: refuse what is no lease; else its time is over now
    throw new NotWritten('4.6');
  }

  admit({ lease = 0 }: PutRequest): void {
    // TODO 4.7: refuse a lease that there is not; 0 is none, and always right
    throw new NotWritten('4.7');
  }

  snapshot(): readonly SavedLease[] {
    // TODO 4.8: note each lease with its seconds and with what is left of its time
    throw new NotWritten('4.8');
  }

  close(): void {
    this.#stopFollowing();
    this.#deadlines.stopAll();
  }

  /** Goes on where another lessor stopped: its leases, and the pairs of the store. */
  takeOver(saved: readonly SavedLease[]): void {
    const everything = this.#store.range({ key: '\0', rangeEnd: '\0' });
    // TODO 4.8: go on with each lease where it stood, and learn their keys anew
    throw new NotWritten('4.8');
  }
}

function notFound(): EtcdError {
  return new EtcdError('NotFound', 'requested lease not found');
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
 * The store as clients see it: no put on a lease that there is not. Who writes steps of
 * their own, as the transactions of chapter 02 do, asks `lessor.admit` themselves.
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
