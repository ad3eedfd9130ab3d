// The words of etcd's Watch service as types: what a client asks for, what it is told.
// Field for field those of etcd's rpc.proto and kv.proto, in camelCase; of the response
// header only the revision. Left out: fragments of large responses. Chapter 03.

import type { Key, KeyValue, Revision } from '#store';

//#region event
/** One change of one key. The pair of a DELETE is the tombstone. */
export interface WatchEvent {
  readonly type: 'PUT' | 'DELETE';
  readonly kv: KeyValue;
  /** If asked for: the pair before it, if known; none if the put made the key. */
  readonly prevKv?: KeyValue;
}
//#endregion

//#region request
/** A kind of event that a watch does not want to see. */
export type WatchFilter = 'NOPUT' | 'NODELETE';

export interface WatchCreateRequest {
  readonly key: Key;
  /** As in a range: absent or '' is the one key, '\0' every key from `key` on. */
  readonly rangeEnd?: Key;
  /**
   * The first revision wanted, past or to come. Absent or 0: the next one. Below
   * the oldest that is kept, which below 0 always is: it is created, and ends.
   */
  readonly startRevision?: Revision;
  readonly filters?: readonly WatchFilter[];
  readonly prevKv?: boolean;
  /** Say how far it has come, now and then, also when nothing happens. */
  readonly progressNotify?: boolean;
  /** An id of the client's choosing. Absent or 0: the stream chooses. */
  readonly watchId?: number;
}
//#endregion

//#region response
export interface WatchResponse {
  /** The watch that is told; -1 for all of the stream, or one that was refused. */
  readonly watchId: number;
  /** The store's revision when this was put together. */
  readonly revision: Revision;
  /** By revision, then in the order of writing; revisions whole. All frozen. */
  readonly events: readonly WatchEvent[];
  readonly created?: true;
  readonly canceled?: true;
  readonly cancelReason?: string;
  /** With `canceled`: the oldest revision that can still be watched. */
  readonly compactRevision?: Revision;
}
//#endregion

//#region stream
/** A client's connection to the hub, with any number of watches on it. */
export interface WatchStream {
  /**
   * Begins a watch and returns its id; a response with `created` says so. If it is
   * refused, returns -1, and the response is `created` and `canceled` with the
   * reason: first "mvcc: watcher range is empty", then, if a watch of this stream
   * has the id, "mvcc: duplicate watch ID provided on the WatchStream".
   * @throws Error once closed
   */
  watch(request: WatchCreateRequest): number;
  /** Ends a watch: `canceled` is its last response. No answer if there is none. */
  cancel(watchId: number): void;
  /**
   * Asks how far all watches have come: a response without events for the id -1.
   * No answer while one is behind or waits for a revision to come, or without one.
   */
  progress(): void;
  /** Takes the oldest `max` responses; then those behind catch up, in turn. */
  take(max?: number): readonly WatchResponse[];
  /** Calls `listener` when a response comes and none waited. It must not write. */
  onReady(listener: () => void): void;
  /** Ends all of its watches and drops what was not taken. Nothing comes after. */
  close(): void;
}
//#endregion

//#region hub
/** Hears of every commit of a store, and tells the watches of its streams. */
export interface WatchHub {
  stream(): WatchStream;
  /** Tells watches that asked for it, and heard nothing since, how far they are. */
  notifyProgress(): void;
  /** Forgets all commits below `revision`; `compact` does, and clears the store. */
  forget(revision: Revision): void;
}
//#endregion
