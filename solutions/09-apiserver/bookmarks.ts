// Word of how far a watch has come, for clients that asked for it and heard nothing for a
// while: they can come back from there. apiserver: pkg/storage/cacher/cacher.go.
// Engine room: not told line by line. Chapter 09.

import type { Revision } from '#store';
import type { Timer, World } from '#world';
import { BOOKMARK_MS } from './limits.ts';
import type { Subscriber } from './told.ts';
import type { Storage } from './types.ts';

interface Parts {
  readonly world: World;
  readonly storage: Storage;
}

export class Bookmarks {
  readonly #parts: Parts;
  readonly #subscribers = new Set<Subscriber>();
  readonly #due = new Set<Subscriber>();
  #revision: Revision = 0;
  /** What the last ones said. */
  #marked: Revision = 0;
  #timer: Timer | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  add(subscriber: Subscriber): void {
    if (!subscriber.wantsBookmarks) return;
    this.#subscribers.add(subscriber);
    this.#arm();
  }

  delete(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    this.#due.delete(subscriber);
    if (this.#subscribers.size > 0) return;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Everything up to this revision was told. */
  reached(revision: Revision): void {
    this.#revision = revision;
    if (this.#due.size > 0) this.#send();
  }

  #arm(): void {
    this.#timer ??= this.#parts.world.clock.after(BOOKMARK_MS, () => {
      this.#timer = undefined;
      this.#ring();
      this.#arm();
    });
  }

  /** If nothing happened here the store may have gone on all the same: ask it. */
  #ring(): void {
    for (const subscriber of this.#subscribers) this.#due.add(subscriber);
    const isQuiet = this.#revision === this.#marked;
    const { storage } = this.#parts;
    storage.progress?.();
    if (!isQuiet || storage.progress === undefined) this.#send();
  }

  #send(): void {
    for (const subscriber of this.#due) subscriber.bookmark(this.#revision);
    this.#due.clear();
    this.#marked = this.#revision;
  }
}
