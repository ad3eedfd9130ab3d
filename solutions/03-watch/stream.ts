// One client's stream of watches: a queue with a bound, and the places where its watches
// stand. A watch that finds the queue full is not waited for and loses nothing: it falls
// behind, and catches up from the log when the client has taken something. Chapter 03.

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

//#region state
/** As a watch id: none, or not a single one. */
const NO_WATCH = -1;

export class Stream implements WatchStream, Receiver {
  readonly #source: Source;
  readonly #queue: ResponseQueue;
  readonly #watchers = new Map<number, Watcher>();
  /** Watches that do not know all that the log knows; who waits longest is first. */
  readonly #behind = new Set<Watcher>();
  #nextId = 0;
  #isClosed = false;

  constructor(source: Source, capacity: number) {
    this.#source = source;
    this.#queue = new ResponseQueue(capacity);
    source.streams.add(this);
  }
  //#endregion

  //#region say
  /** Puts a response into the queue, also if it is full. */
  #say(watchId: number, said: Partial<WatchResponse> = {}): void {
    const { revision } = this.#source.store;
    this.#queue.push({ watchId, revision, events: [], ...said });
  }

  take(max: number = Number.POSITIVE_INFINITY): readonly WatchResponse[] {
    const taken = this.#queue.take(max);
    this.#catchUp();
    return taken;
  }

  onReady(listener: () => void): void {
    this.#queue.onReady(listener);
  }
  //#endregion

  //#region deliver
  /** Tells the watch of a new commit; if there is no room for it, it falls behind. */
  deliver(
    watcher: Watcher,
    events: readonly WatchEvent[],
    revision: Revision,
  ): void {
    if (this.#queue.isFull) this.#fallBehind(watcher, revision);
    else this.#queue.filling(() => this.#tell(watcher, events, revision + 1));
  }

  /** Tells the watch of events. From `next` on it knows nothing. */
  #tell(watcher: Watcher, events: readonly WatchEvent[], next: Revision): void {
    //#exercise 1 put the events into the queue, and note where the watch stands now
    this.#say(watcher.id, { events });
    watcher.next = next;
    watcher.isQuiet = false;
    //#endexercise
  }
  //#endregion

  //#region watch
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
  //#endregion

  //#region begin
  #begin(request: WatchCreateRequest): number {
    const { revision } = this.#source.store;
    const watcher: Watcher = {
      id: request.watchId || this.#unusedId(),
      interest: interestOf(request),
      stream: this,
      progressNotify: request.progressNotify ?? false,
      next: request.startRevision || revision + 1,
      isQuiet: true,
    };
    this.#watchers.set(watcher.id, watcher);
    this.#say(watcher.id, { created: true });
    if (watcher.next > revision) this.#source.synced.add(watcher);
    else this.#behind.add(watcher);
    this.#catchUp();
    return watcher.id;
  }

  #unusedId(): number {
    while (this.#watchers.has(this.#nextId)) this.#nextId += 1;
    return this.#nextId++;
  }
  //#endregion

  //#region refusal
  #refusal(request: WatchCreateRequest): string | undefined {
    const { key, rangeEnd = '', watchId = 0 } = request;
    const hasEnd = rangeEnd !== '' && rangeEnd !== FROM_KEY;
    if (hasEnd && rangeEnd <= key) return 'mvcc: watcher range is empty';
    if (watchId === 0) return undefined;
    //#exercise 5 refuse an id that a watch of this stream has
    return this.#watchers.has(watchId)
      ? 'mvcc: duplicate watch ID provided on the WatchStream'
      : undefined;
    //#endexercise
  }
  //#endregion

  //#region catch-up
  /** Serves who is behind, a batch each and in turn, while there is room. */
  #catchUp(): void {
    // A watch that is put back into the set comes round again in this very loop.
    for (const watcher of this.#behind) {
      if (this.#queue.isFull) return;
      this.#behind.delete(watcher);
      if (watcher.next < this.#source.log.first) this.#endForgotten(watcher);
      else this.#serve(watcher);
    }
  }
  //#endregion

  //#region serve
  #serve(watcher: Watcher): void {
    const { log, synced } = this.#source;
    const { interest } = watcher;
    //#exercise 3 tell the next batch, if it holds anything, and see where the watch belongs
    const { changes, next } = log.since(watcher.next, interest);
    if (changes.length > 0)
      this.#tell(watcher, this.#source.eventsOf(interest, changes), next);
    watcher.next = next;
    if (next < log.next) this.#behind.add(watcher);
    else synced.add(watcher);
    //#endexercise
  }
  //#endregion

  //#region fall-behind
  /** The watch is not told of `revision`, so it is told of nothing after it either. */
  #fallBehind(watcher: Watcher, revision: Revision): void {
    //#exercise 6 note where it stands, and move it from the synced to those behind
    watcher.next = revision;
    this.#source.synced.delete(watcher);
    this.#behind.add(watcher);
    //#endexercise
  }
  //#endregion

  //#region cancel
  cancel(watchId: number): void {
    //#exercise 5 end the watch and say so; what does not exist is passed over
    const watcher = this.#watchers.get(watchId);
    if (watcher === undefined) return;
    this.#remove(watcher);
    this.#queue.filling(() => this.#say(watchId, { canceled: true }));
    //#endexercise
  }

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
  //#endregion

  //#region forgotten
  /** Ends a watch that wants what was compacted: without it there would be a gap. */
  #endForgotten(watcher: Watcher): void {
    const oldest = this.#source.log.first;
    //#exercise 8 remove the watch, and say that it is over and what can still be watched
    this.#remove(watcher);
    this.#say(watcher.id, { canceled: true, compactRevision: oldest });
    //#endexercise
  }
  //#endregion

  //#region progress
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
  //#endregion

  //#region up-to-date
  #isUpToDate(watcher: Watcher): boolean {
    const isToCome = watcher.next > this.#source.log.next;
    return !isToCome && !this.#behind.has(watcher);
  }

  #sayProgress(watchId: number): void {
    // Who has a full queue to read is not quiet.
    if (this.#queue.isFull) return;
    this.#queue.filling(() => this.#say(watchId));
  }
}
//#endregion
