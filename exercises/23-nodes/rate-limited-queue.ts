// Nodes that wait for their NoExecute taint: each of them once, and so many a second.
// Time is handed in. Kubernetes: pkg/controller/nodelifecycle/scheduler. Chapter 23.

import { NotWritten } from '#world';
import type { Millis } from '#world';
import { NODE_EVICTION_RATE } from './constants.ts';

/**
 * The nodes of one zone that wait, and a bucket that holds one token at most. No
 * call looks at other nodes than its own.
 */
export interface RateLimitedQueue {
  /** Lets a node wait. False if it does, or was taken and not removed since. */
  add(node: string, now: Millis): boolean;
  /** Forgets a node, so that it can be added again. */
  remove(node: string): void;
  /**
   * The node that has waited longest, if there is a token, which it costs. It isn't
   * added again before it is removed.
   */
  take(now: Millis): string | undefined;
  /** When a node can be taken at the earliest; Infinity if none will be. */
  next(): Millis;
  /** What was to be done with a node that was taken has failed: it waits again. */
  retry(node: string, now: Millis): void;
  /**
   * Another rate, in nodes a second; 0 is never. The same one changes nothing. If
   * there was no token, there is none at the new rate, until its time has passed.
   */
  setRate(rate: number, now: Millis): void;
}

class Queue implements RateLimitedQueue {
  /** In the order in which they came, with the time before which none is taken. */
  readonly #waiting = new Map<string, Millis>();
  /** They waited, and nobody has removed them since. */
  readonly #taken = new Set<string>();
  #rate = NODE_EVICTION_RATE;
  /** When the bucket has its token: it begins with one. */
  #full: Millis = 0;

  add(node: string, now: Millis): boolean {
    if (this.#waiting.has(node) || this.#taken.has(node)) return false;
    this.#waiting.set(node, now);
    return true;
  }

  remove(node: string): void {
    this.#waiting.delete(node);
    this.#taken.delete(node);
  }

  take(now: Millis): string | undefined {
    // TODO 23.5: hand out one that may be taken now, and let it cost a token
    throw new NotWritten('23.5');
  }

  next(): Millis {
    const [first = Number.POSITIVE_INFINITY] = this.#waiting.values();
    return Math.max(first, this.#full);
  }

  retry(node: string, now: Millis): void {
    if (this.#taken.delete(node)) this.#waiting.set(node, now);
  }

  setRate(rate: number, now: Millis): void {
    if (rate === this.#rate) return;
    const hasToken = this.#full <= now;
    this.#rate = rate;
    if (rate === 0) this.#full = Number.POSITIVE_INFINITY;
    else if (!hasToken) this.#full = now + 1_000 / rate;
  }
}

/** An empty queue at the default rate. */
export function createRateLimitedQueue(): RateLimitedQueue {
  return new Queue();
}
