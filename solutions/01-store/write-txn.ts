// One step of history. All that it writes carries one revision, and its reads see
// its own writes. etcd calls it TxnWrite (mvcc/kvstore_txn.go). Chapter 01; the
// transactions of chapter 02 run inside one of these.

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

//#region step
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
  //#endregion

  //#region put
  /** Sets a key. @throws EtcdError if the request lacks its key or sense. */
  put(request: PutRequest): PutResponse {
    checkPut(request);
    const before = this.#index.get(request.key)?.newest;
    //#exercise 1,7 write what the key becomes, and answer
    const { ignoreValue = false, ignoreLease = false, prevKv = false } = request;
    if (before === undefined && (ignoreValue || ignoreLease)) {
      throw new EtcdError('InvalidArgument', 'key not found');
    }
    const revision = this.#before + 1;
    this.#write({
      // All versions of a key share one string of it, not one for each request.
      key: before?.key ?? request.key,
      createRevision: before?.createRevision ?? revision,
      modRevision: revision,
      version: (before?.version ?? 0) + 1,
      value: (ignoreValue ? before?.value : request.value) ?? '',
      lease: (ignoreLease ? before?.lease : request.lease) ?? 0,
    });
    return prevKv && before ? { revision, prevKv: before } : { revision };
    //#endexercise
  }
  //#endregion

  //#region delete
  /** Deletes the keys of a range, in key order. Deleting none makes no revision. */
  deleteRange(request: DeleteRangeRequest): DeleteRangeResponse {
    //#exercise 6 write a tombstone for each key that lives in the range, and answer
    const { key, rangeEnd = '', prevKv = false } = request;
    const { kvs } = this.range({ key, rangeEnd });
    const modRevision = this.#before + 1;
    const gone = {
      createRevision: 0,
      modRevision,
      version: 0,
      value: '',
      lease: 0,
    };
    for (const kv of kvs) this.#write({ key: kv.key, ...gone });
    const { revision } = this;
    return { revision, deleted: kvs.length, prevKvs: prevKv ? kvs : [] };
    //#endexercise
  }
  //#endregion

  //#region undo
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
