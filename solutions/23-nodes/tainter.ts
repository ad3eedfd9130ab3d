// NoExecute taints for nodes that are not ready: each zone has a queue of its own, so that
// a zone that dies doesn't hold up another. Kubernetes: processTaintBaseEviction and
// doNoExecuteTaintingPass in pkg/controller/nodelifecycle. Chapter 23.
// Engine room: not told line by line.

import { keyOf, type Lister, type ResourceClient } from '#client';
import { rfc3339 } from '#objects';
import type { Clock, Millis, Timer } from '#world';
import { NODE_EVICTION_PERIOD_MS } from './constants.ts';
import { readyOf } from './monitor.ts';
import { noExecuteKey, noExecuteKeys, withNoExecute } from './no-execute.ts';
import type { Node } from './objects.ts';
import {
  createRateLimitedQueue,
  type RateLimitedQueue,
} from './rate-limited-queue.ts';
import { changeTaints } from './taint-writes.ts';
import { zoneOf } from './zones.ts';

export interface TainterParts {
  readonly clock: Clock;
  readonly nodes: ResourceClient<Node>;
  /** The copy. */
  readonly lister: Lister<Node>;
  readonly onError: (error: unknown) => void;
}

export class Tainter {
  readonly #parts: TainterParts;
  readonly #began: Millis;
  /** By zone. */
  readonly #queues = new Map<string, RateLimitedQueue>();
  #timer: { readonly at: Millis; readonly timer: Timer } | undefined;

  constructor(parts: TainterParts) {
    this.#parts = parts;
    this.#began = parts.clock.now();
  }

  /**
   * What a status of Ready means for a node: without a taint it queues for one, with
   * the other one it gets the right one at once, and when it is ready it has neither.
   */
  async look(node: Node, ready: string): Promise<void> {
    const key = noExecuteKey(ready);
    if (key === undefined) return this.clear(node);
    const keys = noExecuteKeys(node);
    if (keys.some((has) => has !== key)) return this.#put(node, key);
    const name = keyOf(node);
    const queue = this.#queueOf(zoneOf(node));
    if (keys.length === 0) queue.remove(name);
    queue.add(name, this.#parts.clock.now());
    this.#arm();
  }

  /** Takes the taints off a node, and the node out of its queue. */
  async clear(node: Node): Promise<void> {
    await this.#put(node, undefined);
    this.#queueOf(zoneOf(node)).remove(keyOf(node));
  }

  #put(node: Node, key: string | undefined): Promise<void> {
    const now = rfc3339(this.#parts.clock.wall());
    return changeTaints(this.#parts.nodes, node, (fresh) =>
      withNoExecute(fresh, key, now),
    );
  }

  #queueOf(zone: string): RateLimitedQueue {
    const queue = this.#queues.get(zone) ?? createRateLimitedQueue();
    this.#queues.set(zone, queue);
    return queue;
  }

  setRates(rates: ReadonlyMap<string, number>): void {
    const now = this.#parts.clock.now();
    for (const [zone, rate] of rates) this.#queueOf(zone).setRate(rate, now);
    this.#arm();
  }

  /** Waits for the next pass in which some node can be taken; passes are 100 ms apart. */
  #arm(): void {
    const { clock } = this.#parts;
    const next = Math.min(...[...this.#queues.values()].map((one) => one.next()));
    const passed = Math.max(next, clock.now() + 1) - this.#began;
    const passes = Math.ceil(passed / NODE_EVICTION_PERIOD_MS);
    const at = this.#began + passes * NODE_EVICTION_PERIOD_MS;
    if (at === this.#timer?.at) return;
    this.stop();
    if (at === Number.POSITIVE_INFINITY) return;
    const timer = clock.after(at - clock.now(), () => void this.#pass());
    this.#timer = { at, timer };
  }

  stop(): void {
    this.#timer?.timer.cancel();
    this.#timer = undefined;
  }

  async #pass(): Promise<void> {
    this.#timer = undefined;
    const now = this.#parts.clock.now();
    const passes: Promise<void>[] = [];
    for (const queue of this.#queues.values()) {
      const name = queue.take(now);
      if (name !== undefined) passes.push(this.#taint(name, queue));
    }
    this.#arm();
    await Promise.all(passes);
  }

  /** By what Ready says now: since the node was queued it may have come back. */
  async #taint(name: string, queue: RateLimitedQueue): Promise<void> {
    const node = this.#parts.lister.get(name);
    const key = node && noExecuteKey(readyOf(node)?.status);
    if (node === undefined || key === undefined) return;
    try {
      await this.#put(node, key);
    } catch (error) {
      this.#parts.onError(error);
      queue.retry(name, this.#parts.clock.now());
      this.#arm();
    }
  }
}
