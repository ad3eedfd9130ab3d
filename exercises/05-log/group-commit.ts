// Group commit: those that came while the disk was busy go to it together. A request is
// written down first and done after, so that nobody, no reader and no watch, ever sees a
// revision that a crash could take back. Chapter 05.

import { NotWritten } from '#world';
import type { Log } from './log.ts';
import type { Content } from './record.ts';

/** A request that waits to be written. */
export interface Proposal {
  readonly content: Content;
  /** Does it, and tells the one who asked. It never throws. */
  readonly apply: () => void;
  readonly refuse: (error: unknown) => void;
}

export class GroupCommit {
  readonly #log: Log;
  readonly #onGroup: () => void;
  readonly #waiting: Proposal[] = [];
  /** The last entry that was done. */
  #applied: number;
  #writing: Promise<void> | undefined;

  constructor(log: Log, onGroup: () => void) {
    this.#log = log;
    this.#onGroup = onGroup;
    this.#applied = log.index;
  }

  get applied(): number {
    return this.#applied;
  }

  /** Resolves when nobody waits any more. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  propose(proposal: Proposal): void {
    this.#waiting.push(proposal);
    this.#writing ??= this.#write();
  }

  /** Writes group after group, as long as somebody waits. */
  async #write(): Promise<void> {
    // A request made in this very turn still comes along with the first group.
    await undefined;
    while (this.#waiting.length > 0) {
      try {
        await this.#writeGroup();
      } catch (error) {
        for (const { refuse } of this.#waiting.splice(0)) refuse(error);
      }
    }
    this.#writing = undefined;
  }

  /**
   * Takes from `#waiting` what goes to the disk next. Once it is there, each is
   * counted in `#applied`, then done: who is told of it may ask for a snapshot at
   * once. In the end `#onGroup` is told. If not even the first fits, a new segment
   * is begun instead. When it rejects, all of `#waiting` is refused.
   */
  async #writeGroup(): Promise<void> {
    // TODO 5.1: write one group, and do what it says
    throw new NotWritten('5.1');
  }
}
