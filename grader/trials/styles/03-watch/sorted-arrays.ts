// Functions and arrays: watches stand in one list by the key at which they begin, places
// in it and in the log are found by halving, and what a watch missed is told a revision
// at a time.

import { type Commit, EtcdError, type KeyIndex, type Store } from '#store';
import type {
  WatchCreateRequest,
  WatchEvent,
  WatchHub,
  WatchResponse,
  WatchStream,
} from '#watch';

interface One {
  readonly id: number;
  readonly from: string;
  /** '' where it has none. */
  readonly end: string;
  readonly request: WatchCreateRequest;
  readonly tell: (one: One, commit: Commit) => void;
  next: number;
  heard: boolean;
}

/** The first place of a sorted list at which `isThere` holds. */
function placeIn<T>(list: readonly T[], isThere: (item: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isThere(list[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const without = <T>(list: T[], item: T): void => {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
};

export function createWatchHub(
  store: Store,
  options: { capacity?: number } = {},
): WatchHub {
  const room = options.capacity === undefined ? 128 : options.capacity;
  if (room < 1 || room % 1 !== 0) throw new RangeError(`no room: ${room}`);
  const log: Commit[] = [];
  let compacted = 0;
  let lost = store.revision > 1 ? store.revision : 0;
  if (lost === 0) log.push({ revision: 1, changes: [] });
  /** Of one key each, by key; and of ranges, as they came. */
  const singles: One[] = [];
  const ranges: One[] = [];
  const streams: { notify(): void }[] = [];

  const singlesAt = (key: string): number =>
    placeIn(singles, ({ from }) => from >= key);

  function join(one: One): void {
    if (one.end === `${one.from}\0`) singles.splice(singlesAt(one.from), 0, one);
    else ranges.push(one);
  }

  function leave(one: One): void {
    without(ranges, one);
    let at = singlesAt(one.from);
    while (singles[at]?.from === one.from && singles[at] !== one) at++;
    if (singles[at] === one) singles.splice(at, 1);
  }

  function eventsOf({ from, end, request }: One, commit: Commit): WatchEvent[] {
    const events: WatchEvent[] = [];
    for (const kv of commit.changes) {
      if (kv.key < from || (end !== '' && kv.key >= end)) continue;
      const type = kv.version > 0 ? 'PUT' : 'DELETE';
      if (request.filters?.includes(`NO${type}`)) continue;
      const event: { -readonly [F in keyof WatchEvent]: WatchEvent[F] } = {
        type,
        kv,
      };
      const revision = commit.revision - 1;
      const isNew = kv.createRevision === commit.revision;
      if (request.prevKv && !isNew && revision >= compacted) {
        const [before] = store.range({ key: kv.key, revision }).kvs;
        if (before) event.prevKv = before;
      }
      events.push(Object.freeze(event));
    }
    return events;
  }

  store.onCommit(({ revision, changes }) => {
    const commit = { revision, changes: changes.slice() };
    log.push(commit);
    const concerned = new Set<One>(ranges);
    for (const { key } of changes) {
      for (let at = singlesAt(key); singles[at]?.from === key; at++)
        concerned.add(singles[at] as One);
    }
    for (const one of concerned) if (one.next <= revision) one.tell(one, commit);
  });

  function stream(): WatchStream {
    const all = new Map<number, One>();
    const late: One[] = [];
    const queue: WatchResponse[] = [];
    let isOver = false;
    let number = 0;
    let wake = (): void => {};

    function say(watchId: number, more: Partial<WatchResponse> = {}): void {
      queue.push({ watchId, revision: store.revision, events: [], ...more });
      if (queue.length === 1) wake();
    }

    function tell(one: One, commit: Commit): void {
      const events = eventsOf(one, commit);
      if (queue.length >= room && events.length > 0) {
        one.next = commit.revision;
        leave(one);
        late.push(one);
        return;
      }
      one.next = commit.revision + 1;
      if (events.length > 0) tellOf(one, events);
    }

    function tellOf(one: One, events: WatchEvent[]): void {
      one.heard = true;
      say(one.id, { events: Object.freeze(events) });
    }

    function catchUp(): void {
      while (late.length > 0 && queue.length < room) {
        const one = late.shift() as One;
        if (one.next <= lost) {
          all.delete(one.id);
          say(one.id, { canceled: true, compactRevision: lost + 1 });
          continue;
        }
        let events: WatchEvent[] = [];
        let at = placeIn(log, ({ revision }) => revision >= one.next);
        for (; at < log.length && events.length === 0; at++) {
          const commit = log[at] as Commit;
          events = eventsOf(one, commit);
          one.next = commit.revision + 1;
        }
        if (events.length > 0) tellOf(one, events);
        if (at < log.length) late.push(one);
        else join(one);
      }
    }

    function end(one: One): void {
      all.delete(one.id);
      without(late, one);
      leave(one);
    }

    const isAhead = (one: One): boolean => one.next > store.revision + 1;
    const self = {
      notify(): void {
        for (const one of all.values()) {
          const isQuiet = one.request.progressNotify && !one.heard;
          one.heard = false;
          if (!isQuiet || isAhead(one) || late.includes(one)) continue;
          if (queue.length < room) say(one.id);
        }
      },
    };
    streams.push(self);
    return {
      watch(request) {
        if (isOver) throw new Error('closed');
        const { key, rangeEnd, watchId, startRevision } = request;
        const refuse = (cancelReason: string): number => {
          say(-1, { created: true, canceled: true, cancelReason });
          return -1;
        };
        if (rangeEnd && rangeEnd > '\0' && rangeEnd <= key)
          return refuse('mvcc: watcher range is empty');
        if (watchId && all.has(watchId))
          return refuse('mvcc: duplicate watch ID provided on the WatchStream');
        if (!watchId) while (all.has(number)) number++;
        const from = key === '' ? '\0' : key;
        const one: One = {
          id: watchId || number++,
          from,
          end: rangeEnd === '\0' ? '' : rangeEnd || `${from}\0`,
          request,
          tell,
          next: startRevision || store.revision + 1,
          heard: false,
        };
        all.set(one.id, one);
        say(one.id, { created: true });
        if (one.next > store.revision) join(one);
        else late.push(one);
        catchUp();
        return one.id;
      },
      cancel(watchId) {
        const one = all.get(watchId);
        if (!one) return;
        end(one);
        say(watchId, { canceled: true });
      },
      progress() {
        const isBehind = [...all.values()].some(isAhead) || late.length > 0;
        if (all.size > 0 && !isBehind && queue.length < room) say(-1);
      },
      take(max = queue.length) {
        const taken = queue.splice(0, max);
        catchUp();
        return taken;
      },
      onReady(listener) {
        wake = listener;
      },
      close() {
        for (const one of [...all.values()]) end(one);
        queue.length = 0;
        isOver = true;
        without(streams, self);
      },
    };
  }

  return {
    stream,
    notifyProgress: () => {
      for (const one of streams) one.notify();
    },
    forget(revision) {
      compacted = revision;
      lost = Math.max(lost, revision - 1);
      log.splice(
        0,
        placeIn(log, (commit) => commit.revision >= revision),
      );
    },
  };
}

export function compact(
  store: Store,
  index: KeyIndex,
  hub: WatchHub,
  revision: number,
): void {
  const refuse = (why: string): never => {
    throw new EtcdError('OutOfRange', `mvcc: required revision ${why}`);
  };
  if (revision <= index.floor) refuse('has been compacted');
  if (revision > store.revision) refuse('is a future revision');
  const all = Array.from(index.scan({ from: '\0', end: undefined }));
  for (const history of all) {
    const { key, versions } = history;
    const above = placeIn(versions, (kv) => kv.modRevision > revision);
    const isHeld = (versions[above - 1]?.version ?? 0) > 0;
    history.keepNewest(versions.length - above + (isHeld ? 1 : 0));
    if (history.versions.length === 0) index.remove(key);
  }
  index.floor = revision;
  hub.forget(revision);
}
