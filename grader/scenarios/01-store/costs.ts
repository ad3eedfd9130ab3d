// What chapter 01 promises about the work of a store: a get looks at one key and few
// versions of it, a range at the keys that it answers with, and a put finds the place
// of its key by halving.

import type { RangeRequest, Store } from '#store';
import type { Cost, Subject } from '../../core/scenario.ts';

/** The key number `i` of a place; in byte order as in number order. */
export function keyOf(i: number): string {
  return `k${String(i).padStart(6, '0')}`;
}

/** Puts keys 0 to `many - 1`, none next to the one before. */
export function fillKeys(
  store: Pick<Store, 'put'>,
  many: number,
  content: { readonly lease?: number } = {},
): void {
  // A stride that is odd meets every number below a power of two once.
  const stride = (many >> 1) + 13;
  for (let i = 0; i < many; i++) {
    store.put({ key: keyOf((i * stride) % many), ...content });
  }
}

type Fill = (store: Store, many: number) => void;

const filled = new WeakMap<Subject, Map<string, Store>>();

/** A store that was filled, for what only reads: one for each module, way and number. */
function storeOf(subject: Subject, fill: Fill, many: number): Store {
  const stores = filled.get(subject) ?? new Map<string, Store>();
  filled.set(subject, stores);
  const name = `${fill.name} ${many}`;
  const known = stores.get(name);
  if (known !== undefined) return known;
  const store = newStore(subject);
  fill(store, many);
  stores.set(name, store);
  return store;
}

function fillInOrder(store: Store, many: number): void {
  for (let i = 0; i < many; i++) store.put({ key: keyOf(i) });
}

function fillVersions(store: Store, many: number): void {
  for (let i = 0; i < many; i++) store.put({ key: 'k' });
}

function newStore(subject: Subject): Store {
  return (subject.createStore as () => Store)();
}

/** Reads of a store that is filled. */
function reads(
  what: string,
  requests: (many: number) => readonly RangeRequest[],
): Cost {
  return {
    ...{ what, among: 'keys' },
    prepare: (subject, many) => {
      const store = storeOf(subject, fillKeys, many);
      const wanted = requests(many);
      return () => {
        for (const request of wanted) store.range(request);
      };
    },
  };
}

/** A range of everything, of a store that was asked `many` times and holds nothing. */
function readsAfter(among: string, fill: Fill): Cost {
  return {
    ...{ what: 'a range of no keys', among },
    prepare: (subject, many) => {
      const store = newStore(subject);
      fill(store, many);
      return () => store.range({ key: '\0', rangeEnd: '\0' });
    },
  };
}

function each(ask: (store: Store, key: string) => void): Fill {
  return (store, many) => {
    for (let i = 0; i < many; i++) ask(store, keyOf(i));
  };
}

/** What is refused, or fails half-way. */
function inVain(action: () => void): void {
  try {
    action();
  } catch (error) {
    if ((error as Error).name === 'NotWritten') throw error;
  }
}

/** One early, one in the middle, one late: who walks from either end meets them. */
const places = (many: number): readonly number[] => [3, many >> 1, many - 9];

/** Eight keys there. */
const spans = (many: number): readonly RangeRequest[] =>
  places(many).map((i) => ({ key: keyOf(i), rangeEnd: keyOf(i + 8) }));

/** Who walks to its place walks far from one of the ends. */
function newKey(what: string, place: (many: number) => number): Cost {
  return {
    ...{ what, among: 'keys' },
    prepare: (subject, many) => {
      const store = newStore(subject);
      fillKeys(store, many);
      return () => store.put({ key: `${keyOf(place(many))}+` });
    },
  };
}

export const puts: readonly Cost[] = [
  {
    ...{ what: 'a put of a key that is there', among: 'versions of it' },
    prepare: (subject, many) => {
      const store = newStore(subject);
      fillVersions(store, many);
      return () => store.put({ key: 'k' });
    },
  },
  {
    ...{ what: 'a put', among: 'listeners that were stopped' },
    prepare: (subject, many) => {
      const store = newStore(subject);
      for (let i = 0; i < many; i++) store.onCommit(() => {})();
      return () => store.put({ key: 'k' });
    },
  },
  newKey('a put of a new key near the first', () => 3),
  newKey('a put of a new key near the last', (many) => many - 9),
];

export const gets: readonly Cost[] = [
  {
    ...{ what: 'a get of a key', among: 'versions of it' },
    prepare: (subject, many) => {
      const store = storeOf(subject, fillVersions, many);
      return () => store.range({ key: 'k' });
    },
  },
  reads('a get of a key', (many) => places(many).map((i) => ({ key: keyOf(i) }))),
  reads('a get of a key that is not there', () => [{ key: 'a' }, { key: 'z' }]),
];

export const pastGets: readonly Cost[] = [
  {
    ...{ what: 'a get at an old revision', among: 'versions of the key' },
    prepare: (subject, many) => {
      const store = storeOf(subject, fillVersions, many);
      return () => {
        for (const i of places(many)) store.range({ key: 'k', revision: i });
      };
    },
  },
];

export const ranges: readonly Cost[] = [
  reads('a range of 8 keys', spans),
  reads('a range of no keys', () => [
    { key: 'a', rangeEnd: 'b' },
    { key: 'y', rangeEnd: 'z' },
  ]),
  // Who looks into each block of what lies behind is seen among many blocks.
  {
    ...{ what: 'a range near the first key', among: 'keys', few: 512 },
    prepare: (subject, many) => {
      const store = storeOf(subject, fillInOrder, many);
      return () => {
        for (const i of [3, 5, 7, 9])
          store.range({ key: keyOf(i), rangeEnd: keyOf(i + 1) });
      };
    },
  },
  readsAfter(
    'keys that were only asked for',
    each((store, key) => store.range({ key })),
  ),
  readsAfter(
    'steps that failed',
    each((store, key) =>
      inVain(() =>
        store.write((txn) => {
          txn.put({ key });
          throw new Error('the step fails');
        }),
      ),
    ),
  ),
];

export const keeps: readonly Cost[] = [
  readsAfter(
    'puts that were refused',
    each((store, key) => inVain(() => store.put({ key, ignoreValue: true }))),
  ),
];

export const deletes: readonly Cost[] = [
  {
    ...{ what: 'a delete of a range', among: 'keys of it' },
    prepare: (subject, many) => {
      const store = newStore(subject);
      fillKeys(store, many);
      return () => store.deleteRange({ key: 'k', rangeEnd: 'l' });
    },
  },
  {
    ...{ what: 'a delete of one key', among: 'keys' },
    prepare: (subject, many) => {
      const store = newStore(subject);
      fillKeys(store, many);
      return () => {
        for (const i of places(many)) store.deleteRange({ key: keyOf(i) });
      };
    },
  },
];
