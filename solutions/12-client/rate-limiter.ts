// How long a key that failed has to wait: by its own failures, and by what all keys
// share. client-go: util/workqueue/default_rate_limiters.go. Chapter 12.

import type { Clock, Millis } from '#world';

//#region limits
/** After the first failure of a key; each further one doubles it. */
export const BASE_DELAY_MS: Millis = 5;
/** The longest that a key waits for its own failures: 1,000 s. */
export const MAX_DELAY_MS: Millis = 1_000_000;
/** One retry of any key is free in so many milliseconds: ten a second. */
export const RETRY_EVERY_MS: Millis = 100;
/** So many may come at once after a quiet time. */
export const RETRY_BURST: number = 100;

/** Says how long a key waits. */
export interface RateLimiter {
  /** Counts one more failure, and says how long the key has to wait for it. */
  when(key: string): Millis;
  forget(key: string): void;
  /** The failures since it was forgotten. */
  numRequeues(key: string): number;
}
//#endregion

//#region limiter
class DefaultRateLimiter implements RateLimiter {
  readonly #clock: Clock;
  readonly #failures = new Map<string, number>();
  /** Milliseconds that the bucket holds: a retry costs RETRY_EVERY_MS. */
  #credit: Millis = RETRY_BURST * RETRY_EVERY_MS;
  /** When that was so. */
  #at: Millis;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#at = clock.now();
  }
  //#endregion

  //#region when
  when(key: string): Millis {
    //#exercise 3 count the failure, pay for it, and answer with the longer wait
    const failures = this.numRequeues(key);
    this.#failures.set(key, failures + 1);
    const own = Math.min(BASE_DELAY_MS * 2 ** failures, MAX_DELAY_MS);
    const now = this.#clock.now();
    const full = RETRY_BURST * RETRY_EVERY_MS;
    const credit = Math.min(this.#credit + now - this.#at, full);
    this.#credit = credit - RETRY_EVERY_MS;
    this.#at = now;
    return Math.max(own, -this.#credit);
    //#endexercise
  }

  forget(key: string): void {
    this.#failures.delete(key);
  }

  numRequeues(key: string): number {
    return this.#failures.get(key) ?? 0;
  }
}

/** The limiter of every controller that does not ask for another one. */
export function createRateLimiter(clock: Clock): RateLimiter {
  return new DefaultRateLimiter(clock);
}
//#endregion
