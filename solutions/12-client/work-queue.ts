// Work queue: keys that wait for a worker, each of them once, none of them with two
// workers at a time. client-go: util/workqueue. Chapter 12.

import type { World } from '#world';
import { Delays } from './delays.ts';
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts';
import type { WorkQueue } from './types.ts';

//#region state
class Queue implements WorkQueue {
  /** In the order in which they are handed out. */
  readonly #waiting: string[] = [];
  /** Somebody has to look at these: they wait, or will when they are done. */
  readonly #dirty = new Set<string>();
  /** A worker has these. */
  readonly #processing = new Set<string>();
  /** Workers that wait for a key. */
  readonly #idle: ((key: string | undefined) => void)[] = [];
  readonly #delays: Delays;
  readonly #limiter: RateLimiter;
  #isShutDown = false;

  constructor(world: World, limiter: RateLimiter) {
    this.#limiter = limiter;
    this.#delays = new Delays(world.clock, (key) => this.add(key));
  }
  //#endregion

  //#region move
  add(key: string): void {
    if (!this.#isShutDown) this.#move(key, 'added');
  }

  done(key: string): void {
    if (this.#processing.has(key)) this.#move(key, 'done');
  }

  /** Decides in which of the sets the key is from now on. */
  #move(key: string, why: 'added' | 'taken' | 'done'): void {
    //#exercise 1,2 move the key, and offer it if a worker may have it
    if (why === 'taken') {
      this.#dirty.delete(key);
      this.#processing.add(key);
      return;
    }
    if (why === 'added') {
      if (this.#dirty.has(key)) return;
      this.#dirty.add(key);
    } else this.#processing.delete(key);
    if (this.#dirty.has(key) && !this.#processing.has(key)) this.#offer(key);
    //#endexercise
  }
  //#endregion

  //#region offer
  get length(): number {
    return this.#waiting.length;
  }

  /** Gives the key to a worker that has nothing to do, or lets it wait for one. */
  #offer(key: string): void {
    this.#waiting.push(key);
    this.#idle.shift()?.(this.#next());
  }

  #next(): string | undefined {
    const key = this.#waiting.shift();
    if (key !== undefined) this.#move(key, 'taken');
    return key;
  }

  get(): Promise<string | undefined> {
    if (this.#waiting.length > 0 || this.#isShutDown)
      return Promise.resolve(this.#next());
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  shutDown(): void {
    this.#isShutDown = true;
    this.#delays.cancelAll();
    for (const leave of this.#idle.splice(0)) leave(undefined);
  }
  //#endregion

  //#region later
  addAfter(key: string, delay: number): void {
    if (this.#isShutDown) return;
    if (delay <= 0) this.add(key);
    else this.#delays.set(key, delay);
  }

  addRateLimited(key: string): void {
    this.addAfter(key, this.#limiter.when(key));
  }

  forget(key: string): void {
    this.#limiter.forget(key);
  }

  numRequeues(key: string): number {
    return this.#limiter.numRequeues(key);
  }
}
//#endregion

//#region create
/** An empty queue; without a limiter of its own it has that of most controllers. */
export function createWorkQueue(
  world: World,
  limiter: RateLimiter = createRateLimiter(world.clock),
): WorkQueue {
  return new Queue(world, limiter);
}
//#endregion
