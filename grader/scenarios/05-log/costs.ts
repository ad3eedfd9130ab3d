// What chapter 05 promises about the work of a store on a log: a write costs what is
// written, a read asks no log, and what is read in the morning is read once.

import type { DurableOptions, DurableStore } from '#log';
import type { Cost, Place, Subject } from '../../core/scenario.ts';
import { keyOf } from '../01-store/costs.ts';
import type { Doors } from './play.ts';

const OPTIONS: DurableOptions = {
  segmentBytes: 262_144,
  snapshotEntries: 1_000_000,
};

const open = (subject: Subject, { world }: Place): Promise<DurableStore> =>
  (subject as unknown as Doors).openDurableStore(world, OPTIONS);

/** As many keys as entries, one entry a group: each was written on its own. */
async function fill(store: DurableStore, many: number): Promise<void> {
  for (let n = 0; n < many; n++) await store.put({ key: keyOf(n), value: '1' });
}

/** Something that is asked of a store with `many` entries in its log. */
function afterEntries(
  what: string,
  act: (store: DurableStore, many: number) => unknown,
): Cost {
  return {
    ...{ what, among: 'entries', few: 16 },
    prepare: async (subject, many, place) => {
      const store = await open(subject, place);
      await fill(store, many);
      return async () => act(store, many);
    },
  };
}

export const writes: readonly Cost[] = [
  afterEntries('a put', (store, many) => store.put({ key: keyOf(many) })),
  afterEntries('a get of a key', (store) => store.range({ key: keyOf(8) })),
];

export const groups: readonly Cost[] = [
  {
    ...{ what: 'a group of puts', among: 'requests', few: 96 },
    prepare: async (subject, many, place) => {
      const store = await open(subject, place);
      const put = (_: unknown, n: number): Promise<object> =>
        store.put({ key: keyOf(n) });
      return () => Promise.all(Array.from({ length: many }, put));
    },
  },
];

export const returns: readonly Cost[] = [
  {
    ...{ what: 'opening a folder', among: 'entries', few: 16 },
    prepare: async (subject, many, place) => {
      const store = await open(subject, place);
      await fill(store, many);
      await store.close();
      return () => open(subject, place);
    },
  },
];

export const snapshots: readonly Cost[] = [
  afterEntries('a snapshot', (store) => store.snapshot()),
  {
    ...{ what: 'a put', among: 'snapshots that were taken', few: 8 },
    prepare: async (subject, many, place) => {
      const store = await open(subject, place);
      await store.put({ key: 'a' });
      for (let n = 0; n < many; n++) await store.snapshot();
      return () => store.put({ key: 'a' });
    },
  },
];
