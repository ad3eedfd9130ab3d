// One watch of the store for all watches of a resource's clients, and the last events in
// a window, for those that come back. apiserver: pkg/storage/cacher. Chapter 09.

import { expired } from '#objects';
import { type Key, prefixEnd, type Revision } from '#store';
import type { WatchEvent } from '#watch';
import type { Timer, World } from '#world';
import type { Item, Items } from './item.ts';
import type { Storage } from './types.ts';

/** Events that are kept. Kubernetes: 100 to 102,400, as many as 75 s bring. */
export const WINDOW_EVENTS = 1024;

/** How often a quiet watch is told how far it has come: bookmarkFrequency, 1 min. */
export const BOOKMARK_MS = 60_000;

/** One change of one object: as it was, as it is, and what was written of it. */
export interface CacheEvent {
  readonly key: Key;
  readonly revision: Revision;
  readonly current: Item | undefined;
  readonly previous: Item | undefined;
  /** Lines as they are sent, by their type: one for all that are sent it. */
  readonly lines: Map<string, Uint8Array>;
}

/** A client's watch, as the cache knows it. */
export interface Subscriber {
  /** It knows all up to here. */
  readonly after: Revision;
  readonly wantsBookmarks: boolean;
  event(event: CacheEvent): void;
  bookmark(revision: Revision): void;
  end(): void;
}

interface Parts {
  readonly world: World;
  readonly storage: Storage;
  readonly items: Items;
  readonly prefix: Key;
}

export class WatchCache {
  readonly #parts: Parts;
  readonly #subscribers = new Set<Subscriber>();
  readonly #due = new Set<Subscriber>();
  #current = new Map<Key, Item>();
  #window: CacheEvent[] = [];
  /** Whoever knows this revision can be told all that came after it. */
  #from: Revision = 0;
  #revision: Revision = 0;
  #marked: Revision = 0;
  #started: Promise<void> | undefined;
  #stop = new AbortController();
  #timer: Timer | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
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
      this.#revision = revision;
      this.#marked = revision;
      this.#stop = new AbortController();
      const request = {
        ...range,
        startRevision: revision + 1,
        progressNotify: true,
      };
      const responses = storage.watch(request, this.#stop.signal);
      void this.#follow(responses);
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
        this.#revision = Math.max(this.#revision, revision);
        this.#sendDue();
      }
    } catch {
      // The store can't be reached: as when it cancels.
    }
    this.#lose();
  }

  /** What was missed can't be told: every watch ends, the next one begins anew. */
  #lose(): void {
    this.#started = undefined;
    for (const subscriber of [...this.#subscribers]) subscriber.end();
  }

  #take({ type, kv }: WatchEvent): void {
    const { items } = this.#parts;
    const { key, modRevision: revision } = kv;
    const previous = this.#current.get(key);
    const current = type === 'PUT' ? items.of(kv) : undefined;
    if (current === undefined) this.#current.delete(key);
    else this.#current.set(key, current);
    this.#revision = revision;
    const event = { key, revision, current, previous, lines: new Map() };
    this.#keep(event);
    for (const subscriber of [...this.#subscribers]) subscriber.event(event);
  }

  #keep(event: CacheEvent): void {
    this.#window.push(event);
    // Twice as many, so that they are moved once in a while only.
    if (this.#window.length < 2 * WINDOW_EVENTS) return;
    const gone = this.#window.splice(0, WINDOW_EVENTS);
    this.#from = gone.at(-1)?.revision ?? this.#from;
  }

  /** Tells what came after the subscriber's revision, and from now on all. */
  subscribe(subscriber: Subscriber): void {
    const { after } = subscriber;
    if (after < this.#from)
      throw expired(`too old resource version: ${after} (${this.#from})`);
    for (const event of this.#window)
      if (event.revision > after) subscriber.event(event);
    this.#subscribers.add(subscriber);
    if (subscriber.wantsBookmarks) this.#arm();
  }

  unsubscribe(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    this.#due.delete(subscriber);
    if ([...this.#subscribers].some((one) => one.wantsBookmarks)) return;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #arm(): void {
    this.#timer ??= this.#parts.world.clock.after(BOOKMARK_MS, () => {
      this.#timer = undefined;
      this.#mark();
      this.#arm();
    });
  }

  /** If nothing happened here, the store may still have gone on: ask it. */
  #mark(): void {
    for (const subscriber of this.#subscribers)
      if (subscriber.wantsBookmarks) this.#due.add(subscriber);
    const isQuiet = this.#revision === this.#marked;
    const { progress } = this.#parts.storage;
    progress?.();
    if (!isQuiet || progress === undefined) this.#sendDue();
  }

  #sendDue(): void {
    for (const subscriber of this.#due) subscriber.bookmark(this.#revision);
    this.#due.clear();
    this.#marked = this.#revision;
  }

  close(): void {
    this.#stop.abort();
    for (const subscriber of [...this.#subscribers]) subscriber.end();
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
