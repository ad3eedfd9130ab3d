// What an event is to one client: it depends on what the client wants to see, and on what
// it knows. apiserver: pkg/storage/cacher/cache_watcher.go. Chapter 09.

import { NotWritten } from '#world';
import type { Key, Revision } from '#store';
import type { Item, Wanted } from './item.ts';

/** One change of one object: as it was, as it is, and what was written of it. */
export interface CacheEvent {
  readonly key: Key;
  readonly revision: Revision;
  /** Absent if the object was made. */
  readonly previous: Item | undefined;
  /** Absent if it was deleted. */
  readonly current: Item | undefined;
  /** Lines as they are sent, by their type: one for all that are sent it. */
  readonly lines: Map<string, Uint8Array>;
}

/** What one client is told of an event. */
export interface Told {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly item: Item;
}

/** A client's watch, as the cache knows it. */
export interface Subscriber {
  /** It knows of everything up to here. */
  readonly after: Revision;
  /** Its objects' keys begin so. */
  readonly prefix: Key;
  readonly wanted: Wanted;
  readonly wantsBookmarks: boolean;
  told(told: Told, event: CacheEvent): void;
  bookmark(revision: Revision): void;
  end(): void;
}

/**
 * Tells a client of these events, in order: of those that it doesn't know, about
 * keys of its own, as its selector sees them. What it wants now and did not before
 * is ADDED, what it wants no longer DELETED: as it last wanted it, at the event's
 * revision.
 */
export function tell(subscriber: Subscriber, events: readonly CacheEvent[]): void {
  const { after, prefix, wanted } = subscriber;
  // TODO 9.7: leave out what is not for it, and say what the rest is to it
  throw new NotWritten('9.7');
}
