// What watches were told, in a form that does not depend on when: how etcd cuts the past
// into responses is left to it, and so is the order of the responses of two watches. At
// which revision a watch ended that began too early is left out, for etcd says 0.

import type { WatchEvent, WatchResponse } from '#watch';

/** What one watch was told, one after the other. */
type Told = readonly (WatchEvent | Said)[];

/** By watch. @throws Error if the events of a revision come in two responses */
export function describe(
  responses: readonly WatchResponse[],
): Record<number, Told> {
  const told: Record<number, Told> = {};
  const latest = new Map<number, number>();
  for (const { events, ...said } of responses) {
    const before = told[said.watchId] ?? [];
    if (said.created || said.canceled)
      told[said.watchId] = [...before, about(said)];
    else told[said.watchId] = [...before, ...events];
    checkWhole(events, said.revision, latest.get(said.watchId) ?? 0);
    const last = events.at(-1);
    if (last) latest.set(said.watchId, last.kv.modRevision);
    if (said.created) latest.delete(said.watchId);
  }
  return told;
}

type Said = Omit<WatchResponse, 'events'>;

function about(said: Said): Said {
  return said.compactRevision === undefined ? said : { ...said, revision: 0 };
}

function checkWhole(
  events: readonly WatchEvent[],
  now: number,
  before: number,
): void {
  let last = before;
  for (const [index, { kv }] of events.entries()) {
    const isNext = index === 0 ? kv.modRevision > last : kv.modRevision >= last;
    if (!isNext || kv.modRevision > now)
      throw new Error(
        `an event of revision ${kv.modRevision} after ${last} at ${now}`,
      );
    last = kv.modRevision;
  }
}
