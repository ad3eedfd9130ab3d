/**
 * SystemClock: the clock of the machine that the program runs on.
 *
 * Engine room: not told line by line.
 */

import type { Clock, Timer } from './clock.ts';
import { type Millis, millis } from './millis.ts';

/** The longest delay that setTimeout keeps; a longer one it would cut to 1 ms. */
const LONGEST_TIMEOUT_MS: Millis = 2 ** 31 - 1;

/** A clock that begins now: `now` from performance.now, `wall` from Date. */
export function createSystemClock(): Clock {
  const began = performance.now();
  const now = (): Millis => millis(performance.now() - began);
  const after = (delay: Millis, callback: () => void): Timer => {
    const due = now() + millis(delay);
    let timeout: NodeJS.Timeout;
    // setTimeout may fire up to a millisecond early, and not at all after 25 days:
    // what is left is waited for again.
    const wait = (): void => {
      const left = Math.min(Math.max(due - now(), 0), LONGEST_TIMEOUT_MS);
      timeout = setTimeout(
        () => (now() < due ? wait() : callback()),
        Math.ceil(left),
      );
    };
    wait();
    return { cancel: () => clearTimeout(timeout) };
  };
  const sleep = (delay: Millis): Promise<void> =>
    new Promise((resolve) => {
      after(delay, resolve);
    });
  return { now, wall: () => Date.now(), after, sleep };
}
