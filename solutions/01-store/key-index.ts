// Every key the store has seen, in byte order. A Map answers "this key"; a list of
// short sorted chunks answers "from here on". etcd holds a B-tree (mvcc/index.go);
// two levels are the part of it that a million keys need. Chapter 01.

import { KeyHistory } from './history.ts';
import type { Interval } from './range.ts';
import type { Key, Revision } from './types.ts';

//#region chunks
/** A chunk that grows past this many keys is cut in two. */
const CHUNK_SIZE = 512;

export class KeyIndex {
  /** Reads below this revision are refused: what they would need may be gone. */
  floor: Revision = 0;
  readonly #byKey = new Map<Key, KeyHistory>();
  readonly #chunks: KeyHistory[][] = [[]];
  //#endregion

  //#region get
  /** The history of one key, without a look at any other. */
  get(key: Key): KeyHistory | undefined {
    return this.#byKey.get(key);
  }
  //#endregion

  //#region add
  /** The history of `key`; an empty one, put in its place, if the key is new. */
  getOrAdd(key: Key): KeyHistory {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const history = new KeyHistory(key);
    this.#byKey.set(key, history);
    this.#insert(history);
    return history;
  }

  #insert(history: KeyHistory): void {
    const chunkNumber = this.#chunkFor(history.key);
    const chunk = this.#chunks[chunkNumber] ?? [];
    chunk.splice(firstAtOrAfter(chunk, history.key), 0, history);
    if (chunk.length <= CHUNK_SIZE) return;
    const upperHalf = chunk.splice(CHUNK_SIZE >>> 1);
    this.#chunks.splice(chunkNumber + 1, 0, upperHalf);
  }
  //#endregion

  //#region chunk-for
  /** The chunk of `key`: the last that begins at or before it, or the first. */
  #chunkFor(key: Key): number {
    let low = 1;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const first = this.#chunks[middle]?.[0];
      if (first !== undefined && first.key <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
  //#endregion

  //#region remove
  /** Forgets that there ever was such a key. */
  remove(key: Key): void {
    if (!this.#byKey.delete(key)) return;
    const chunkNumber = this.#chunkFor(key);
    const chunk = this.#chunks[chunkNumber] ?? [];
    chunk.splice(firstAtOrAfter(chunk, key), 1);
    if (chunk.length === 0 && this.#chunks.length > 1)
      this.#chunks.splice(chunkNumber, 1);
  }
  //#endregion

  //#region scan
  /** The histories of all keys in the interval, deleted ones too, in byte order. */
  *scan({ from, end }: Interval): Generator<KeyHistory> {
    //#exercise 4 begin at the first key at or after `from`, stop before `end`
    const chunks = this.#chunks.slice(this.#chunkFor(from));
    let position = firstAtOrAfter(chunks[0] ?? [], from);
    for (const chunk of chunks) {
      for (const history of chunk.slice(position)) {
        if (end !== undefined && history.key >= end) return;
        yield history;
      }
      position = 0;
    }
    //#endexercise
  }
}
//#endregion

//#region first
/** Where in a sorted chunk the first key at or after `key` stands. */
function firstAtOrAfter(chunk: readonly KeyHistory[], key: Key): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = chunk[middle];
    if (there !== undefined && there.key < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
//#endregion
