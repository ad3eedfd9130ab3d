// The queues of all zones, and the passes through them. Kubernetes:
// doNoExecuteTaintingPass in pkg/controller/nodelifecycle, which looks every 100 ms; here a
// pass in which no node can be taken is not made. Chapter 23.
// Engine room: not told line by line.

import type { Clock, Millis, Timer } from '#world';
import { NODE_EVICTION_PERIOD_MS } from './constants.ts';
import {
  createRateLimitedQueue,
  type RateLimitedQueue,
} from './rate-limited-queue.ts';

/** Does what is to be done with a node. False if it failed, and is to be tried again. */
export type TaintNode = (name: string) => Promise<boolean>;

export class TaintQueues {
  readonly #clock: Clock;
  readonly #taint: TaintNode;
  readonly #began: Millis;
  /** By zone. */
  readonly #queues = new Map<string, RateLimitedQueue>();
  #timer: { readonly at: Millis; readonly timer: Timer } | undefined;

  constructor(clock: Clock, taint: TaintNode) {
    this.#clock = clock;
    this.#taint = taint;
    this.#began = clock.now();
  }

  add(zone: string, name: string): void {
    this.#queueOf(zone).add(name, this.#clock.now());
    this.#arm();
  }

  remove(zone: string, name: string): void {
    this.#queueOf(zone).remove(name);
  }

  /** Nodes a second, by zone. */
  setRates(rates: ReadonlyMap<string, number>): void {
    const now = this.#clock.now();
    for (const [zone, rate] of rates) this.#queueOf(zone).setRate(rate, now);
    this.#arm();
  }

  stop(): void {
    this.#timer?.timer.cancel();
    this.#timer = undefined;
  }

  #queueOf(zone: string): RateLimitedQueue {
    const queue = this.#queues.get(zone) ?? createRateLimitedQueue();
    this.#queues.set(zone, queue);
    return queue;
  }

  /** Waits for the next pass in which some node can be taken. */
  #arm(): void {
    const next = Math.min(...[...this.#queues.values()].map((one) => one.next()));
    const passed = Math.max(next, this.#clock.now() + 1) - this.#began;
    const passes = Math.ceil(passed / NODE_EVICTION_PERIOD_MS);
    const at = this.#began + passes * NODE_EVICTION_PERIOD_MS;
    if (at === this.#timer?.at) return;
    this.stop();
    if (at === Number.POSITIVE_INFINITY) return;
    const delay = at - this.#clock.now();
    const timer = this.#clock.after(delay, () => void this.#pass());
    this.#timer = { at, timer };
  }

  async #pass(): Promise<void> {
    this.#timer = undefined;
    const now = this.#clock.now();
    const tries: Promise<void>[] = [];
    for (const queue of this.#queues.values()) {
      const name = queue.take(now);
      if (name !== undefined) tries.push(this.#try(name, queue));
    }
    this.#arm();
    await Promise.all(tries);
  }

  async #try(name: string, queue: RateLimitedQueue): Promise<void> {
    if (await this.#taint(name)) return;
    queue.retry(name, this.#clock.now());
    this.#arm();
  }
}
