// The words of etcd's key-value API as types: what is stored, asked and answered, field
// for field those of etcd's rpc.proto and kv.proto, in camelCase. Left out: transactions
// (chapter 02), watches (03) and the lives of leases (04). Chapter 01.

import type { Brand } from '#world';

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
  /** 1 when made, one more with each put; 0 marks a tombstone. */
  readonly version: number;
  readonly value: Bytes;
  /** The lease that the key hangs on, 0 for none. etcd's: int64; ours: below 2^53. */
  readonly lease: number;
}

export type SortOrder = 'NONE' | 'ASCEND' | 'DESCEND';
export type SortTarget = 'KEY' | 'VERSION' | 'CREATE' | 'MOD' | 'VALUE';

export interface RangeRequest {
  readonly key: Key;
  /** Absent or '': one key. '\0': all from `key` on. Else: up to, not with. */
  readonly rangeEnd?: Key;
  /** Read as of this revision; absent or 0 is now. */
  readonly revision?: Revision;
  /** At most so many pairs; absent or 0 is all. */
  readonly limit?: number;
  readonly sortOrder?: SortOrder;
  readonly sortTarget?: SortTarget;
  readonly keysOnly?: boolean;
  readonly countOnly?: boolean;
  readonly minModRevision?: Revision;
  readonly maxModRevision?: Revision;
  readonly minCreateRevision?: Revision;
  readonly maxCreateRevision?: Revision;
}

export interface RangeResponse {
  /** The store's revision now, whichever one was read. */
  readonly revision: Revision;
  readonly kvs: readonly KeyValue[];
  /** True when `limit` cut the answer short. */
  readonly more: boolean;
  /** How many keys the range holds: before the filters, whatever the limit. */
  readonly count: number;
}

export interface PutRequest {
  readonly key: Key;
  readonly value?: Bytes;
  readonly lease?: number;
  /** Answer with the pair as it was before. */
  readonly prevKv?: boolean;
  /** Keep the value. The key must exist, `value` must be absent. */
  readonly ignoreValue?: boolean;
  /** Keep the lease. The key must exist, `lease` must be absent. */
  readonly ignoreLease?: boolean;
}

export interface PutResponse {
  readonly revision: Revision;
  readonly prevKv?: KeyValue;
}

export interface DeleteRangeRequest {
  readonly key: Key;
  readonly rangeEnd?: Key;
  /** Answer with the pairs as they were before. */
  readonly prevKv?: boolean;
}

export interface DeleteRangeResponse {
  readonly revision: Revision;
  readonly deleted: number;
  readonly prevKvs: readonly KeyValue[];
}
