// Everything that ever happened to one key, oldest first. Nothing is overwritten,
// so the past can be read without locking anyone out. etcd keeps such a list for each key
// (mvcc/key_index.go), with the versions on disk. Chapter 01.

import { NotWritten } from '#world';
import type { Key, KeyValue, Revision } from './types.ts';

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

  /** The pair as it stands; undefined if there is none, or no longer. */
  get newest(): KeyValue | undefined {
    const last = this.#versions.at(-1);
    return last?.version === 0 ? undefined : last;
  }

  /**
   * The key as it stood at `revision`: its last version at or below it. Undefined if
   * the key did not exist then. Looks at few versions, however many there are.
   */
  at(revision: Revision): KeyValue | undefined {
    // TODO 1.2: find the version that holds at the revision, or none
    throw new NotWritten('1.2');
  }

  /** All versions that are still kept, tombstones too, oldest first. */
  get versions(): readonly KeyValue[] {
    return this.#versions;
  }

  /** Takes the newest version back: the step that wrote it came to nothing. */
  undo(): void {
    this.#versions.pop();
  }

  /** Forgets all but the newest `count` versions. */
  keepNewest(count: number): void {
    this.#versions.splice(0, this.#versions.length - count);
  }
}
