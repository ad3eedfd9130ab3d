// Right, and unlike the reference: what a watch was not told yet is one response, however
// many commits it holds; a commit that comes while one waits is added to it. So a watch
// that has a response in the queue never falls behind, and is never overtaken.
// It asks every watch of every commit. Slow, and right.

import {
  type Commit,
  EtcdError,
  type KeyIndex,
  type KeyValue,
  type Store,
} from '#store';
import type {
  WatchCreateRequest,
  WatchEvent,
  WatchHub,
  WatchResponse,
  WatchStream,
} from '#watch';

/** A stream, with what only this hub asks of it. */
interface Waked extends WatchStream {
  wake(): void;
  notify(): void;
}

interface Place {
  id: number;
  request: WatchCreateRequest;
  next: number;
  notify: boolean;
  told: boolean;
}

/** Revisions in one response. */
const MOST = 1_000;

export function createWatchHub(
  store: Store,
  options: { capacity?: number } = {},
): WatchHub {
  const capacity = options.capacity ?? 128;
  if (!(Number.isSafeInteger(capacity) && capacity > 0)) throw new RangeError();
  let history: Commit[] = [];
  let oldest = store.revision === 1 ? 0 : store.revision + 1;
  let compacted = 0;
  const streams = new Set<Waked>();
  store.onCommit(({ revision, changes }) => {
    history.push({ revision, changes: [...changes] });
    for (const stream of streams) stream.wake();
  });
  function wants(
    { key, rangeEnd = '', filters = [] }: WatchCreateRequest,
    kv: KeyValue,
  ): boolean {
    if (filters.includes(kv.version === 0 ? 'NODELETE' : 'NOPUT')) return false;
    if (rangeEnd === '') return kv.key === (key || '\0');
    return kv.key >= key && (rangeEnd === '\0' || kv.key < rangeEnd);
  }
  function events(request: WatchCreateRequest, commit: Commit): WatchEvent[] {
    return commit.changes
      .filter((kv) => wants(request, kv))
      .map((kv) => {
        const revision = kv.modRevision - 1;
        const prevKv =
          request.prevKv &&
          kv.createRevision !== kv.modRevision &&
          revision >= compacted
            ? store.range({ key: kv.key, revision }).kvs[0]
            : undefined;
        return Object.freeze({
          type: kv.version === 0 ? 'DELETE' : 'PUT',
          kv,
          ...(prevKv ? { prevKv } : {}),
        });
      });
  }
  /** What a watch was not told yet of so many revisions, and the watch has moved on. */
  function some(place: Place, room: number): WatchEvent[] {
    const found: WatchEvent[] = [];
    let revisions = 0;
    const pending = history.filter(({ revision }) => revision >= place.next);
    for (const commit of pending) {
      const own = events(place.request, commit);
      if (own.length > 0 && revisions++ === room) break;
      found.push(...own);
      place.next = commit.revision + 1;
    }
    return found;
  }
  function stream(): Waked {
    let queue: WatchResponse[] = [];
    let ready = () => {};
    let rung = false;
    const ring = () => {
      if (!rung) ready();
      rung = true;
    };
    let places: Place[] = [];
    let auto = 0;
    let closed = false;
    const answer = (response: Partial<WatchResponse> & { watchId: number }) => {
      queue.push({ revision: store.revision, events: [], ...response });
      ring();
    };
    function pull(): void {
      for (const place of [...places].reverse()) {
        if (place.next < oldest) {
          places = places.filter((one) => one !== place);
          queue.push({
            watchId: place.id,
            revision: 0,
            events: [],
            canceled: true,
            compactRevision: oldest,
          });
          continue;
        }
        const mine = queue.findLast(
          (one) => one.watchId === place.id && one.events.length > 0,
        );
        const waiting = queue.filter((one) => one.events.length > 0).length;
        if (mine === undefined && waiting >= capacity) continue;
        const held = new Set(mine?.events.map(({ kv }) => kv.modRevision));
        const found = some(place, MOST - held.size);
        if (found.length > 0) {
          const { revision } = store;
          const before = mine?.events ?? [];
          const told = {
            watchId: place.id,
            revision,
            events: Object.freeze([...before, ...found]),
          };
          if (mine === undefined) queue.push(told);
          else queue[queue.indexOf(mine)] = told;
          place.told = true;
          // Whoever was told comes last the next time.
          places = [place, ...places.filter((one) => one !== place)];
        }
      }
    }
    const isCurrent = ({ next }: Place) =>
      next <= store.revision + 1 &&
      !history.some(({ revision }) => revision >= next);
    const self: Waked = {
      wake() {
        pull();
        ring();
      },
      watch(request: WatchCreateRequest): number {
        if (closed) throw new TypeError('closed');
        const { key, rangeEnd = '', watchId = 0, startRevision = 0 } = request;
        let reason = '';
        if (rangeEnd > '\0' && rangeEnd <= key)
          reason = 'mvcc: watcher range is empty';
        else if (watchId && places.some(({ id }) => id === watchId))
          reason = 'mvcc: duplicate watch ID provided on the WatchStream';
        if (reason) {
          answer({
            watchId: -1,
            created: true,
            canceled: true,
            cancelReason: reason,
          });
          return -1;
        }
        let id = watchId;
        if (!id) {
          while (places.some((one) => one.id === auto)) auto++;
          id = auto++;
        }
        answer({ watchId: id, created: true });
        places.push({
          id,
          request,
          next: startRevision || store.revision + 1,
          notify: !!request.progressNotify,
          told: false,
        });
        return id;
      },
      cancel(id: number) {
        if (!places.some((one) => one.id === id)) return;
        places = places.filter((one) => one.id !== id);
        queue = queue.filter((one) => one.watchId !== id);
        answer({ watchId: id, canceled: true });
      },
      progress() {
        pull();
        if (places.length && places.every(isCurrent)) answer({ watchId: -1 });
      },
      notify() {
        pull();
        for (const place of places) {
          if (place.notify && !place.told && isCurrent(place))
            answer({ watchId: place.id });
          place.told = false;
        }
      },
      take(max = 1e9) {
        rung = false;
        pull();
        return queue.splice(0, max);
      },
      onReady(listener: () => void) {
        ready = listener;
      },
      close() {
        places = [];
        queue = [];
        closed = true;
        streams.delete(self);
      },
    };
    streams.add(self);
    return self;
  }
  return {
    stream,
    notifyProgress() {
      for (const one of streams) one.notify();
    },
    forget(revision: number) {
      history = history.filter((commit) => commit.revision >= revision);
      compacted = revision;
      oldest = Math.max(oldest, revision);
    },
  };
}

export function compact(
  store: Store,
  index: KeyIndex,
  hub: WatchHub,
  revision: number,
): void {
  if (revision <= index.floor)
    throw new EtcdError('OutOfRange', 'mvcc: required revision has been compacted');
  if (revision > store.revision)
    throw new EtcdError(
      'OutOfRange',
      'mvcc: required revision is a future revision',
    );
  index.floor = revision;
  for (const history of [...index.scan({ from: '\0', end: undefined })]) {
    const { versions } = history;
    let drop = 0;
    while ((versions[drop + 1]?.modRevision ?? Infinity) <= revision) drop++;
    // As etcd since 3.5.16: a tombstone of the very revision stays until the next time.
    const first = versions[drop];
    if (first && first.version === 0 && first.modRevision < revision) drop++;
    history.keepNewest(versions.length - drop);
    if (history.versions.length === 0) index.remove(history.key);
  }
  hub.forget(revision);
}
