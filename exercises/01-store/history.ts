// Everything that ever happened to one key, oldest first. Nothing is overwritten,
// so the past can be read without locking anyone out. etcd keeps such a list for each key
// (mvcc/key_index.go), with the versions on disk. Chapter 01.

import { NotWritten } from '#world';
import type { Bytes, Key, KeyValue, Revision } from './types.ts';

/** The pair that a put at `revision` leaves, given the one that stood before. */
export function nextVersion(
  before: KeyValue | undefined,
  key: Key,
  revision: Revision,
  content: { readonly value: Bytes; readonly lease: number },
): KeyValue {
  // TODO 1.1: make the pair: a new key starts at version 1, a put adds one to it
  throw new NotWritten('1.1');
}

/** The mark that a delete leaves: a key, a revision, and nothing else. */
export function tombstone(key: Key, revision: Revision): KeyValue {
  return Object.freeze({
    key,
    createRevision: 0,
    modRevision: revision,
    version: 0,
    value: '',
    lease: 0,
  });
}

/** The life of one key: its versions and tombstones by rising revision. */
export class KeyHistory {
  readonly key: Key;
  readonly #versions: KeyValue[] = [];

  constructor(key: Key) {
    this.key = key;
  }

  /** Writes down what the key is from now on. Revisions only rise. */
  append(version: KeyValue): void {
    this.#versions.push(version);
  }

  /** Takes the newest version back: the step that wrote it came to nothing. */
  undo(): void {
    this.#versions.pop();
  }

  /** All versions that are still kept, tombstones too, oldest first. */
  get versions(): readonly KeyValue[] {
    return this.#versions;
  }

  /** Forgets all but the newest `count` versions. */
  keepNewest(count: number): void {
    this.#versions.splice(0, this.#versions.length - count);
  }

  /** The key as it stood at `revision`; undefined when it did not exist then. */
  at(revision: Revision): KeyValue | undefined {
    const last = this.#lastAtOrBelow(revision);
    if (last?.version !== 0) return last;
    // TODO 1.6: say what a reader is told of a key that ends in a tombstone
    throw new NotWritten('1.6');
  }

  #lastAtOrBelow(revision: Revision): KeyValue | undefined {
    const newest = this.#versions.at(-1);
    if (newest === undefined || newest.modRevision <= revision) return newest;
    // TODO 1.3: halve the list down to the last version at or below the revision
    throw new NotWritten('1.3');
  }
}
