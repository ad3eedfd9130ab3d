// What chapter 03 promises about the work of watching: a commit finds those whom it
// concerns without asking the others, and a watch that begins in the past is there at
// once.

import type { KeyIndex, Store } from '#store';
import type { compact, createWatchHub, WatchHub, WatchStream } from '#watch';
import type { Cost, Place, Subject } from '../../core/scenario.ts';
import { fillKeys, keyOf } from '../01-store/costs.ts';

interface Bench {
  readonly store: Store;
  readonly index: KeyIndex;
  readonly hub: WatchHub;
  readonly stream: WatchStream;
  readonly compact: typeof compact;
}

function benchOf(subject: Subject, { parts }: Place): Bench {
  const doors = subject as unknown as {
    createWatchHub: typeof createWatchHub;
    compact: typeof compact;
  };
  const index = new parts.store.KeyIndex();
  const store = parts.store.createStore(index);
  const hub = doors.createWatchHub(store);
  return { store, index, hub, stream: hub.stream(), compact: doors.compact };
}

function cost(
  head: Pick<Cost, 'what' | 'among' | 'few' | 'isHeld'>,
  prepare: (bench: Bench, many: number) => () => unknown,
): Cost {
  return {
    ...head,
    prepare: (subject, many, place) => prepare(benchOf(subject, place), many),
  };
}

/** Begins `many` watches of one key each, and takes what says so. */
function watchEach({ stream }: Bench, many: number): void {
  for (let i = 0; i < many; i++) stream.watch({ key: keyOf(i) });
  stream.take();
}

export const events: readonly Cost[] = [
  cost({ what: 'a commit', among: 'watches of other keys' }, (bench, many) => {
    watchEach(bench, many);
    return () => {
      for (const i of [3, many - 9]) bench.store.put({ key: keyOf(i) });
      bench.stream.take();
    };
  }),
  cost(
    { what: 'a commit', among: 'revisions in the log', few: 384 },
    ({ store }, many) => {
      for (let i = 0; i < many; i++) store.put({ key: 'k' });
      return () => {
        for (let i = 0; i < 4; i++) store.put({ key: 'k' });
      };
    },
  ),
];

export const backlog: readonly Cost[] = [
  cost(
    { what: 'a watch from 8 revisions back', among: 'revisions' },
    ({ store, stream }, many) => {
      for (let i = 0; i < many; i++) store.put({ key: 'k' });
      return () => {
        stream.watch({ key: 'k', startRevision: store.revision - 7 });
        stream.take();
      };
    },
  ),
];

export const before: readonly Cost[] = [
  cost(
    { what: 'an event with the pair before', among: 'versions of the key' },
    ({ store, stream }, many) => {
      for (let i = 0; i < many; i++) store.put({ key: 'k' });
      stream.watch({ key: 'k', prevKv: true });
      stream.take();
      return () => {
        store.put({ key: 'k' });
        stream.take();
      };
    },
  ),
];

export const compactions: readonly Cost[] = [
  cost(
    { what: 'a compaction', among: 'keys that are gone' },
    ({ store, index, hub, compact }, many) => {
      fillKeys(store, many);
      store.deleteRange({ key: '\0', rangeEnd: '\0' });
      store.put({ key: 'k' });
      return () => compact(store, index, hub, store.revision);
    },
  ),
  cost(
    { what: 'a hub', among: 'commits that were forgotten', few: 128, isHeld: true },
    ({ store, index, hub, stream, compact }, many) => {
      stream.watch({ key: 'k' });
      for (let i = 0; i < many; i++) {
        store.put({ key: 'k' });
        if (i % 64 === 63) stream.take();
      }
      return () => {
        compact(store, index, hub, store.revision);
        return [hub, store];
      };
    },
  ),
];

export const ends: readonly Cost[] = [
  cost({ what: 'a commit', among: 'streams that were closed' }, (bench, many) => {
    for (let i = 0; i < many; i++) {
      const stream = bench.hub.stream();
      stream.watch({ key: 'k' });
      stream.close();
    }
    return () => bench.store.put({ key: 'k' });
  }),
  cost({ what: 'a commit', among: 'watches that were canceled' }, (bench, many) => {
    const { stream, store } = bench;
    cancelEach(bench, many);
    return () => {
      store.put({ key: 'k' });
      stream.take();
    };
  }),
  cost(
    { what: 'a hub', among: 'watches that were canceled', few: 24, isHeld: true },
    (bench, many) => {
      cancelEach(bench, many);
      return () => [bench.hub, bench.store];
    },
  ),
  cost(
    { what: 'a hub', among: 'streams that were closed', few: 24, isHeld: true },
    ({ hub, store }, many) => {
      for (let i = 0; i < many; i++) {
        const stream = hub.stream();
        stream.watch({ key: keyOf(i) });
        stream.close();
      }
      return () => [hub, store];
    },
  ),
];

/** Begins and cancels `many` watches, every other one of a range of its own. */
function cancelEach({ stream }: Bench, many: number): void {
  for (let i = 0; i < many; i++) {
    const range = { key: 'a', rangeEnd: keyOf(i + 1) };
    stream.cancel(stream.watch(i % 2 === 0 ? { key: keyOf(i) } : range));
  }
  stream.take();
}
