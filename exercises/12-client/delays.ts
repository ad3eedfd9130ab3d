// Keys that are to be added later: of two times for one key the earlier holds.
// client-go: util/workqueue/delaying_queue.go. Chapter 12.
// Engine room: not told line by line.

import type { Clock, Millis, Timer } from '#world';

export class Delays {
  readonly #clock: Clock;
  readonly #add: (key: string) => void;
  readonly #timers = new Map<string, { at: Millis; timer: Timer }>();

  constructor(clock: Clock, add: (key: string) => void) {
    this.#clock = clock;
    this.#add = add;
  }

  set(key: string, delay: Millis): void {
    const at = this.#clock.now() + delay;
    const before = this.#timers.get(key);
    if (before !== undefined && before.at <= at) return;
    before?.timer.cancel();
    const timer = this.#clock.after(delay, () => {
      this.#timers.delete(key);
      this.#add(key);
    });
    this.#timers.set(key, { at, timer });
  }

  cancelAll(): void {
    for (const { timer } of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }
}
