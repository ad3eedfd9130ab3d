// The store: a key space with one revision counter. It keeps every version of every
// key in memory and answers from any of them. Left out here: the log under it
// (chapter 05), leases (04), and forgetting the past (03). Chapter 01.

import { KeyIndex } from './key-index.ts';
import { read } from './read.ts';
import type {
  DeleteRangeRequest,
  DeleteRangeResponse,
  KeyValue,
  PutRequest,
  PutResponse,
  RangeRequest,
  RangeResponse,
  Revision,
} from './types.ts';
import { WriteTxn } from './write-txn.ts';

/** One step of history: a revision and what it changed, in the order of writing. */
export interface Commit {
  readonly revision: Revision;
  readonly changes: readonly KeyValue[];
}

/**
 * etcd's key space: every change makes the next revision, none is overwritten. What
 * it hands out is frozen or a copy: nobody can write on the past.
 */
export interface Store {
  readonly revision: Revision;
  /** The pairs of a range, now or in the past. @throws EtcdError if refused */
  range(request: RangeRequest): RangeResponse;
  /** Sets a key, which makes a revision. @throws EtcdError if refused */
  put(request: PutRequest): PutResponse;
  /** Deletes a range of keys, all in one revision. @throws EtcdError if refused */
  deleteRange(request: DeleteRangeRequest): DeleteRangeResponse;
  /**
   * Runs `step` as one revision. Its reads see what it wrote; nobody else sees it
   * before it is over. No revision if it writes nothing; no trace if it throws.
   * @throws Error inside another step, or in a listener
   */
  write<T>(step: (txn: WriteTxn) => T): T;
  /** Calls `listener` after each commit, in order. Returns the way to stop it. */
  onCommit(listener: (commit: Commit) => void): () => void;
}

class MemoryStore implements Store {
  #revision: Revision;
  readonly #index: KeyIndex;
  readonly #listeners = new Set<(commit: Commit) => void>();
  #writing = false;

  constructor(index: KeyIndex, revision: Revision) {
    this.#index = index;
    this.#revision = revision;
  }

  get revision(): Revision {
    return this.#revision;
  }

  range(request: RangeRequest): RangeResponse {
    return read(this.#index, request, this.#revision);
  }

  put(request: PutRequest): PutResponse {
    return this.write((txn) => txn.put(request));
  }

  deleteRange(request: DeleteRangeRequest): DeleteRangeResponse {
    return this.write((txn) => txn.deleteRange(request));
  }

  write<T>(step: (txn: WriteTxn) => T): T {
    if (this.#writing) throw new Error('a revision cannot begin inside another');
    this.#writing = true;
    const txn = new WriteTxn(this.#index, this.#revision);
    try {
      const answer = step(txn);
      this.#commit(txn);
      return answer;
    } catch (error) {
      if (this.#revision < txn.revision) txn.undo();
      throw error;
    } finally {
      this.#writing = false;
    }
  }

  #commit({ revision, changes }: WriteTxn): void {
    if (changes.length === 0) return;
    this.#revision = revision;
    const commit = Object.freeze({ revision, changes: Object.freeze(changes) });
    for (const listener of this.#listeners) listener(commit);
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** An empty store, or what `index` holds at `revision`. */
export function createStore(
  index: KeyIndex = new KeyIndex(),
  revision: Revision = 1,
): Store {
  return new MemoryStore(index, revision);
}
