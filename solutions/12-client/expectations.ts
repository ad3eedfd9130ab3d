// Expectations: what a controller has asked for and not yet seen in its cache.
// Kubernetes: pkg/controller/controller_utils.go. Chapter 12.

import type { Clock, Millis } from '#world';

//#region contract
/** After so long it is taken that what has not been seen will never be: 5 min. */
export const EXPECTATIONS_TIMEOUT_MS: Millis = 300_000;

/** What is awaited, by the keys of those who have asked for it. */
export interface Expectations {
  /** From now on `count` new objects of `key` are awaited, and nothing else. */
  expectCreations(key: string, count: number): void;
  /** From now on the ends of these are awaited, and nothing else. */
  expectDeletions(key: string, uids: readonly string[]): void;
  /** A new object of `key` was seen, or will never be there. */
  creationObserved(key: string): void;
  /** It was seen that this one goes. Seen twice, it counts once. */
  deletionObserved(key: string, uid: string): void;
  /** Whether the cache has caught up with what was asked for, or never will. */
  isSatisfied(key: string): boolean;
  /** The object with this key is gone: nothing of it is awaited. */
  forget(key: string): void;
  /**
   * Calls `make` up to `count` times, one after the other, and expects to see as
   * many new objects. The first failure ends it, and is thrown; what it and those
   * after it would have made is not expected any more.
   */
  create(key: string, count: number, make: () => Promise<unknown>): Promise<void>;
}
//#endregion

//#region pending
interface Pending {
  creations: number;
  readonly deletions: Set<string>;
  readonly since: Millis;
}

class Awaited implements Expectations {
  readonly #clock: Clock;
  readonly #pending = new Map<string, Pending>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  expectCreations(key: string, count: number): void {
    this.#expect(key, count, []);
  }

  expectDeletions(key: string, uids: readonly string[]): void {
    this.#expect(key, 0, uids);
  }

  #expect(key: string, creations: number, uids: readonly string[]): void {
    const since = this.#clock.now();
    this.#pending.set(key, { creations, deletions: new Set(uids), since });
  }
  //#endregion

  //#region observe
  creationObserved(key: string): void {
    const pending = this.#pending.get(key);
    if (pending !== undefined) pending.creations -= 1;
  }

  deletionObserved(key: string, uid: string): void {
    this.#pending.get(key)?.deletions.delete(uid);
  }

  isSatisfied(key: string): boolean {
    const pending = this.#pending.get(key);
    if (pending === undefined) return true;
    const { creations, deletions, since } = pending;
    if (creations <= 0 && deletions.size === 0) return true;
    return this.#clock.now() - since > EXPECTATIONS_TIMEOUT_MS;
  }

  forget(key: string): void {
    this.#pending.delete(key);
  }
  //#endregion

  //#region create
  async create(
    key: string,
    count: number,
    make: () => Promise<unknown>,
  ): Promise<void> {
    //#exercise 7 expect before you ask, and take back what will never be seen
    this.expectCreations(key, count);
    for (let made = 0; made < count; made++) {
      try {
        await make();
      } catch (error) {
        for (let i = made; i < count; i++) this.creationObserved(key);
        throw error;
      }
    }
    //#endexercise
  }
}

/** Expectations of one controller. */
export function createExpectations(clock: Clock): Expectations {
  return new Awaited(clock);
}
//#endregion
