// One step of history. All that it writes carries one revision, and its reads see
// its own writes. etcd calls it TxnWrite (mvcc/kvstore_txn.go). Chapter 01; the
// transactions of chapter 02 run inside one of these.

import { NotWritten } from '#world';
import { EtcdError } from './errors.ts';
import { nextVersion, tombstone } from './history.ts';
import type { KeyIndex } from './key-index.ts';
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

/** The writes of one revision, as they are made. */
export class WriteTxn {
  /** What was written, in order: pairs, and tombstones for what was deleted. */
  readonly changes: KeyValue[] = [];
  readonly #index: KeyIndex;
  readonly #before: Revision;

  constructor(index: KeyIndex, before: Revision) {
    this.#index = index;
    this.#before = before;
  }

  /** The store's revision if the step ended now. */
  get revision(): Revision {
    // TODO 1.1: the next revision, or the one before if nothing was written yet
    throw new NotWritten('1.1');
  }

  #write(version: KeyValue): void {
    this.#index.getOrAdd(version.key).append(version);
    this.changes.push(version);
  }

  range(request: RangeRequest): RangeResponse {
    return read(this.#index, request, this.revision);
  }

  /** Takes back all that was written, newest first. */
  undo(): void {
    for (const { key } of this.changes.toReversed()) this.#index.get(key)?.undo();
    this.changes.length = 0;
  }

  /** Sets a key. @throws EtcdError if the request lacks its key or sense. */
  put(request: PutRequest): PutResponse {
    checkPut(request);
    const before = this.#live(request.key);
    const content = contentOf(request, before);
    // All versions of a key share one string of it, not one for each request.
    const key = before?.key ?? request.key;
    this.#write(nextVersion(before, key, this.#before + 1, content));
    const { revision } = this;
    if (!request.prevKv) return { revision };
    // TODO 1.7: answer with the pair before, if there was one
    throw new NotWritten('1.7');
  }

  #live(key: string): KeyValue | undefined {
    return this.#index.get(key)?.at(this.#before + 1);
  }

  /** Deletes the keys of a range, in key order. Deleting none makes no revision. */
  deleteRange(request: DeleteRangeRequest): DeleteRangeResponse {
    const { key, rangeEnd = '', prevKv = false } = request;
    // TODO 1.6: write a tombstone for each key that lives in the range; count them
    throw new NotWritten('1.6');
  }
}

/** Refuses a put whose fields contradict one another. @throws EtcdError */
export function checkPut({
  key,
  value,
  lease,
  ignoreValue,
  ignoreLease,
}: PutRequest): void {
  if (key === '') throw new EtcdError('InvalidArgument', 'key is not provided');
  if (ignoreValue && value)
    throw new EtcdError('InvalidArgument', 'value is provided');
  if (ignoreLease && lease)
    throw new EtcdError('InvalidArgument', 'lease is provided');
}

/** What a put stores: its own value and lease, or those that it leaves alone. */
function contentOf(
  request: PutRequest,
  before: KeyValue | undefined,
): { value: string; lease: number } {
  const { value = '', lease = 0, ignoreValue, ignoreLease } = request;
  if (!ignoreValue && !ignoreLease) return { value, lease };
  // TODO 1.7: keep what the request ignores; refuse if there is nothing to keep
  throw new NotWritten('1.7');
}
