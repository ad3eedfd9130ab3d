// What a reflector asks of a watch, and how far an event brings it. Chapter 12.
// Engine room: not told line by line.

import type { KubeObject } from '#objects';
import type { World } from '#world';
import type { Scope, WatchOptions } from './requests.ts';
import type { WatchEvent } from './types.ts';

/** A watch asks to be ended after 5 to 10 minutes, each after a time of its own. */
export const WATCH_TIMEOUT_S: readonly [number, number] = [300, 600];

/** What of a resource is wanted, without what else is said beside it. */
export function scopeOf({ namespace, labelSelector, fieldSelector }: Scope): Scope {
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(labelSelector === undefined ? {} : { labelSelector }),
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
  };
}

export function watchOptions({ chance }: World, scope: Scope): WatchOptions {
  const timeoutSeconds = chance.integer(...WATCH_TIMEOUT_S);
  return { ...scopeOf(scope), allowWatchBookmarks: true, timeoutSeconds };
}

/** Of a bookmark the version that it is about. */
export function versionOf(event: WatchEvent<KubeObject>): string {
  if (event.type === 'BOOKMARK') return event.resourceVersion;
  return event.object.metadata.resourceVersion ?? '';
}
