// What passes between the API server and a controller: a list, a watch, what has changed
// of an object, a key to work on. Chapter 12.

import type { KubeObject } from '#objects';
import type { Millis } from '#world';
import type {
  DeleteOptions,
  ListOptions,
  PatchOptions,
  WatchOptions,
} from './requests.ts';

//#region event
/** What a watch tells. A bookmark tells of no object, only how far it has come. */
export type WatchEvent<T> =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: T }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string };

/** What there is, and the version at which it was so: a watch begins behind it. */
export interface List<T> {
  readonly items: readonly T[];
  readonly resourceVersion: string;
}
//#endregion

//#region resource-client
/**
 * Requests for one resource, by the keys of its objects. What the server refuses is
 * thrown as a StatusError. Objects that come from it are frozen, deeply.
 */
export interface ResourceClient<T extends KubeObject> {
  list(options?: ListOptions): Promise<List<T>>;
  /** Asks when it is first iterated. Ends when the server ends it. */
  watch(options?: WatchOptions): AsyncIterable<WatchEvent<T>>;
  get(key: string): Promise<T>;
  create(object: T): Promise<T>;
  update(object: T): Promise<T>;
  updateStatus(object: T): Promise<T>;
  patch(key: string, patch: unknown, options?: PatchOptions): Promise<T>;
  delete(key: string, options?: DeleteOptions): Promise<void>;
}
//#endregion

//#region delta
/** What has changed of an object, as a listener is told it. */
export type Delta<T> =
  | {
      readonly type: 'Added';
      readonly object: T;
      /** Whether it was there already when the listener began to listen. */
      readonly isInInitialList: boolean;
    }
  | { readonly type: 'Updated'; readonly old: T; readonly object: T }
  | {
      readonly type: 'Deleted';
      /** As it was last known. */
      readonly object: T;
      /** Its end was missed: it may have changed more than once before it went. */
      readonly isFinalStateUnknown: boolean;
    };

/** Told of each change, after the store has it. */
export type Listener<T> = (delta: Delta<T>) => void;
//#endregion

//#region lister
/** The values under which an object is found: none, one or several. */
export type IndexFunction<T> = (object: T) => readonly string[];

/** What a controller reads. It belongs to the informer: write nothing into it. */
export interface Lister<T extends KubeObject> {
  get(key: string): T | undefined;
  list(): readonly T[];
  /** Those under this value, without a look at any other. @throws Error if there
   * is no index of this name */
  byIndex(index: string, value: string): readonly T[];
}
//#endregion

//#region informer
/** A copy of what one resource has, and all who want to hear of it. */
export interface Informer<T extends KubeObject> {
  /** Frozen objects, as old as the last event. */
  readonly lister: Lister<T>;
  /**
   * Tells the listener what there is, then what changes. With `resync` it is told
   * everything again, each time that so long has passed. Returns its end.
   */
  listen(listener: Listener<T>, resync?: Millis): () => void;
  /** Lists, watches, and goes on. Fulfilled when it was stopped. */
  run(): Promise<void>;
  stop(): void;
  /** Whether the first list is in the copy, and the listeners were told. */
  readonly hasSynced: boolean;
  /** Waits for that. False if it was stopped before. */
  whenSynced(): Promise<boolean>;
}
//#endregion

//#region work-queue
/** Keys that wait for a worker. */
export interface WorkQueue {
  /** How many wait now. */
  readonly length: number;
  /** Does nothing if the key waits already, or the queue is shut down. */
  add(key: string): void;
  /** The key that waits longest; undefined if the queue is shut down and empty. */
  get(): Promise<string | undefined>;
  /** The worker that got the key is through with it. For any other key: nothing. */
  done(key: string): void;
  /** Adds it when `delay` is over; at once, if it is 0 or less. */
  addAfter(key: string, delay: Millis): void;
  /** Adds it after as long as the limiter says. */
  addRateLimited(key: string): void;
  /** It has gone well: its next failure is its first. */
  forget(key: string): void;
  /** How often it was added rate limited since it was forgotten. */
  numRequeues(key: string): number;
  /** Takes no more keys; those that wait are still handed out. */
  shutDown(): void;
}
//#endregion
