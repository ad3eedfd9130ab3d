// When a snapshot is taken. Chapter 05.
// Engine room: not told line by line.

import { type Folder, reasonOf } from './files.ts';
import type { Log } from './log.ts';
import type { Machine } from './machine.ts';
import { snapshotContents, stateOf } from './snapshot.ts';
import { writeSnapshot } from './snapshot-file.ts';
import { tidy } from './tidy.ts';

//#region head
export class Snapshots {
  readonly #folder: Folder;
  readonly #machine: Machine;
  readonly #log: Log;
  /** The last entry that the newest one stands for, and where the log was then. */
  #index: number;
  #written = 0;
  #bytes = 0;
  #running: Promise<void> | undefined;

  constructor(
    folder: Folder,
    machine: Machine,
    [log, index]: readonly [Log, number],
  ) {
    this.#folder = folder;
    this.#machine = machine;
    this.#log = log;
    this.#index = index;
  }

  get index(): number {
    return this.#index;
  }
  //#endregion

  //#region due
  /**
   * Whether it is time: after `entries`, and when the log has grown by as much as
   * the last snapshot was long. So all snapshots together write no more than the
   * log does.
   */
  isDue(applied: number, entries: number): boolean {
    if (this.#running !== undefined || applied - this.#index < entries)
      return false;
    return this.#log.written - this.#written >= this.#bytes;
  }
  //#endregion

  //#region take
  /** Takes one of the state after the entry `applied`; one at a time. */
  take(applied: () => number): Promise<void> {
    this.#running ??= this.#write(applied).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #write(applied: () => number): Promise<void> {
    const state = stateOf(this.#machine, applied());
    const { written } = this.#log;
    try {
      const contents = snapshotContents(this.#machine, state);
      this.#bytes = await writeSnapshot(this.#folder, state.index, contents);
    } catch (error) {
      // A compaction came between: what was to be written is not there any more.
      if (this.#machine.index.floor !== state.floor) return this.#write(applied);
      throw error;
    }
    this.#index = state.index;
    this.#written = written;
    await tidy(this.#folder, this.#log, this.#index);
  }
  //#endregion

  //#region settled
  /** Waits for the one that is being written, whatever becomes of it. */
  async settled(): Promise<void> {
    await this.#running?.catch(reasonOf);
  }
}
//#endregion
