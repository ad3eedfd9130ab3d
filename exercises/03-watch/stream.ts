// One client's stream of watches: a queue with a bound, and the places where its watches
// stand. A watch that finds the queue full is not waited for and loses nothing: it falls
// behind, and catches up from the log when the client has taken something. Chapter 03.

import { NotWritten } from '#world';
import { FROM_KEY, type Revision } from '#store';
import { interestOf } from './interest.ts';
import { ResponseQueue } from './queue.ts';
import type { Source } from './source.ts';
import type {
  WatchCreateRequest,
  WatchEvent,
  WatchResponse,
  WatchStream,
} from './types.ts';
import type { Receiver, Watcher } from './watcher-group.ts';

/** As a watch id: none, or not a single one. */
const NO_WATCH = -1;

export class Stream implements WatchStream, Receiver {
  readonly #source: Source;
  readonly #queue: ResponseQueue;
  readonly #watchers = new Map<number, Watcher>();
  /** Watches that do not know all that the log knows; the first waits longest. */
  readonly #behind = new Set<Watcher>();
  #nextId = 0;
  #isClosed = false;

  constructor(source: Source, capacity: number) {
    this.#source = source;
    this.#queue = new ResponseQueue(capacity);
    source.streams.add(this);
  }

  /** A synced watch is to be told of a commit. The writer does not wait for it. */
  deliver(
    watcher: Watcher,
    events: readonly WatchEvent[],
    revision: Revision,
  ): void {
    this.#queue.filling(() => {
      // TODO 3.1: tell it or not, and note what it knows and its group
      throw new NotWritten('3.1');
    });
  }

  /** Puts events into the queue, for one watch. */
  #tell(watcher: Watcher, events: readonly WatchEvent[]): void {
    this.#say(watcher.id, { events });
    watcher.isQuiet = false;
  }

  /** Puts a response into the queue, also if it is full. */
  #say(watchId: number, said: Partial<WatchResponse> = {}): void {
    const { revision } = this.#source.store;
    this.#queue.push({ watchId, revision, events: [], ...said });
  }

  take(max: number = Number.POSITIVE_INFINITY): readonly WatchResponse[] {
    const taken = this.#queue.take(max);
    if (this.#behind.size > 0) this.#catchUp();
    return taken;
  }

  onReady(listener: () => void): void {
    this.#queue.onReady(listener);
  }

  watch(request: WatchCreateRequest): number {
    if (this.#isClosed)
      throw new Error('watch: the stream is closed; open another one');
    return this.#queue.filling(() => {
      const cancelReason = this.#refusal(request);
      if (cancelReason === undefined) return this.#begin(request);
      this.#say(NO_WATCH, { created: true, canceled: true, cancelReason });
      return NO_WATCH;
    });
  }

  #begin(request: WatchCreateRequest): number {
    const watcher = this.#watcherOf(request);
    this.#watchers.set(watcher.id, watcher);
    this.#say(watcher.id, { created: true });
    if (watcher.next > this.#source.store.revision) {
      this.#source.synced.add(watcher);
    } else {
      this.#behind.add(watcher);
      this.#catchUp();
    }
    return watcher.id;
  }

  #watcherOf(request: WatchCreateRequest): Watcher {
    return {
      id: request.watchId || this.#unusedId(),
      interest: interestOf(request),
      stream: this,
      progressNotify: request.progressNotify ?? false,
      next: request.startRevision || this.#source.store.revision + 1,
      isQuiet: true,
    };
  }

  #unusedId(): number {
    while (this.#watchers.has(this.#nextId)) this.#nextId += 1;
    return this.#nextId++;
  }

  #refusal(request: WatchCreateRequest): string | undefined {
    const { key, rangeEnd = '', watchId = 0 } = request;
    const hasEnd = rangeEnd !== '' && rangeEnd !== FROM_KEY;
    if (hasEnd && rangeEnd <= key) return 'mvcc: watcher range is empty';
    return watchId !== 0 && this.#watchers.has(watchId)
      ? 'mvcc: duplicate watch ID provided on the WatchStream'
      : undefined;
  }

  /**
   * Tells those behind what they missed, while there is room: a batch each, in turn,
   * the one that waits longest first. One that wants what is gone ends: canceled,
   * with the oldest revision of the log as compactRevision.
   */
  #catchUp(): void {
    const { log, synced } = this.#source;
    // TODO 3.3: say who is next, what it hears, and its group then
    throw new NotWritten('3.3');
  }

  cancel(watchId: number): void {
    const watcher = this.#watchers.get(watchId);
    if (watcher === undefined) return;
    this.#remove(watcher);
    this.#queue.filling(() => this.#say(watchId, { canceled: true }));
  }

  /** From here on the watch is in no group, and no commit finds it. */
  #remove(watcher: Watcher): void {
    this.#watchers.delete(watcher.id);
    this.#behind.delete(watcher);
    this.#source.synced.delete(watcher);
  }

  close(): void {
    for (const watcher of this.#watchers.values()) this.#remove(watcher);
    this.#queue.take(Number.POSITIVE_INFINITY);
    this.#source.streams.delete(this);
    this.#isClosed = true;
  }

  progress(): void {
    const watchers = [...this.#watchers.values()];
    const isSynced = watchers.every((watcher) => this.#isUpToDate(watcher));
    if (watchers.length > 0 && isSynced) this.#sayProgress(NO_WATCH);
  }

  notifyProgress(): void {
    for (const watcher of this.#watchers.values()) {
      const isAsked = watcher.progressNotify && watcher.isQuiet;
      if (isAsked && this.#isUpToDate(watcher)) this.#sayProgress(watcher.id);
      watcher.isQuiet = true;
    }
  }

  #isUpToDate(watcher: Watcher): boolean {
    const isToCome = watcher.next > this.#source.log.next;
    return !isToCome && !this.#behind.has(watcher);
  }

  #sayProgress(watchId: number): void {
    // A client with a full queue to read is not quiet.
    if (this.#queue.isFull) return;
    this.#queue.filling(() => this.#say(watchId));
  }
}
