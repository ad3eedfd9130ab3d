// How long a reflector waits before it asks again: longer each time, and never twice the
// same. client-go: tools/cache/reflector.go (defaultBackoffInit and those below it).
// Chapter 12.

import type { Chance, Clock, Millis } from '#world';

export const BACKOFF_INIT_MS: Millis = 800;
export const BACKOFF_MAX_MS: Millis = 30_000;
/** After so long without a wait the next one is the first again: 2 min. */
export const BACKOFF_RESET_MS: Millis = 120_000;

export class BackOff {
  readonly #clock: Clock;
  readonly #chance: Chance;
  #next: Millis = BACKOFF_INIT_MS;
  #asked: Millis = 0;

  constructor(clock: Clock, chance: Chance) {
    this.#clock = clock;
    this.#chance = chance;
  }

  /** Between once and twice as long as the doubling says. */
  wait(): Millis {
    const now = this.#clock.now();
    if (now - this.#asked > BACKOFF_RESET_MS) this.#next = BACKOFF_INIT_MS;
    this.#asked = now;
    const wait = this.#next;
    this.#next = Math.min(2 * wait, BACKOFF_MAX_MS);
    return wait + Math.floor(this.#chance.next() * wait);
  }
}
