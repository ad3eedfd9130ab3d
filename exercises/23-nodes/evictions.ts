// Evictions that are still to come: one for a Pod, at its time. Kubernetes:
// processPodOnNode and timed_workers.go in pkg/controller/tainteviction. Chapter 23.

import { NotWritten } from '#world';
import type { Clock, Millis, Timer } from '#world';

/** Deletes the Pod with this key. It sees to its failures and never rejects. */
export type Evict = (key: string) => Promise<void>;

export interface Evictions {
  /**
   * What becomes of a Pod that tolerates its taints for `time`. Undefined is not at
   * all: it's evicted now. Infinity is for ever: it isn't. Else it is when the time
   * is over, now if it's 0; one that is planned already stays as it is. Now is
   * before this returns. Answers whether one that was planned was taken back.
   */
  judge(key: string, time: Millis | undefined): boolean;
  /** Takes it back. False if there was none, or it is under way. */
  cancel(key: string): boolean;
  /** Takes back all that are planned. What is under way comes to its end. */
  cancelAll(): void;
}

class TimedEvictions implements Evictions {
  readonly #clock: Clock;
  readonly #evict: Evict;
  /** By the key of the Pod; those under way have no timer any more. */
  readonly #timers = new Map<string, Timer | undefined>();

  constructor(clock: Clock, evict: Evict) {
    this.#clock = clock;
    this.#evict = evict;
  }

  judge(key: string, time: Millis | undefined): boolean {
    // TODO 23.7: evict the Pod now, or later, or leave it to live
    throw new NotWritten('23.7');
  }

  async #begin(key: string): Promise<void> {
    this.#timers.set(key, undefined);
    await this.#evict(key);
    this.#timers.delete(key);
  }

  cancel(key: string): boolean {
    const timer = this.#timers.get(key);
    if (timer === undefined) return false;
    timer.cancel();
    return this.#timers.delete(key);
  }

  cancelAll(): void {
    for (const key of [...this.#timers.keys()]) this.cancel(key);
  }
}

/** None is planned yet; `evict` is called for each when it is time. */
export function createEvictions(clock: Clock, evict: Evict): Evictions {
  return new TimedEvictions(clock, evict);
}
