// A clock whose timers are counted: what is promised of a keep-alive is that it sets none.

import type { Clock } from '#world';

export interface CountingClock extends Clock {
  /** How many were set so far. */
  readonly timers: number;
}

/** The same clock. */
export function counting(clock: Clock): CountingClock {
  let timers = 0;
  return {
    get timers() {
      return timers;
    },
    now: () => clock.now(),
    wall: () => clock.wall(),
    sleep: (span) => clock.sleep(span),
    after: (span, ring) => {
      timers++;
      return clock.after(span, ring);
    },
  };
}
