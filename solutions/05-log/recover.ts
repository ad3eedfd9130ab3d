// Recovery: from the files of a folder to the state that they lead to, and to a log that
// goes on. First the newest snapshot, then every entry after it, in order; then the end of
// the log is made safe to write behind. Chapter 05.

import { EtcdError } from '#store';
import type { World } from '#world';
import { decodeCommand } from './command.ts';
import { damaged, LogError } from './errors.ts';
import {
  draftFile,
  type Folder,
  listFiles,
  type Numbered,
  readWhole,
  removeFile,
} from './files.ts';
import type { Machine } from './machine.ts';
import type { LogRecord } from './record.ts';
import { Restore } from './restore.ts';
import { judgeEnd, readHead, recordsFrom, type SegmentHead } from './segment.ts';
import { beginSegment, type LogPosition, layOutZeros } from './segment-file.ts';
import { readSnapshot } from './snapshot-file.ts';

//#region recovered
export interface Recovered {
  readonly machine: Machine;
  readonly segments: readonly Numbered[];
  readonly at: LogPosition;
  /** The last entry that is in the newest snapshot; 0 if there is none. */
  readonly snapshot: number;
  readonly warnings: readonly string[];
}

/** Reads a folder; makes a log in an empty one. @throws LogError if it is damaged */
export async function recover(
  world: World,
  folder: Folder,
  segmentBytes: number,
): Promise<Recovered> {
  await removeFile(folder, draftFile(folder, 'wal'));
  await removeFile(folder, draftFile(folder, 'snap'));
  const snapshots = await listFiles(folder, 'snap');
  const segments = await listFiles(folder, 'wal');
  const restore = await readState(world, folder, snapshots.at(-1));
  const machine = restore.machine();
  const { index: snapshot } = restore.state;
  if (segments.length === 0) {
    if (snapshot > 0) throw lost(snapshot, 'there is no segment');
    const at = await beginLog(world, folder, segmentBytes);
    const made = await listFiles(folder, 'wal');
    return { machine, segments: made, at, snapshot, warnings: [] };
  }
  const replay = new Replay(folder, machine, snapshot);
  for (const segment of neededAfter(segments, snapshot)) await replay.read(segment);
  const at = await replay.end();
  return { machine, segments, at, snapshot, warnings: replay.warnings };
}

async function beginLog(
  world: World,
  folder: Folder,
  segmentBytes: number,
): Promise<LogPosition> {
  const id = world.chance.integer(1, 2 ** 32 - 1);
  const file = await layOutZeros(folder, segmentBytes);
  try {
    const head = { id, number: 0, first: 1, crc: 0 };
    return await beginSegment(folder, file, { ...head, size: segmentBytes });
  } finally {
    await file.close();
  }
}
//#endregion

//#region state
/** The newest snapshot, or nothing, as a state to go on from. */
async function readState(
  world: World,
  folder: Folder,
  newest: Numbered | undefined,
): Promise<Restore> {
  const restore = new Restore(world);
  if (newest === undefined) return restore;
  for await (const records of readSnapshot(folder, newest.file))
    for (const record of records) restore.take(record);
  if (restore.isWhole && restore.state.index === newest.index) return restore;
  throw damaged(newest.file, 0, 'the snapshot ends before its end');
}
//#endregion

//#region needed
/** From the segment that holds the first entry after the snapshot. */
function neededAfter(
  segments: readonly Numbered[],
  snapshot: number,
): readonly Numbered[] {
  const first = segments.findLastIndex(({ index }) => index <= snapshot + 1);
  if (first >= 0) return segments.slice(first);
  const oldest = segments[0]?.index ?? 0;
  throw lost(snapshot, `the oldest segment begins at entry ${oldest}`);
}

function lost(snapshot: number, what: string): LogError {
  const wanted = `expected entry ${snapshot + 1}, which follows the snapshot`;
  const text = `${wanted}: ${what}; restore the folder from a copy`;
  return new LogError('DAMAGED', text);
}
//#endregion

//#region replay
/** Reads segments in order, and does what is written in them. */
class Replay {
  readonly #folder: Folder;
  readonly #machine: Machine;
  readonly #snapshot: number;
  readonly warnings: string[] = [];
  #last: Whole | undefined;

  constructor(folder: Folder, machine: Machine, snapshot: number) {
    this.#folder = folder;
    this.#machine = machine;
    this.#snapshot = snapshot;
  }

  async read({ file }: Numbered): Promise<void> {
    if (this.#last !== undefined) this.#expectClean(this.#last);
    const bytes = await readWhole(this.#folder, file);
    const [head, record] = readHead(bytes, file);
    if (this.#last !== undefined) checkFollows(file, head, this.#last);
    let last = record;
    let index = head.first - 1;
    for (const entry of recordsFrom(bytes, record.end, {
      ...head,
      crc: record.crc,
    })) {
      index += 1;
      last = entry;
      if (index > this.#snapshot) this.#apply(entry);
    }
    this.#last = { file, bytes, head, last, index };
  }

  #apply(record: LogRecord): void {
    try {
      this.#machine.apply(decodeCommand(record));
    } catch (error) {
      // It was refused then, and so it is now: that, too, is what the log says.
      if (!(error instanceof EtcdError)) throw error;
    }
  }
  //#endregion

  //#region expect-clean
  /** Only the last segment may be torn: what comes after one was written later. */
  #expectClean({ file, bytes, head, last }: Whole): void {
    const end = judgeEnd(bytes, last.end, head.id);
    if (end.type === 'clean') return;
    const why =
      end.type === 'damaged'
        ? end.why
        : 'no whole record, and a later segment is there';
    throw damaged(file, last.end, why);
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
      const text = `${file} at byte ${last.end}: a write was torn when the power went`;
      const cut = `${end.end - last.end} bytes are cut; nobody was told that they were there`;
      this.warnings.push(`log: ${text}; ${cut}`);
    }
    await this.#settle(this.#last, end.type === 'torn' ? end.end : last.end);
    const { length: size } = bytes;
    return { head, offset: last.end, crc: last.crc, index, size };
  }
  //#endregion

  //#region settle
  /**
   * Zeros for what was torn. And the last group once more: its sync may have failed, and
   * then it lies in the kernel's cache, where we read it, and never on the disk.
   */
  async #settle({ file, bytes, last }: Whole, torn: number): Promise<void> {
    const handle = await this.#folder.disk.open(file);
    try {
      const group = bytes.subarray(last.start, last.end);
      await handle.write(last.end, new Uint8Array(torn - last.end));
      await handle.write(last.start, group);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
  //#endregion
}

//#region whole
/** What was read of a segment. */
interface Whole {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly head: SegmentHead;
  /** The last record that is whole, perhaps the head. */
  readonly last: LogRecord;
  /** The index of the last entry. */
  readonly index: number;
}

function checkFollows(file: string, head: SegmentHead, before: Whole): void {
  const { last, index } = before;
  const isNext =
    head.id === before.head.id && head.number === before.head.number + 1;
  if (isNext && head.first === index + 1 && head.crc === last.crc) return;
  const what = `expected segment ${before.head.number + 1} with entry ${index + 1} first`;
  throw damaged(file, 0, `${what}, found ${head.number} with ${head.first}`);
}
//#endregion
