// What chapter 02 promises about the work of a transaction: it asks for the keys that it
// names and no others.

import type { Store } from '#store';
import type { Compare, txn, update } from '#txn';
import type { Cost, Place, Subject } from '../../core/scenario.ts';
import { fillKeys, keyOf } from '../01-store/costs.ts';

interface Doors {
  readonly txn: typeof txn;
  readonly update: typeof update;
}

/** Something that is done to a store with `many` keys. */
function amongKeys(
  what: string,
  act: (doors: Doors, store: Store, many: number) => void,
): Cost {
  return {
    ...{ what, among: 'keys' },
    prepare: (subject, many, { parts }: Place) => {
      const store = parts.store.createStore();
      fillKeys(store, many);
      return () => act(doorsOf(subject), store, many);
    },
  };
}

function doorsOf(subject: Subject): Doors {
  return subject as unknown as Doors;
}

function asks(
  what: string,
  compareOf: (key: string, end: string) => Compare,
): Cost {
  return amongKeys(what, ({ txn }, store, many) => {
    for (const i of [3, many >> 1, many - 9]) {
      txn(store, { compare: [compareOf(keyOf(i), keyOf(i + 8))] });
    }
  });
}

export const numbers: readonly Cost[] = [
  asks('a compare of one key', (key) => ({
    ...{ key, target: 'VERSION', result: 'EQUAL', version: 1 },
  })),
];

export const values: readonly Cost[] = [
  asks('a compare of one value', (key) => ({
    ...{ key, target: 'VALUE', result: 'EQUAL', value: '' },
  })),
];

export const ranges: readonly Cost[] = [
  asks('a compare over a range of 8 keys', (key, rangeEnd) => ({
    ...{ key, rangeEnd, target: 'VERSION', result: 'EQUAL', version: 1 },
  })),
];

export const branches: readonly Cost[] = [
  amongKeys('a txn of a put, a get and a delete', ({ txn }, store, many) => {
    const key = keyOf(many >> 1);
    const other = keyOf(many - 9);
    txn(store, {
      success: [
        { put: { key } },
        { range: { key } },
        { deleteRange: { key: other } },
      ],
    });
  }),
];

export const inner: readonly Cost[] = [
  amongKeys('a txn that asks inside a txn', ({ txn }, store, many) => {
    const key = keyOf(many >> 1);
    const asked = { key, target: 'VERSION', result: 'EQUAL', version: 1 } as const;
    const get = { range: { key } };
    txn(store, { success: [{ txn: { compare: [asked], success: [get] } }] });
  }),
];

export const demands: readonly Cost[] = [
  amongKeys('a txn that keeps a value', ({ txn }, store, many) => {
    const put = { key: keyOf(many - 9), ignoreValue: true, lease: 0 };
    txn(store, { success: [{ put }] });
  }),
  amongKeys('a txn that reads the past', ({ txn }, store, many) => {
    const range = { key: keyOf(many - 9), revision: store.revision };
    txn(store, { success: [{ range }] });
  }),
];

export const updates: readonly Cost[] = [
  amongKeys('an update of one key', ({ update }, store, many) => {
    update(store, keyOf(many - 9), () => 'changed');
  }),
];
