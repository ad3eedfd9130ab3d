// How long a reflector waits before it asks again: longer each time, and never twice the
// same. client-go: tools/cache/reflector.go (defaultBackoffInit and those below it).
// Chapter 12.
// Engine room: not told line by line.

import type { Chance, Clock, Millis, World } from '#world';

export const BACKOFF_INIT_MS: Millis = 800;
export const BACKOFF_MAX_MS: Millis = 30_000;
/** After so long without a wait the next one is the first again: 2 min. */
export const BACKOFF_RESET_MS: Millis = 120_000;

export class BackOff {
  readonly #clock: Clock;
  readonly #chance: Chance;
  #next: Millis = BACKOFF_INIT_MS;
  #asked: Millis = 0;

  #isOver = false;
  #goOn: () => void = () => {};

  constructor({ clock, chance }: World) {
    this.#clock = clock;
    this.#chance = chance.fork('back off');
  }

  /** Waits between once and twice as long as the doubling says; not beyond `end`. */
  pause(): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = this.#clock.after(this.#wait(), resolve);
      this.#goOn = () => {
        timer.cancel();
        resolve();
      };
    });
  }

  /** Nobody waits any more, neither now nor later. */
  end(): void {
    this.#isOver = true;
    this.#goOn();
  }

  #wait(): Millis {
    const now = this.#clock.now();
    if (now - this.#asked > BACKOFF_RESET_MS) this.#next = BACKOFF_INIT_MS;
    this.#asked = now;
    const wait = this.#next;
    this.#next = Math.min(2 * wait, BACKOFF_MAX_MS);
    return wait + Math.floor(this.#chance.next() * wait);
  }
}
