// What a stream tells, in a form that does not depend on how it is cut into responses or
// which of several watches is served first: etcd promises neither. What it does promise
// and the form would hide is checked on the way, and noted where it does not hold.

import type { WatchEvent, WatchResponse, WatchStream } from '#watch';
import { eventsOf, wrongWith } from './promises.ts';

/** What one watch was told since the last look. */
export interface Told {
  created?: true;
  events: WatchEvent[];
  /** How many events there were, where only the ends are kept. */
  count?: number;
  /** The revisions of responses that say nothing else. */
  progress: number[];
  canceled?: true;
  reason?: string;
  compactRevision?: number;
  /** It was told of all there was, or ended because it wanted what was compacted. */
  settled?: true;
}

/** What is known of a watch over its whole life. */
interface Life {
  isCreated: boolean;
  isOver: boolean;
  /** The revision of its last event. */
  last: number;
  /** It was said that all up to this revision was told. */
  promised: number;
}

/** The newest revision, and the one below which all was compacted. */
export interface Bounds {
  readonly newest: number;
  readonly floor: number;
}

export interface ListenerOptions {
  /** How many responses with events may wait. */
  readonly capacity: number;
  /** When the hub may tell of progress is left open. */
  readonly slow: boolean;
  /** Every revision concerns every watch, and only how they end is told. */
  readonly onlyEnds: boolean;
  /** No watch may be told twice while another one waits. */
  readonly turns: boolean;
}

const MOST_TAKES = 8_000;
const MOST_EVENTS = 100;

/** Reads a stream and keeps account of it. */
export class Listener {
  readonly #stream: WatchStream;
  readonly #options: ListenerOptions;
  readonly #lives = new Map<number, Life>();
  readonly #told = new Map<number, Told>();
  #broken: string[] = [];
  #isAsleep = true;
  #wasWoken = false;
  /** Who was told since the last watch began, in order. */
  #turns: number[] = [];

