// The watches that are up to date, so placed that a commit finds those whom it concerns
// without asking the others. etcd's watcherGroup (mvcc/watcher_group.go) has a map for
// single keys and an interval tree for ranges; here ranges are a list. Chapter 03.
// Engine room: not told line by line.

import type { Key, KeyValue, Revision } from '#store';
import type { Interest } from './interest.ts';
import type { WatchEvent } from './types.ts';

/** One watch, as the hub knows it. */
export interface Watcher {
  readonly id: number;
  readonly interest: Interest;
  readonly stream: Receiver;
  readonly progressNotify: boolean;
  /** The place where it stands: the first revision that it was not told of. */
  next: Revision;
  /** It was told nothing since it was last asked whether it is quiet. */
  isQuiet: boolean;
}

/** A stream, as the hub knows it. */
export interface Receiver {
  deliver(
    watcher: Watcher,
    events: readonly WatchEvent[],
    revision: Revision,
  ): void;
  notifyProgress(): void;
}

/** Watchers that want to see the same. */
export interface Audience {
  readonly interest: Interest;
  readonly watchers: Set<Watcher>;
}

/** What a watch with this interest is told of a change: nothing if it did not ask. */
export type EventOf = (
  interest: Interest,
  change: KeyValue,
) => WatchEvent | undefined;

type Audiences = Map<string, Audience>;

export class WatcherGroup {
  readonly #eventOf: EventOf;
  readonly #ofKeys = new Map<Key, Audiences>();
  readonly #ofRanges: Audiences = new Map();

  constructor(eventOf: EventOf) {
    this.#eventOf = eventOf;
  }

  #audiencesLike({ isOneKey, keys }: Interest): Audiences {
    if (!isOneKey) return this.#ofRanges;
    const ofKey = this.#ofKeys.get(keys.from) ?? new Map();
    this.#ofKeys.set(keys.from, ofKey);
    return ofKey;
  }

  add(watcher: Watcher): void {
    const { interest } = watcher;
    const audiences = this.#audiencesLike(interest);
    const text = JSON.stringify(interest);
    const audience = audiences.get(text) ?? { interest, watchers: new Set() };
    audiences.set(text, audience);
    audience.watchers.add(watcher);
  }

  delete(watcher: Watcher): void {
    const { interest } = watcher;
    const audiences = this.#audiencesLike(interest);
    const text = JSON.stringify(interest);
    const watchers = audiences.get(text)?.watchers;
    watchers?.delete(watcher);
    if (watchers?.size === 0) audiences.delete(text);
    if (interest.isOneKey && audiences.size === 0)
      this.#ofKeys.delete(interest.keys.from);
  }

  /** Who is to be told of a commit, and what: the same frozen events for an audience. */
  concerned(changes: readonly KeyValue[]): Map<Audience, readonly WatchEvent[]> {
    const found = new Map<Audience, WatchEvent[]>();
    for (const change of changes) {
      for (const audience of this.#candidates(change.key)) {
        const event = this.#eventOf(audience.interest, change);
        if (event === undefined) continue;
        const own = found.get(audience);
        if (own === undefined) found.set(audience, [event]);
        else own.push(event);
      }
    }
    for (const events of found.values()) Object.freeze(events);
    return found;
  }

  *#candidates(key: Key): Generator<Audience> {
    const ofKey = this.#ofKeys.get(key);
    if (ofKey !== undefined) yield* ofKey.values();
    yield* this.#ofRanges.values();
  }
}
