// One step of history. All that it writes carries one revision, and its reads see
// its own writes. etcd calls it TxnWrite (mvcc/kvstore_txn.go). Chapter 01; the
// transactions of chapter 02 run inside one of these.

import { NotWritten } from '#world';
import { EtcdError } from './errors.ts';
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
    return this.changes.length > 0 ? this.#before + 1 : this.#before;
  }

  range(request: RangeRequest): RangeResponse {
    return read(this.#index, request, this.revision);
  }

  #write(version: KeyValue): void {
    this.changes.push(Object.freeze(version));
    this.#index.getOrAdd(version.key).append(version);
  }

  /** Sets a key. @throws EtcdError if the request lacks its key or sense. */
  put(request: PutRequest): PutResponse {
    checkPut(request);
    const before = this.#index.get(request.key)?.newest;
    // TODO 1.1: write what the key becomes, and answer
    throw new NotWritten('1.1');
  }

  /** Deletes the keys of a range, in key order. Deleting none makes no revision. */
  deleteRange(request: DeleteRangeRequest): DeleteRangeResponse {
    // TODO 1.6: write a tombstone for each key that lives in the range, and answer
    throw new NotWritten('1.6');
  }

  /** Takes back all that was written, newest first. */
  undo(): void {
    for (const { key } of this.changes.toReversed()) {
      const history = this.#index.get(key);
      history?.undo();
      if (history?.versions.length === 0) this.#index.remove(key);
    }
    this.changes.length = 0;
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
