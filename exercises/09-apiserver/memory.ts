// A storage of one's own, in this process: for tests, pages and figures of the chapters
// above, which don't touch the store.
// Engine room: not told line by line. Chapter 09.

import { createStore, KeyIndex } from '#store';
import { createWatchHub } from '#watch';
import { embedded } from './embedded.ts';
import type { Storage } from './types.ts';

/** A new, empty key space, gone with whoever holds it. */
export function memoryStorage(): Storage {
  const index = new KeyIndex();
  const store = createStore(index);
  return embedded(store, createWatchHub(store), index);
}
