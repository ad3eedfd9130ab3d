// One watch of the store for all watches of a resource's clients, and its last events in a
// window, for those that come back. apiserver: pkg/storage/cacher. Chapter 09.
// Engine room: not told line by line.

import { expired } from '#objects';
import { type Key, prefixEnd, type Revision } from '#store';
import type { WatchEvent } from '#watch';
import type { World } from '#world';
import { Bookmarks } from './bookmarks.ts';
import type { Item, Items } from './item.ts';
import { WINDOW_EVENTS } from './limits.ts';
import { type CacheEvent, type Subscriber, tell } from './told.ts';
import type { Storage } from './types.ts';

interface Parts {
  readonly world: World;
  readonly storage: Storage;
  readonly items: Items;
  readonly prefix: Key;
}

export class WatchCache {
  readonly #parts: Parts;
  readonly #bookmarks: Bookmarks;
  readonly #subscribers = new Set<Subscriber>();
  /** Every object as it is now: what the next event will have been before. */
  #current = new Map<Key, Item>();
  #window: CacheEvent[] = [];
  /** A client that knows this revision can be told all that came after it. */
  #from: Revision = 0;
  #started: Promise<void> | undefined;
  #stop = new AbortController();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#bookmarks = new Bookmarks(parts);
  }

  /** Reads what there is and watches from there; once, for the first who asks. */
  start(): Promise<void> {
    this.#started ??= this.#begin();
    return this.#started;
  }

  async #begin(): Promise<void> {
    const { storage, items, prefix } = this.#parts;
    const range = { key: prefix, rangeEnd: prefixEnd(prefix) };
    try {
      const { kvs, revision } = await storage.range(range);
      this.#current = new Map(kvs.map((kv) => [kv.key, items.of(kv)]));
      this.#window = [];
      this.#from = revision;
      this.#stop = new AbortController();
      const request = {
        ...range,
        startRevision: revision + 1,
        progressNotify: true,
      };
      void this.#follow(storage.watch(request, this.#stop.signal));
    } catch (error) {
      this.#started = undefined;
      throw error;
    }
  }

  async #follow(responses: ReturnType<Storage['watch']>): Promise<void> {
    try {
      for await (const { events, revision, canceled } of responses) {
        if (canceled) break;
        for (const event of events) this.#take(event);
        this.#bookmarks.reached(revision);
      }
    } catch {
      // The store can't be reached: it is as if the watch had been canceled.
    }
    // What is missed now can't be told. Every watch ends; the next one begins anew.
    this.#started = undefined;
    for (const subscriber of [...this.#subscribers]) subscriber.end();
  }

  #take({ type, kv }: WatchEvent): void {
    const { key, modRevision: revision } = kv;
    const previous = this.#current.get(key);
    const current = type === 'PUT' ? this.#parts.items.of(kv) : undefined;
    if (current === undefined) this.#current.delete(key);
    else this.#current.set(key, current);
    const event = { key, revision, previous, current, lines: new Map() };
    this.#keep(event);
    for (const subscriber of [...this.#subscribers]) tell(subscriber, [event]);
  }

  #keep(event: CacheEvent): void {
    this.#window.push(event);
    // Twice as many, so that they are moved once in a while only.
    if (this.#window.length < 2 * WINDOW_EVENTS) return;
    const gone = this.#window.splice(0, WINDOW_EVENTS);
    this.#from = gone.at(-1)?.revision ?? this.#from;
  }

  /** Tells what the client missed, and from now on all. @throws StatusError Expired */
  subscribe(subscriber: Subscriber): void {
    const { after } = subscriber;
    if (after < this.#from)
      throw expired(`too old resource version: ${after} (${this.#from})`);
    tell(subscriber, this.#window);
    this.#subscribers.add(subscriber);
    this.#bookmarks.add(subscriber);
  }

  unsubscribe(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    this.#bookmarks.delete(subscriber);
  }

  close(): void {
    this.#stop.abort();
    for (const subscriber of [...this.#subscribers]) subscriber.end();
  }
}
