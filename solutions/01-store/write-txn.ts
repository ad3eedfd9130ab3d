// One step of history. All that it writes carries one revision, and its reads see
// its own writes. etcd calls it TxnWrite (mvcc/kvstore_txn.go). Chapter 01; the
// transactions of chapter 02 run inside one of these.

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

//#region head
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
  //#endregion

  //#region revision
  /** The store's revision if the step ended now. */
  get revision(): Revision {
    //#exercise 1 the next revision, or the one before if nothing was written yet
    return this.changes.length > 0 ? this.#before + 1 : this.#before;
    //#endexercise
  }

  #write(version: KeyValue): void {
    this.#index.getOrAdd(version.key).append(version);
    this.changes.push(version);
  }

  range(request: RangeRequest): RangeResponse {
    return read(this.#index, request, this.revision);
  }
  //#endregion

  //#region undo
  /** Takes back all that was written, newest first. */
  undo(): void {
    for (const { key } of this.changes.toReversed()) this.#index.get(key)?.undo();
    this.changes.length = 0;
  }
  //#endregion

  //#region put
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
    //#exercise 7 answer with the pair before, if there was one
    return before === undefined ? { revision } : { revision, prevKv: before };
    //#endexercise
  }

  #live(key: string): KeyValue | undefined {
    return this.#index.get(key)?.at(this.#before + 1);
  }
  //#endregion

  //#region delete
  /** Deletes the keys of a range, in key order. Deleting none makes no revision. */
  deleteRange(request: DeleteRangeRequest): DeleteRangeResponse {
    const { key, rangeEnd = '', prevKv = false } = request;
    //#exercise 6 write a tombstone for each key that lives in the range; count them
    const { kvs } = this.range({ key, rangeEnd });
    for (const kv of kvs) this.#write(tombstone(kv.key, this.#before + 1));
    const { revision } = this;
    return { revision, deleted: kvs.length, prevKvs: prevKv ? kvs : [] };
    //#endexercise
  }
}
//#endregion

//#region check-put
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
//#endregion

//#region content
/** What a put stores: its own value and lease, or those that it leaves alone. */
function contentOf(
  request: PutRequest,
  before: KeyValue | undefined,
): { value: string; lease: number } {
  const { value = '', lease = 0, ignoreValue, ignoreLease } = request;
  if (!ignoreValue && !ignoreLease) return { value, lease };
  //#exercise 7 keep what the request ignores; refuse if there is nothing to keep
  if (before === undefined) throw new EtcdError('InvalidArgument', 'key not found');
  return {
    value: ignoreValue ? before.value : value,
    lease: ignoreLease ? before.lease : lease,
  };
  //#endexercise
}
//#endregion
