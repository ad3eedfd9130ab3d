// Segments as files: zeros first, then a head and a name, then groups of records.
// Chapter 05.
// Engine room: not told line by line.

import type { DiskFile } from '#world';
import { areaOf } from './area.ts';
import {
  draftFile,
  type Folder,
  type Numbered,
  removeFile,
  segmentFile,
} from './files.ts';
import { type Chain, type Content, recordBytes, writeRecord } from './record.ts';
import {
  encodeHead,
  LOG_MAGIC,
  MAGIC_BYTES,
  type SegmentHead,
} from './segment-head.ts';

/** So much at a time is laid out in zeros, and groups go between. */
const CHUNK_BYTES = 1_048_576;

/** Where a log stands when somebody begins to write to it. */
export interface LogPosition {
  readonly head: SegmentHead;
  /** Where the next record goes. */
  readonly offset: number;
  readonly crc: number;
  /** The index of the last entry. */
  readonly index: number;
  /** The bytes of the segment's file. */
  readonly size: number;
}

//#region lay-out
/** The records of one group as bytes, and the CRC of the last. */
export function layOut(
  contents: readonly Content[],
  { id, crc }: Chain,
  start: number,
): readonly [bytes: Uint8Array, crc: number] {
  let length = 0;
  for (const { payload } of contents) length += recordBytes(payload.length);
  const area = areaOf(new Uint8Array(length));
  let last = crc;
  let at = 0;
  for (const content of contents) {
    last = writeRecord(area, [at, start], content, { id, crc: last });
    at += recordBytes(content.payload.length);
  }
  return [area.bytes, last];
}
//#endregion

//#region begin
export function segmentOf(
  folder: Folder,
  { number, first }: SegmentHead,
): Numbered {
  return { file: segmentFile(folder, number, first), index: first };
}

/**
 * Makes a file of zeros the segment of that head. It has its name when it is whole.
 */
export async function beginSegment(
  folder: Folder,
  file: DiskFile,
  { size, ...head }: SegmentHead & { readonly size: number },
): Promise<LogPosition> {
  const payload = encodeHead(head);
  const bytes = new Uint8Array(MAGIC_BYTES + recordBytes(payload.length));
  bytes.set(new TextEncoder().encode(LOG_MAGIC));
  const content = { type: 'head', payload } as const;
  const crc = writeRecord(areaOf(bytes), [MAGIC_BYTES, 0], content, {
    id: 0,
    crc: 0,
  });
  await Promise.all([file.write(0, bytes), file.sync()]);
  const { disk } = folder;
  await disk.rename(draftFile(folder, 'wal'), segmentOf(folder, head).file);
  return { head, offset: bytes.length, crc, index: head.first - 1, size };
}

/**
 * A file of zeros that are on the disk, so that writing over them needs no room.
 */
export async function layOutZeros(
  folder: Folder,
  bytes: number,
  isWanted: () => boolean = () => true,
): Promise<DiskFile> {
  const draft = draftFile(folder, 'wal');
  await removeFile(folder, draft);
  const file = await folder.disk.open(draft);
  const zeros = new Uint8Array(Math.min(CHUNK_BYTES, bytes));
  try {
    for (let left = bytes; left > 0 && isWanted(); left -= zeros.length) {
      await file.append(zeros.subarray(0, Math.min(left, zeros.length)));
      await file.sync();
    }
    return file;
  } catch (error) {
    // Half a segment is of no use, and others may need the room.
    await file.close();
    await removeFile(folder, draft).catch(() => {});
    throw error;
  }
}
//#endregion
