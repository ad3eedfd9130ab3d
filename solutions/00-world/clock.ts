/**
 * Clock: what time it is, and a call back when it is later.
 *
 * The virtual clock stands still until someone advances it. Then it runs every
 * timer that falls due, in order of time and, at the same time, in the order in
 * which they were made. A virtual hour takes as long as its timers take. The real
 * clock is in system.node.ts. Chapter 00.
 */

import { type Millis, millis } from './millis.ts';

//#region clock
/** Time as a module may know it: handed in, never read from the machine. */
export interface Clock {
  /** Time since the world began. It never goes back: measure spans with it. */
  now(): Millis;
  /** Milliseconds since the Unix epoch. It may be set, so it may jump. */
  wall(): number;
  /** Calls back once, `delay` from now, never early. @throws RangeError if < 0 */
  after(delay: Millis, callback: () => void): Timer;
  /** Settles `delay` from now, never early. */
  sleep(delay: Millis): Promise<void>;
}

/** A call that is still to come. */
export interface Timer {
  /** Takes the call back. Does nothing if it was made already. */
  cancel(): void;
}
//#endregion

//#region bounds
/** The wall clock of a virtual world at 0 ms: 2025-01-01T00:00:00Z. */
export const VIRTUAL_START: number = 1_735_689_600_000;

/**
 * How many turns of the microtask queue promises get between two timers, where the
 * host can not say that they are at rest. No program can see whether the queue is
 * empty: work of more awaits goes on after the next timer.
 */
export const SETTLE_TURNS: number = 256;

/** How many timers may follow from one another before time has to move. */
export const INSTANT_CHAIN_LIMIT: number = 1_000;
//#endregion

//#region alarm
interface Alarm {
  readonly at: Millis;
  /** Its place in the order of making: decides between two of the same time. */
  readonly order: number;
  /** How many alarms of this very instant led to it, one making the next. */
  readonly chain: number;
  readonly callback: () => void;
}

function isBefore(a: Alarm, b: Alarm): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
//#endregion

//#region state
/** A clock that moves only when it is told to. */
export class VirtualClock implements Clock {
  #now: Millis = 0;
  #wallAtZero: number;
  readonly #turns: number;
  readonly #atRest: (() => Promise<void>) | undefined;
  #made = 0;
  #chain = 0;
  #moving = false;
  /** Sorted: the next alarm comes first. */
  readonly #alarms: Alarm[] = [];

  constructor(
    start: number = VIRTUAL_START,
    turns: number = SETTLE_TURNS,
    atRest?: () => Promise<void>,
  ) {
    this.#wallAtZero = start;
    this.#turns = turns;
    this.#atRest = atRest;
  }
  //#endregion

  //#region read
  now(): Millis {
    return this.#now;
  }

  wall(): number {
    return this.#wallAtZero + this.#now;
  }

  /** Sets the wall clock, as an administrator or NTP does. `now` goes on. */
  setWall(wall: number): void {
    this.#wallAtZero = wall - this.#now;
  }

  /** When each timer that is still to run will, the next first. */
  get pending(): readonly Millis[] {
    return this.#alarms.map(({ at }) => at);
  }
  //#endregion

  //#region after
  after(delay: Millis, callback: () => void): Timer {
    const at = millis(this.#now + millis(delay));
    const chain = at === this.#now ? this.#chain + 1 : 0;
    const alarm = { at, order: this.#made++, chain, callback };
    this.#alarms.splice(this.#place(alarm), 0, alarm);
    return { cancel: () => this.#remove(alarm) };
  }

  sleep(delay: Millis): Promise<void> {
    return new Promise((resolve) => {
      this.after(delay, resolve);
    });
  }
  //#endregion

  //#region place
  /** Where the alarm stands in the sorted list, or would stand, by halving. */
  #place(alarm: Alarm): number {
    let low = 0;
    let high = this.#alarms.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#alarms[middle];
      if (other !== undefined && isBefore(other, alarm)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #remove(alarm: Alarm): void {
    const place = this.#place(alarm);
    if (this.#alarms[place] === alarm) this.#alarms.splice(place, 1);
  }
  //#endregion

  //#region settle
  /** Lets promises go on, one `await` a turn. Time does not move. */
  async settle(): Promise<void> {
    if (this.#atRest !== undefined) return this.#atRest();
    for (let turn = 0; turn < this.#turns; turn++) await undefined;
  }
  //#endregion

  //#region advance
  /**
   * Moves time on by `span`. Runs what falls due on the way, also what is made on
   * the way, and lets promises settle after each timer. Rejects with what a timer
   * throws; time then stands at that timer.
   */
  async advance(span: Millis): Promise<void> {
    await this.advanceTo(millis(this.#now + millis(span)));
  }

  /** Moves time on to `time`. @throws RangeError if it is in the past */
  async advanceTo(time: Millis): Promise<void> {
    this.#begin(time);
    try {
      await this.settle();
      while (this.#ringNext(time)) await this.settle();
      this.#now = time;
    } finally {
      this.#end();
    }
  }
  //#endregion

  //#region sync
  /** As `advance`, for callbacks alone: no promise goes on before it returns. */
  advanceSync(span: Millis): void {
    const time = millis(this.#now + millis(span));
    this.#begin(time);
    try {
      while (this.#ringNext(time));
      this.#now = time;
    } finally {
      this.#end();
    }
  }
  //#endregion

  //#region begin
  #begin(time: Millis): void {
    if (this.#moving) {
      throw new Error(
        'clock: advanced while it advances; await the first, call none in a timer',
      );
    }
    if (millis(time) < this.#now) {
      throw new RangeError(
        `clock: can not go back to ${time} ms, it is ${this.#now} ms; see setWall`,
      );
    }
    this.#moving = true;
  }

  #end(): void {
    this.#moving = false;
    this.#chain = 0;
  }
  //#endregion

  //#region ring
  /** Runs the next alarm if it is due by `end`, and says whether there was one. */
  #ringNext(end: Millis): boolean {
    const [alarm] = this.#alarms;
    if (alarm === undefined || alarm.at > end) return false;
    if (alarm.chain > INSTANT_CHAIN_LIMIT) {
      throw new Error(
        `clock: ${alarm.chain} timers made one another at ${alarm.at} ms; ` +
          'give the one that re-arms itself a delay above 0',
      );
    }
    this.#alarms.shift();
    this.#now = alarm.at;
    this.#chain = alarm.chain;
    alarm.callback();
    return true;
  }
}
//#endregion
