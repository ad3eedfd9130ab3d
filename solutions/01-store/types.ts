// The words of etcd's key-value API as types: what is stored, asked and answered, field
// for field those of etcd's rpc.proto and kv.proto, in camelCase. Left out: transactions
// (chapter 02), watches (03) and the lives of leases (04). Chapter 01.

import type { Brand } from '#world';

//#region key-value
/** Bytes, one character each (U+0000 to U+00FF): `<` on strings is byte order. */
export type Bytes = string;
export type Key = Bytes;

/** A point in the store's history. An empty store is at 1, one change makes 2. */
export type Revision = Brand<'Revision'>;

/** One key as it stood from `modRevision` on. Frozen; a change is a new object. */
export interface KeyValue {
  readonly key: Key;
  /** The revision that made the key; made again after a delete, it starts anew. */
  readonly createRevision: Revision;
  /** The revision of the latest change to the key. */
  readonly modRevision: Revision;
  /** 1 when made, one more with each put. */
  readonly version: number;
  readonly value: Bytes;
  /** The lease that the key hangs on, 0 for none. etcd's: int64; ours: < 2^53. */
  readonly lease: number;
}
//#endregion

//#region put
/** Refused as InvalidArgument, with these texts, checked in this order: */
export interface PutRequest {
  /** '' is refused: "key is not provided". */
  readonly key: Key;
  readonly value?: Bytes;
  readonly lease?: number;
  /** Answer with the pair as it was before, if there was one. */
  readonly prevKv?: boolean;
  /** Keep the value. One given: "value is provided". No key: "key not found". */
  readonly ignoreValue?: boolean;
  /** Keep the lease. One given: "lease is provided". No key: "key not found". */
  readonly ignoreLease?: boolean;
}

export interface PutResponse {
  readonly revision: Revision;
  readonly prevKv?: KeyValue;
}
//#endregion

//#region delete
export interface DeleteRangeRequest {
  readonly key: Key;
  readonly rangeEnd?: Key;
  /** Answer with the pairs as they were before. */
  readonly prevKv?: boolean;
}

export interface DeleteRangeResponse {
  /** Deleting nothing makes no new one. */
  readonly revision: Revision;
  readonly deleted: number;
  /** In key order; empty unless asked for. */
  readonly prevKvs: readonly KeyValue[];
}
//#endregion

//#region range-request
export type SortOrder = 'NONE' | 'ASCEND' | 'DESCEND';
export type SortTarget = 'KEY' | 'VERSION' | 'CREATE' | 'MOD' | 'VALUE';

export interface RangeRequest {
  readonly key: Key;
  /** Absent or '': one key. '\0': all from `key` on. Else: up to, not with. */
  readonly rangeEnd?: Key;
  /** Read as of this revision; absent, 0 or below is now. */
  readonly revision?: Revision;
  /** At most so many pairs; absent, 0 or below is all. */
  readonly limit?: number;
  readonly sortOrder?: SortOrder;
  readonly sortTarget?: SortTarget;
  /** Answer with '' for every value. */
  readonly keysOnly?: boolean;
  /** Answer without pairs. */
  readonly countOnly?: boolean;
  readonly minModRevision?: Revision;
  readonly maxModRevision?: Revision;
  readonly minCreateRevision?: Revision;
  readonly maxCreateRevision?: Revision;
}
//#endregion

//#region range-response
export interface RangeResponse {
  /** The store's revision now, whichever one was read. */
  readonly revision: Revision;
  readonly kvs: readonly KeyValue[];
  /** True when `limit` cut the answer short. */
  readonly more: boolean;
  /** How many keys the range holds: before the bounds, whatever the limit. */
  readonly count: number;
}
//#endregion
