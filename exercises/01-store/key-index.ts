// Every key the store has seen, in byte order. A Map answers "this key"; a list of
// short sorted chunks answers "from here on". etcd holds a B-tree (mvcc/index.go);
// two levels are the part of it that a million keys need. Chapter 01.

import { NotWritten } from '#world';
import { KeyHistory } from './history.ts';
import type { Interval } from './range.ts';
import { firstWhere } from './search.ts';
import type { Key, Revision } from './types.ts';

/** A chunk that grows past this many keys is cut in two. */
const CHUNK_SIZE = 512;

export class KeyIndex {
  /** Reads below this revision are refused: what they would need may be gone. */
  floor: Revision = 0;
  readonly #byKey = new Map<Key, KeyHistory>();
  /** The keys in byte order, in chunks: each begins where the last one ends. */
  readonly #chunks: KeyHistory[][] = [[]];

  /** The history of one key, without a look at any other. */
  get(key: Key): KeyHistory | undefined {
    return this.#byKey.get(key);
  }

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
    const number = this.#chunkFor(history.key);
    const chunk = this.#chunks[number] ?? [];
    chunk.splice(firstAtOrAfter(chunk, history.key), 0, history);
    if (chunk.length <= CHUNK_SIZE) return;
    const upperHalf = chunk.splice(CHUNK_SIZE >>> 1);
    this.#chunks.splice(number + 1, 0, upperHalf);
  }

  /** The number of the chunk in which `key` stands, or would. */
  #chunkFor(key: Key): number {
    const isBehind = ([first]: readonly KeyHistory[]): boolean =>
      first !== undefined && first.key > key;
    return Math.max(firstWhere(this.#chunks, isBehind) - 1, 0);
  }

  /** Forgets that there ever was such a key. */
  remove(key: Key): void {
    if (!this.#byKey.delete(key)) return;
    const number = this.#chunkFor(key);
    const chunk = this.#chunks[number] ?? [];
    chunk.splice(firstAtOrAfter(chunk, key), 1);
    if (chunk.length === 0 && this.#chunks.length > 1)
      this.#chunks.splice(number, 1);
  }

  /**
   * The histories of the keys in the interval, deleted ones too, in byte order.
   * Walks over no key before the interval, and looks at one behind it.
   */
  *scan({ from, end }: Interval): Generator<KeyHistory> {
    // TODO 1.4: begin at the first key at or after `from`, stop before `end`
    throw new NotWritten('1.4');
  }
}

/** Where in a chunk the first key at or after `key` stands, or its end. */
function firstAtOrAfter(chunk: readonly KeyHistory[], key: Key): number {
  return firstWhere(chunk, (history) => history.key >= key);
}
