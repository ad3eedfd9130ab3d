// Evictions that are still to come: one for a Pod, at its time. Kubernetes:
// pkg/controller/tainteviction/timed_workers.go. Chapter 23.

import type { Clock, Millis, Timer } from '#world';

//#region evictions
/** Deletes the Pod with this key. */
export type Evict = (key: string) => Promise<void>;

export class Evictions {
  readonly #clock: Clock;
  readonly #evict: Evict;
  /** By the key of the Pod; those under way have no timer any more. */
  readonly #timers = new Map<string, Timer | undefined>();

  constructor(clock: Clock, evict: Evict) {
    this.#clock = clock;
    this.#evict = evict;
  }

  has(key: string): boolean {
    return this.#timers.has(key);
  }

  /** Evicts the Pod when `delay` is over. Does nothing if one is to come already. */
  add(key: string, delay: Millis): void {
    if (this.has(key)) return;
    const begin = () => void this.#begin(key);
    if (delay > 0) this.#timers.set(key, this.#clock.after(delay, begin));
    else begin();
  }

  /** Takes it back. False if there was none, or it is under way. */
  cancel(key: string): boolean {
    const timer = this.#timers.get(key);
    if (timer === undefined) return false;
    timer.cancel();
    return this.#timers.delete(key);
  }

  async #begin(key: string): Promise<void> {
    this.#timers.set(key, undefined);
    await this.#evict(key);
    this.#timers.delete(key);
  }

  cancelAll(): void {
    for (const key of [...this.#timers.keys()]) this.cancel(key);
  }
  //#endregion
}
