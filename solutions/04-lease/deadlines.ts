// When each lease's time is over. One timer a lease, and a deadline that only ever
// moves away: a timer that rings too early waits for the rest. etcd has a heap and
// looks at its top every 500 ms (server/lease/lessor.go). Chapter 04.

import { type Clock, type Millis, millis, type Timer } from '#world';

//#region head
interface Deadline {
  readonly due: Millis;
  readonly timer: Timer;
}

/** Tells `onOver` of each lease whose time is over, then and never early. */
export class Deadlines {
  readonly #clock: Clock;
  readonly #onOver: (id: number) => void;
  readonly #byLease = new Map<number, Deadline>();

  constructor(clock: Clock, onOver: (id: number) => void) {
    this.#clock = clock;
    this.#onOver = onOver;
  }
  //#endregion

  //#region start
  /** The time of a lease begins to run. */
  start(id: number, span: Millis): void {
    const due = millis(this.#clock.now() + span);
    this.#byLease.set(id, { due, timer: this.#wait(id, span) });
  }

  #wait(id: number, span: Millis): Timer {
    return this.#clock.after(span, () => this.#ring(id));
  }

  /** Its time does not run any more. */
  stop(id: number): void {
    this.#byLease.get(id)?.timer.cancel();
    this.#byLease.delete(id);
  }

  stopAll(): void {
    for (const id of this.#byLease.keys()) this.stop(id);
  }
  //#endregion

  //#region left
  /** What is left of its time; 0 if there is none. */
  left(id: number): Millis {
    const due = this.#byLease.get(id)?.due ?? 0;
    return millis(Math.max(0, due - this.#clock.now()));
  }
  //#endregion

  //#region postpone
  /** Its time is over `span` from now: later than it would have been. */
  postpone(id: number, span: Millis): void {
    const deadline = this.#byLease.get(id);
    if (deadline === undefined) return;
    const due = millis(this.#clock.now() + span);
    this.#byLease.set(id, { ...deadline, due });
  }
  //#endregion

  //#region ring
  /** The timer of a lease rings: at its deadline, or before it. */
  #ring(id: number): void {
    //#exercise 3,5 end the lease if its time is over; else see that it will
    const deadline = this.#byLease.get(id);
    if (deadline === undefined) return;
    const left = this.left(id);
    if (left > 0) {
      this.#byLease.set(id, { ...deadline, timer: this.#wait(id, left) });
      return;
    }
    this.#byLease.delete(id);
    this.#onOver(id);
    //#endexercise
  }
}
//#endregion
