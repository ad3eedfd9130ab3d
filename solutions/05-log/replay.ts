// Replay: segments are read in order, and what is written in them is done again.
// Chapter 05.

import { EtcdError } from '#store';
import { decodeCommand } from './command.ts';
import { damaged } from './errors.ts';
import { type Folder, type Numbered, readWhole } from './files.ts';
import type { Machine } from './machine.ts';
import { checkFollows, lost, type ReadSegment } from './read-segment.ts';
import { HEADER_BYTES } from './record.ts';
import { judgeEnd, recordsFrom } from './segment.ts';
import type { LogPosition } from './segment-file.ts';
import { readHead } from './segment-head.ts';

//#region head
export class Replay {
  readonly #folder: Folder;
  readonly #machine: Machine;
  /** The last entry that the machine has already, from the snapshot. */
  readonly #snapshot: number;
  readonly warnings: string[] = [];
  #last: ReadSegment | undefined;

  constructor(folder: Folder, machine: Machine, snapshot: number) {
    this.#folder = folder;
    this.#machine = machine;
    this.#snapshot = snapshot;
  }
  //#endregion

  //#region read
  /** Does what the segment says, and keeps in `#last` what was read of it. */
  async read({ file }: Numbered): Promise<void> {
    const bytes = await readWhole(this.#folder, file);
    const [head, begin] = readHead(bytes, file);
    checkFollows(file, head, this.#last);
    const chain = { id: head.id, crc: begin.crc };
    let last = begin;
    let index = head.first - 1;
    //#exercise 5,7 do again what the records say, as far as it was not done yet
    for (const record of recordsFrom(bytes, begin.end, chain)) {
      index += 1;
      last = record;
      if (index <= this.#snapshot) continue;
      try {
        this.#machine.apply(decodeCommand(record));
      } catch (error) {
        // It was refused then, and so it is now: that, too, is what the log says.
        if (!(error instanceof EtcdError)) throw error;
      }
    }
    //#endexercise
    this.#last = { file, bytes, head, last, index };
  }
  //#endregion

  //#region end
  /** Makes the end of the log one to write behind, and says where that is. */
  async end(): Promise<LogPosition> {
    if (this.#last === undefined) throw lost(this.#snapshot, 'there is no segment');
    const { file, bytes, head, last, index } = this.#last;
    if (index < this.#snapshot)
      throw lost(this.#snapshot, `the log ends with entry ${index}`);
    const end = judgeEnd(bytes, last.end, head.id);
    if (end.type === 'damaged') throw damaged(file, last.end, end.why);
    if (end.type === 'torn') {
      const where = `log: ${file} at byte ${last.end}`;
      const cut = `${end.end - last.end} bytes are cut; nobody was told of them`;
      this.warnings.push(`${where}: a write was torn when the power went; ${cut}`);
    }
    await this.#settle(this.#last, end.type === 'torn' ? end.end : last.end);
    const { length: size } = bytes;
    return { head, offset: last.end, crc: last.crc, index, size };
  }
  //#endregion

  //#region settle
  /**
   * Zeros for what was torn, a header last of all: should the power go again, what
   * is left of it still looks torn. And the last group once more: its sync may have
   * failed, and then it lies in the kernel's cache, where we read it, and never on
   * the disk.
   */
  async #settle({ file, bytes, last }: ReadSegment, torn: number): Promise<void> {
    const handle = await this.#folder.disk.open(file);
    try {
      const group = bytes.subarray(last.start, last.end);
      const headerEnd = Math.min(last.end + HEADER_BYTES, torn);
      if (headerEnd < torn) {
        await handle.write(headerEnd, new Uint8Array(torn - headerEnd));
        await handle.sync();
      }
      await handle.write(last.end, new Uint8Array(headerEnd - last.end));
      await handle.write(last.start, group);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
//#endregion
