// What an event is to one client: it depends on what the client wants to see. apiserver:
// convertToWatchEvent of pkg/storage/cacher/cache_watcher.go. Chapter 09.

import type { Item } from './item.ts';
import type { Wanted } from './query.ts';
import type { CacheEvent } from './watch-cache.ts';

/** What one client is told. */
export interface Told {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly item: Item;
}

/** What an event is to a client that wants only some objects. */
export function toldOf(event: CacheEvent, wanted: Wanted): Told | undefined {
  const { current, previous, revision } = event;
  const isWanted = current !== undefined && wanted(current);
  const wasWanted = previous !== undefined && wanted(previous);
  if (isWanted) return { type: wasWanted ? 'MODIFIED' : 'ADDED', item: current };
  if (!wasWanted) return undefined;
  // The last that this client knew of it, at the revision at which it was lost.
  return { type: 'DELETED', item: previous.at(revision) };
}
