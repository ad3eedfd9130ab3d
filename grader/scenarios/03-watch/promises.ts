// What every response keeps to, whatever it tells: not too much of the past at once, and
// nothing that one client could change for another.

import type { WatchEvent, WatchResponse } from '#watch';

/** Revisions in one response: etcd's, and the contract's. */
const MOST_REVISIONS = 1_000;

/** Is written on what may be written on, and should be seen in nothing that comes later. */
const WRITTEN: WatchEvent = {
  type: 'PUT',
  kv: {
    ...{ key: 'written on', value: '', version: 1, lease: 0 },
    ...{ createRevision: 0, modRevision: 0 },
  },
};

/** What is wrong with a response. What tells of nothing is written on besides. */
export function wrongWith({ events }: WatchResponse): readonly string[] {
  const wrong: string[] = [];
  if (events.includes(WRITTEN))
    wrong.push('what a client wrote on a response stands in a later one');
  if (events.length === 0) {
    Reflect.set(events, 0, WRITTEN);
    return wrong;
  }
  if (!Object.isFrozen(events))
    wrong.push('the list of events is not frozen: a client can write on it');
  if (!events.every(isFrozen))
    wrong.push('an event is not frozen: a client can write on it');
  const revisions = revisionsIn(events);
  if (revisions > MOST_REVISIONS)
    wrong.push(
      `a response told of ${revisions} revisions, and ${MOST_REVISIONS} are the most`,
    );
  return wrong;
}

/** The events without what was written between them. */
export function eventsOf({ events }: WatchResponse): readonly WatchEvent[] {
  return events.includes(WRITTEN)
    ? events.filter((event) => event !== WRITTEN)
    : events;
}

function isFrozen(event: WatchEvent): boolean {
  const { isFrozen: frozen } = Object;
  // Of what is no object it is true.
  return frozen(event) && frozen(event.kv) && frozen(event.prevKv);
}

function revisionsIn(events: readonly WatchEvent[]): number {
  if (events.length <= MOST_REVISIONS) return 1;
  return new Set(events.map(({ kv }) => kv.modRevision)).size;
}
