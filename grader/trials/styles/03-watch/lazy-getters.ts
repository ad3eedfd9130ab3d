// A commit only marks the watches that it concerns; a response is put together when
// somebody takes. Events and responses are objects of classes, and read through getters.

import {
  type Commit,
  EtcdError,
  type KeyIndex,
  type KeyValue,
  type Store,
} from '#store';
import type { WatchCreateRequest, WatchHub, WatchStream } from '#watch';

class Told {
  readonly #kv: KeyValue;
  readonly #before: KeyValue | undefined;

  constructor(kv: KeyValue, before: KeyValue | undefined) {
    this.#kv = kv;
    this.#before = before;
    Object.freeze(this);
  }

  get type(): 'PUT' | 'DELETE' {
    return this.#kv.version === 0 ? 'DELETE' : 'PUT';
  }

  get kv(): KeyValue {
    return this.#kv;
  }

  get prevKv(): KeyValue {
    return this.#before as KeyValue;
  }
}

class Answer {
  readonly #said: readonly [
    number,
    number,
    readonly Told[],
    string,
    string,
    number,
  ];

  constructor(
    id: number,
    now: number,
    events: Told[] = [],
    what = '',
    why = '',
    at = 0,
  ) {
    this.#said = [id, now, Object.freeze(events), what, why, at];
  }

  get watchId(): number {
    return this.#said[0];
  }

  get revision(): number {
    return this.#said[1];
  }

  get events(): readonly Told[] {
    return this.#said[2];
  }

  get created(): true {
    return (this.#said[3].startsWith('created') || undefined) as true;
  }

  get canceled(): true {
    return (this.#said[3].endsWith('canceled') || undefined) as true;
  }

  get cancelReason(): string {
    return (this.#said[4] || undefined) as string;
  }

  get compactRevision(): number {
    return (this.#said[5] || undefined) as number;
  }
}

class Watch {
  readonly id: number;
  readonly stream: Stream;
  readonly asked: WatchCreateRequest;
  readonly one: string | undefined;
  next: number;
  isMarked = false;
  wasTold = false;

  constructor(id: number, stream: Stream, asked: WatchCreateRequest, next: number) {
    this.id = id;
    this.stream = stream;
    this.asked = asked;
    this.one = asked.rangeEnd ? undefined : asked.key || '\0';
    this.next = next;
  }

  wants({ key, version }: KeyValue): boolean {
    const { key: from, rangeEnd = '', filters = [] } = this.asked;
    if (filters.some((one) => (one === 'NOPUT') === version > 0)) return false;
    if (this.one !== undefined) return this.one === key;
    return key >= from && (rangeEnd === '\0' || key < rangeEnd);
  }
}

class Shared {
  readonly store: Store;
  readonly capacity: number;
  readonly ofKeys: Map<string, Watch[]> = new Map();
  ofRanges: Watch[] = [];
  readonly streams: Set<Stream> = new Set();
  log: Commit[];
  floor = 0;

  constructor(store: Store, capacity: number) {
    this.store = store;
    this.capacity = capacity;
    this.log = store.revision === 1 ? [{ revision: 1, changes: [] }] : [];
    this.oldest = store.revision + (store.revision === 1 ? 0 : 1);
    store.onCommit((commit) => {
      this.log.push(commit);
      for (const kv of commit.changes) {
        for (const one of this.ofKeys.get(kv.key) ?? []) this.#mark(one, kv);
        for (const one of this.ofRanges) this.#mark(one, kv);
      }
    });
  }

  oldest: number;

  #mark(watch: Watch, kv: KeyValue): void {
    if (!watch.isMarked && watch.next <= kv.modRevision && watch.wants(kv)) {
      watch.next = kv.modRevision;
      watch.stream.mark(watch);
    }
  }

  add(watch: Watch): void {
    if (watch.one === undefined) this.ofRanges.push(watch);
    else this.ofKeys.set(watch.one, [...this.of(watch.one), watch]);
  }

  of(key: string): Watch[] {
    return this.ofKeys.get(key) ?? [];
  }

  remove(watch: Watch): void {
    const others = (all: Watch[]): Watch[] => all.filter((one) => one !== watch);
    if (watch.one === undefined) {
      this.ofRanges = others(this.ofRanges);
      return;
    }
    const left = others(this.of(watch.one));
    if (left.length > 0) this.ofKeys.set(watch.one, left);
    else this.ofKeys.delete(watch.one);
  }

  event(kv: KeyValue, { asked }: Watch): Told {
    const revision = kv.modRevision - 1;
    const isOld = kv.createRevision <= revision && revision >= this.floor;
    if (!asked.prevKv || !isOld) return new Told(kv, undefined);
    return new Told(kv, this.store.range({ key: kv.key, revision }).kvs[0]);
  }
}

class Stream implements WatchStream {
  readonly #hub: Shared;
  #queue: Answer[] = [];
  #marked: Watch[] = [];
  readonly #watches = new Map<number, Watch>();
  #free = 0;
  #isOpen = true;
  #hasRung = false;
  #ready: () => void = () => {};

  constructor(hub: Shared) {
    this.#hub = hub;
    hub.streams.add(this);
  }

  mark(watch: Watch): void {
    watch.isMarked = true;
    this.#marked.push(watch);
    this.#ring();
  }

  #ring(): void {
    if (this.#hasRung) return;
    this.#hasRung = true;
    this.#ready();
  }

  #say(id: number, what = '', why = '', at = 0): void {
    const { revision } = this.#hub.store;
    this.#queue.push(new Answer(id, revision, [], what, why, at));
    this.#ring();
  }

  #pull(): void {
    const { capacity, store } = this.#hub;
    let room =
      capacity - this.#queue.filter(({ events }) => events.length > 0).length;
    while (room > 0) {
      const watch = this.#marked.shift();
      if (watch === undefined) return;
      watch.isMarked = false;
      if (this.#isTooLate(watch)) continue;
      const events = this.#read(watch);
      if (watch.next <= store.revision) {
        watch.isMarked = true;
        this.#marked.push(watch);
      }
      if (events.length === 0) continue;
      room -= 1;
      watch.wasTold = true;
      this.#queue.push(new Answer(watch.id, store.revision, events));
    }
  }

  #isTooLate(watch: Watch): boolean {
    const { oldest } = this.#hub;
    if (watch.next >= oldest) return false;
    this.#drop(watch);
    this.#say(watch.id, 'canceled', '', oldest);
    return true;
  }

  #read(watch: Watch): Told[] {
    const { log, oldest } = this.#hub;
    const events: Told[] = [];
    for (let revisions = 0; revisions < 1_000; watch.next += 1) {
      const commit = log[watch.next - oldest];
      if (commit === undefined) break;
      const own = commit.changes.filter((kv) => watch.wants(kv));
      if (own.length > 0) revisions += 1;
      for (const kv of own) events.push(this.#hub.event(kv, watch));
    }
    return events;
  }

  watch(asked: WatchCreateRequest): number {
    if (!this.#isOpen) throw new Error('no such stream');
    const { key, rangeEnd = '', watchId = 0, startRevision = 0 } = asked;
    let why = '';
    if (this.#watches.has(watchId) && watchId !== 0)
      why = 'mvcc: duplicate watch ID provided on the WatchStream';
    if (rangeEnd.length > 0 && rangeEnd !== '\0' && key >= rangeEnd)
      why = 'mvcc: watcher range is empty';
    if (why !== '') {
      this.#say(-1, 'created, canceled', why);
      return -1;
    }
    while (watchId === 0 && this.#watches.has(this.#free)) this.#free += 1;
    const id = watchId === 0 ? this.#free++ : watchId;
    const { revision } = this.#hub.store;
    const watch = new Watch(id, this, asked, startRevision || revision + 1);
    this.#watches.set(id, watch);
    this.#hub.add(watch);
    this.#say(id, 'created');
    if (!this.#isTooLate(watch) && watch.next <= revision) this.mark(watch);
    return id;
  }

  #drop(watch: Watch): void {
    this.#hub.remove(watch);
    this.#watches.delete(watch.id);
    this.#marked = this.#marked.filter((one) => one !== watch);
  }

  cancel(id: number): void {
    const watch = this.#watches.get(id);
    if (watch === undefined) return;
    this.#drop(watch);
    this.#say(id, 'canceled');
  }

  #isCurrent(watch: Watch): boolean {
    return !watch.isMarked && watch.next <= this.#hub.store.revision + 1;
  }

  progress(): void {
    this.#pull();
    const all = [...this.#watches.values()];
    if (all.length === 0 || all.some((one) => !this.#isCurrent(one))) return;
    this.#say(-1);
  }

  notifyProgress(): void {
    this.#pull();
    for (const watch of this.#watches.values()) {
      const isAsked = watch.asked.progressNotify && !watch.wasTold;
      if (isAsked && this.#isCurrent(watch)) this.#say(watch.id);
      watch.wasTold = false;
    }
  }

  take(max?: number): Answer[] {
    this.#hasRung = false;
    this.#pull();
    return this.#queue.splice(0, max ?? this.#queue.length);
  }

  onReady(listener: () => void): void {
    this.#ready = listener;
  }

  close(): void {
    for (const watch of [...this.#watches.values()]) this.#drop(watch);
    this.#queue = [];
    this.#isOpen = false;
    this.#hub.streams.delete(this);
  }
}

export function createWatchHub(
  store: Store,
  options?: { capacity?: number },
): WatchHub {
  const { capacity = 128 } = options ?? {};
  if (capacity !== Math.floor(capacity) || capacity < 1)
    throw new RangeError('room');
  const shared = new Shared(store, capacity);
  return {
    stream: () => new Stream(shared),
    notifyProgress: () => {
      for (const stream of shared.streams) stream.notifyProgress();
    },
    forget: (revision) => {
      shared.floor = revision;
      if (revision <= shared.oldest) return;
      shared.log = shared.log.slice(revision - shared.oldest);
      shared.oldest = revision;
    },
  };
}

export function compact(
  store: Store,
  index: KeyIndex,
  hub: WatchHub,
  revision: number,
): void {
  const refused =
    revision > store.revision
      ? 'mvcc: required revision is a future revision'
      : 'mvcc: required revision has been compacted';
  if (revision > store.revision || revision <= index.floor)
    throw new EtcdError('OutOfRange', refused);
  index.floor = revision;
  const gone: string[] = [];
  for (const history of index.scan({ from: '\0', end: undefined })) {
    const { versions } = history;
    const above = versions.filter((kv) => kv.modRevision > revision).length;
    const held = versions[versions.length - above - 1];
    history.keepNewest(held && held.version > 0 ? above + 1 : above);
    if (history.versions.length === 0) gone.push(history.key);
  }
  for (const key of gone) index.remove(key);
  hub.forget(revision);
}
