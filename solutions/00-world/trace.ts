/**
 * Trace: what happened, in order, each line with the time at which it was noted.
 *
 * It is plain data: two runs are the same when their lines are equal. Nothing here
 * prints.
 * Engine room: not told line by line.
 */

import type { Clock } from './clock.ts';
import type { Millis } from './millis.ts';

/** One thing that happened. */
export interface TraceLine {
  /** When it was noted, in milliseconds since the world began. */
  readonly at: Millis;
  readonly what: string;
  /** A copy of what was handed in; absent if nothing was. */
  readonly data?: unknown;
}

/** A notebook that every part of a world may write in. */
export interface Trace {
  /**
   * Notes `what` with a copy of `data`. @throws DataCloneError if it is not plain
   * data
   */
  note(what: string, data?: unknown): void;
  /**
   * The lines noted up to now, oldest first; a list of its own, later notes do not
   * grow it.
   */
  lines(): readonly TraceLine[];
}

/**
 * An empty trace that reads its times from `clock` and keeps the last `keep` lines.
 */
export function createTrace(clock: Clock, keep: number = Infinity): Trace {
  const lines: TraceLine[] = [];
  return {
    note(what, data) {
      const at = clock.now();
      // A copy: who changes the object later must not change what was seen.
      lines.push(
        data === undefined
          ? { at, what }
          : { at, what, data: structuredClone(data) },
      );
      if (lines.length > keep) lines.shift();
    },
    lines: () => [...lines],
  };
}