  constructor(stream: WatchStream, options: ListenerOptions) {
    this.#stream = stream;
    this.#options = options;
    stream.onReady(() => {
      if (this.#wasWoken)
        this.#note('the reader was woken twice before it took anything');
      this.#wasWoken = true;
    });
  }

  /** Takes once. */
  take(max?: number): void {
    const wasWoken = this.#wasWoken;
    // What catches up while it takes may wake it again, or not.
    this.#wasWoken = false;
    const taken = this.#stream.take(max);
    this.#wasWoken = max === 0 && wasWoken;
    if (max === 0 && taken.length === 0) return;
    if (max !== undefined && taken.length > max)
      this.#note(`${taken.length} responses were taken, of ${max} at most`);
    if (taken.length > 0 && this.#isAsleep && !wasWoken)
      this.#note('the reader was not woken');
    this.#isAsleep = taken.length === 0;
    const { capacity } = this.#options;
    const waited = taken.filter(({ events }) => events.length > 0).length;
    if (waited > capacity)
      this.#note(
        `${waited} responses with events waited, with room for ${capacity}`,
      );
    for (const response of taken) this.#hear(response);
  }

  /** Takes until there is nothing left. */
  takeAll(): void {
    for (let takes = 0; takes < MOST_TAKES; takes++) {
      this.take();
      if (this.#isAsleep) return;
    }
    this.#note(`${MOST_TAKES} takes, and still something left`);
  }

  /** What was told since the last time, by watch, and which promises were broken. */
  account(bounds?: Bounds): {
    told: Record<string, Told>;
    broken?: readonly string[];
  } {
    if (bounds !== undefined && this.#options.onlyEnds) this.#settle(bounds);
    if (this.#options.turns) this.#checkTurns();
    const entries = [...this.#told]
      .filter(([, one]) => saysAnything(one))
      .sort(([a], [b]) => a - b);
    const told = Object.fromEntries(
      entries.map(([id, one]) => [`${id}`, shortened(one)]),
    );
    const broken = this.#broken;
    this.#told.clear();
    this.#broken = [];
    return broken.length === 0 ? { told } : { told, broken };
  }

  /**
   * How much a queue holds of one watch is left open, and so which watches are overtaken
   * by a compaction. Each is told of all, or ended where the log begins.
   */
  #settle({ newest, floor }: Bounds): void {
    for (const [id, told] of this.#told) {
      const { last } = this.#lifeOf(id);
      const { canceled, compactRevision, ...rest } = told;
      const isOvertaken = compactRevision === floor && last + 1 < floor;
      const isTold = canceled === undefined && last === newest;
      if (isOvertaken || isTold) this.#told.set(id, { ...rest, settled: true });
    }
  }

  /** Two turns of a watch, and one that comes after them had none between. */
  #checkTurns(): void {
    for (const [at, id] of this.#turns.entries()) {
      const again = this.#turns.indexOf(id, at + 1);
      if (again < 0) continue;
      const between = this.#turns.slice(at, again);
      const late = this.#turns.slice(again).find((one) => !between.includes(one));
      if (late !== undefined)
        this.#note(`watch ${id} was told twice, and watch ${late} was waiting`);
    }
  }

  #note(what: string): void {
    if (!this.#broken.includes(what)) this.#broken.push(what);
  }

  #hear(response: WatchResponse): void {
    const { watchId: id } = response;
    const events = eventsOf(response);
    const told = this.#told.get(id) ?? nothing();
    this.#told.set(id, told);
    if (id >= 0) this.#checkLife(id, response, events);
    for (const event of events) this.#checkEvent(id, event, response);
    const { created, canceled, cancelReason, compactRevision } = response;
    if (created) {
      told.created = true;
      this.#turns = [];
    }
    if (events.length > 0) this.#turns.push(id);
    if (canceled) told.canceled = true;
    if (cancelReason) told.reason = cancelReason;
    if (compactRevision) told.compactRevision = compactRevision;
    if (!this.#options.onlyEnds) told.events.push(...events);
    if (events.length === 0 && !created && !canceled) this.#promise(told, response);
    // Last, for it writes on what is empty.
    for (const what of wrongWith(response)) this.#note(what);
  }

  /** A response that says nothing: all up to its revision was told. */
  #promise(told: Told, { watchId, revision }: WatchResponse): void {
    if (!this.#options.slow) told.progress.push(revision);
    for (const [id, life] of this.#lives) {
      if (watchId === id || watchId < 0) life.promised = revision;
    }
  }

  #lifeOf(id: number): Life {
    const life = this.#lives.get(id) ?? newLife();
    this.#lives.set(id, life);
    return life;
  }

  #checkLife(
    id: number,
    { created, canceled }: WatchResponse,
    [first]: readonly WatchEvent[],
  ): void {
    if (created) this.#lives.set(id, { ...newLife(), isCreated: true });
    const life = this.#lifeOf(id);
    if (!life.isCreated) this.#note(`watch ${id} was told before it was created`);
    if (life.isOver) this.#note(`watch ${id} was told after its end`);
    if (canceled) life.isOver = true;
    if (first !== undefined && first.kv.modRevision === life.last)
      this.#note(`revision ${life.last} came to watch ${id} in two parts`);
  }

  #checkEvent(id: number, { kv }: WatchEvent, { revision }: WatchResponse): void {
    const life = this.#lifeOf(id);
    const at = kv.modRevision;
    if (at <= life.promised)
      this.#note(
        `revision ${at} came to watch ${id} after word of ${life.promised}`,
      );
    if (at > revision)
      this.#note(`an event of revision ${at} came in a response of ${revision}`);
    if (this.#options.onlyEnds && life.last > 0 && at > life.last + 1)
      this.#note(`watch ${id} was told of ${life.last}, then of ${at}`);
    life.last = at;
  }
}

function newLife(): Life {
  return { isCreated: false, isOver: false, last: 0, promised: 0 };
}

function nothing(): Told {
  return { events: [], progress: [] };
}

function saysAnything({ events, progress, ...rest }: Told): boolean {
  return events.length + progress.length + Object.keys(rest).length > 0;
}

/** A long list of events as its ends and how many there are. */
function shortened(told: Told): Told {
  const { events } = told;
  if (events.length <= MOST_EVENTS) return told;
  const ends = [...events.slice(0, 1), ...events.slice(-1)];
  return { ...told, events: ends, count: events.length };
}

/** Another stream of the same hub, which is read at once. */
export class Neighbour {
  readonly #stream: WatchStream;

  constructor(stream: WatchStream) {
    this.#stream = stream;
    stream.watch({ key: '\0', rangeEnd: '\0' });
    stream.take();
  }

  /** The revisions that it was told of since the last look. */
  account(): { neighbour?: readonly number[] } {
    const events = this.#stream.take().flatMap(({ events }) => events);
    const told = events.map(({ kv }) => kv.modRevision);
    return told.length === 0 ? {} : { neighbour: [...new Set(told)] };
  }
}
