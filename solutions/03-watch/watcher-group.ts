// The watches that are up to date, so placed that a commit finds those whom it concerns
// without asking the others. etcd's watcherGroup (mvcc/watcher_group.go) has a map for
// single keys and an interval tree for ranges; here ranges are a list. Chapter 03.
// Engine room: not told line by line.

import type { Key, KeyValue, Revision } from '#store';
import { concerns, type Interest } from './interest.ts';
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

type Audiences = Map<string, Audience>;

export class WatcherGroup {
  readonly #ofKeys = new Map<Key, Audiences>();
  readonly #ofRanges: Audiences = new Map();

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

  /** Who is to be told of a commit, and of which of its changes. */
  concerned(changes: readonly KeyValue[]): Map<Audience, KeyValue[]> {
    const found = new Map<Audience, KeyValue[]>();
    for (const change of changes) {
      for (const audience of this.#candidates(change.key)) {
        if (!concerns(audience.interest, change)) continue;
        const own = found.get(audience);
        if (own === undefined) found.set(audience, [change]);
        else own.push(change);
      }
    }
    return found;
  }

  *#candidates(key: Key): Generator<Audience> {
    const ofKey = this.#ofKeys.get(key);
    if (ofKey !== undefined) yield* ofKey.values();
    yield* this.#ofRanges.values();
  }
}
