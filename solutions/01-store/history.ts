// Everything that ever happened to one key, oldest first. Nothing is overwritten,
// so the past can be read without locking anyone out. etcd keeps such a list for each key
// (mvcc/key_index.go), with the versions on disk. Chapter 01.

import type { Bytes, Key, KeyValue, Revision } from './types.ts';

//#region next
/** The pair that a put at `revision` leaves, given the one that stood before. */
export function nextVersion(
  before: KeyValue | undefined,
  key: Key,
  revision: Revision,
  content: { readonly value: Bytes; readonly lease: number },
): KeyValue {
  //#exercise 1 make the pair: a new key starts at version 1, a put adds one to it
  return Object.freeze({
    key,
    createRevision: before?.createRevision ?? revision,
    modRevision: revision,
    version: (before?.version ?? 0) + 1,
    value: content.value,
    lease: content.lease,
  });
  //#endexercise
}
//#endregion

//#region tombstone
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
//#endregion

//#region life
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
  //#endregion

  //#region forget
  /** All versions that are still kept, tombstones too, oldest first. */
  get versions(): readonly KeyValue[] {
    return this.#versions;
  }

  /** Forgets all but the newest `count` versions. */
  keepNewest(count: number): void {
    this.#versions.splice(0, this.#versions.length - count);
  }
  //#endregion

  //#region at
  /** The key as it stood at `revision`; undefined when it did not exist then. */
  at(revision: Revision): KeyValue | undefined {
    const last = this.#lastAtOrBelow(revision);
    if (last?.version !== 0) return last;
    //#exercise 6 say what a reader is told of a key that ends in a tombstone
    return undefined;
    //#endexercise
  }
  //#endregion

  //#region search
  #lastAtOrBelow(revision: Revision): KeyValue | undefined {
    const newest = this.#versions.at(-1);
    if (newest === undefined || newest.modRevision <= revision) return newest;
    //#exercise 3 halve the list down to the last version at or below the revision
    let low = 0;
    let high = this.#versions.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const revisionThere = this.#versions[middle]?.modRevision ?? 0;
      if (revisionThere <= revision) low = middle + 1;
      else high = middle;
    }
    return this.#versions[low - 1];
    //#endexercise
  }
}
//#endregion
