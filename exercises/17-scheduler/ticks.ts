// Ticks: looks through a queue once in a while, on the whole second, as long as there is
// something in it. One timer a queue, and none a pod. Chapter 17.
// Engine room: not told line by line.

import type { Clock, Millis, Timer } from '#world';

interface Tick {
  readonly every: Millis;
  readonly among: ReadonlyMap<string, unknown>;
  readonly look: () => void;
}

export class Ticks {
  readonly #clock: Clock;
  readonly #ticks: readonly Tick[];
  readonly #timers = new Map<Tick, Timer>();

  constructor(clock: Clock, ticks: readonly Tick[]) {
    this.#clock = clock;
    this.#ticks = ticks;
  }

  /** Makes the timers that are missing. */
  start(): void {
    for (const tick of this.#ticks)
      if (tick.among.size > 0 && !this.#timers.has(tick)) this.#set(tick);
  }

  stop(): void {
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }

  #set(tick: Tick): void {
    const delay = tick.every - (this.#clock.now() % tick.every);
    const ring = (): void => {
      this.#timers.delete(tick);
      tick.look();
      this.start();
    };
    this.#timers.set(tick, this.#clock.after(delay, ring));
  }
}
