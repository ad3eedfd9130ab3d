// A wheel of seconds: what is to be done in so many of them. It has one timer however much
// there is to do, and none when there is nothing.

import type { Clock, Millis, Timer } from '#world';

const TICK_MS: Millis = 1_000;

export class Wheel {
  readonly #clock: Clock;
  readonly #slots = new Map<number, (() => void)[]>();
  #tick = 0;
  #timer: Timer | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Does it after `seconds` ticks; of those that come together, in this order. */
  in(seconds: number, action: () => void): void {
    const at = this.#tick + Math.max(1, seconds);
    const slot = this.#slots.get(at);
    if (slot === undefined) this.#slots.set(at, [action]);
    else slot.push(action);
    this.#timer ??= this.#clock.after(TICK_MS, () => this.#turn());
  }

  stop(): void {
    this.#slots.clear();
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #turn(): void {
    this.#timer = undefined;
    this.#tick++;
    const due = this.#slots.get(this.#tick) ?? [];
    this.#slots.delete(this.#tick);
    for (const action of due) action();
    if (this.#slots.size > 0)
      this.#timer ??= this.#clock.after(TICK_MS, () => this.#turn());
  }
}
