// The responses that wait for one client, with a bound: what a slow reader may cost. It
// does not know what to do when it is full; the stream does. Chapter 03.
// Engine room: not told line by line.

import type { WatchResponse } from './types.ts';

export class ResponseQueue {
  readonly #capacity: number;
  readonly #responses: WatchResponse[] = [];
  #onReady = (): void => undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get isFull(): boolean {
    return this.#responses.length >= this.#capacity;
  }

  push(response: WatchResponse): void {
    this.#responses.push(response);
  }

  /** The oldest `max`, which leave the queue. */
  take(max: number): readonly WatchResponse[] {
    return this.#responses.splice(0, max);
  }

  onReady(listener: () => void): void {
    this.#onReady = listener;
  }

  /** Does `work`, and calls the listener if that put something into an empty queue. */
  filling<T>(work: () => T): T {
    const wasEmpty = this.#responses.length === 0;
    const result = work();
    if (wasEmpty && this.#responses.length > 0) this.#onReady();
    return result;
  }
}
