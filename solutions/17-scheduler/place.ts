// Where a pod waits: it may be tried now, later, or when something has happened that one
// of those who refused it waits for. Kubernetes: pkg/scheduler/backend/queue
// (isPodWorthRequeuing, backoff_queue.go). Chapter 17.

import type { Clock, Millis } from '#world';
import type { Changed, ClusterEvent, ClusterEventWithHint } from './events.ts';
import type { Pod } from './objects.ts';
import type { QueuedPodInfo } from './queued.ts';
import type { Verdict } from './status.ts';

//#region bounds
/** podInitialBackoffSeconds and podMaxBackoffSeconds. */
export const INITIAL_BACKOFF_MS: Millis = 1_000;
export const MAX_BACKOFF_MS: Millis = 10_000;
/** The backoff queue is looked through once in so long, on the whole second. */
export const FLUSH_MS: Millis = 1_000;
/** A refused pod waits no longer than this, and is looked for once in so long. */
export const MAX_UNSCHEDULABLE_MS: Millis = 300_000;
export const LEFTOVER_MS: Millis = 30_000;
//#endregion

//#region rules
/** What the profiles have to say of pods that wait. */
export interface QueueRules {
  less(a: QueuedPodInfo, b: QueuedPodInfo): boolean;
  preEnqueue(pod: Pod): Verdict;
  /** What a plugin of the pod's profile waits for; undefined: anything. */
  eventsOf(pod: Pod, plugin: string): readonly ClusterEventWithHint[] | undefined;
}

/** ANY is worth a try for every pod: time has passed, or somebody asks for it. */
export type Happening = readonly [event: ClusterEvent | 'ANY', changed: Changed];

export type QueueName = 'active' | 'backoff' | 'unschedulable';
//#endregion

//#region placing
/** By what it is decided. */
export interface Placing {
  readonly rules: QueueRules;
  readonly clock: Clock;
  readonly initial: Millis;
  readonly max: Millis;
}
//#endregion

//#region place-of
/**
 * Where a pod belongs that was refused, after all of this has happened. Nobody has
 * refused it: something broke, and it's worth a try. Else it is, if one of those
 * who refused it is helped; it is active at once if that one is pending and the
 * event is not ANY. What is worth a try waits until it's no longer backing off.
 */
export function placeOf(
  info: QueuedPodInfo,
  happenings: readonly Happening[],
  placing: Placing,
): QueueName {
  //#exercise 5 decide whether it may try again, and how soon
  const { pod, unschedulable, pending } = info;
  let isWorthATry = unschedulable.size + pending.size === 0;
  for (const happening of happenings)
    for (const plugin of [...unschedulable, ...pending]) {
      if (!helps(pod, plugin, happening, placing.rules)) continue;
      if (happening[0] !== 'ANY' && pending.has(plugin)) return 'active';
      isWorthATry = true;
    }
  if (!isWorthATry) return 'unschedulable';
  return isBackingOff(info, placing) ? 'backoff' : 'active';
  //#endexercise
}
//#endregion

//#region helps
/** Whether the plugin says that this may have made room. A hint that fails: yes. */
function helps(
  pod: Pod,
  plugin: string,
  [event, changed]: Happening,
  rules: QueueRules,
): boolean {
  if (event === 'ANY') return true;
  const events = rules.eventsOf(pod, plugin);
  if (events === undefined) return true;
  return events.some(({ resource, actions, hint }) => {
    if (resource !== event.resource || !actions.includes(event.action))
      return false;
    try {
      return hint === undefined || hint(pod, changed) === 'Queue';
    } catch {
      return true;
    }
  });
}
//#endregion

//#region backing-off
/** 1 s after the first refusal, doubled each time, until that second is over. */
export function isBackingOff(
  { refused, errors, timestamp }: QueuedPodInfo,
  { clock, initial, max }: Placing,
): boolean {
  const times = errors > 0 ? errors : refused;
  if (times === 0) return false;
  const wait = Math.min(initial * 2 ** (times - 1), max);
  const end = Math.floor((timestamp + wait) / FLUSH_MS);
  return end >= Math.floor(clock.now() / FLUSH_MS);
}
//#endregion
