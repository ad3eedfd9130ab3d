// Snapshots on the disk: written beside, synced, and named when they are whole. Read a
// window at a time, for they may be larger than memory has room for twice. Chapter 05.
// Engine room: not told line by line.

import type { DiskFile } from '#world';
import { areaOf } from './area.ts';
import { damaged } from './errors.ts';
import { draftFile, type Folder, removeFile, snapshotFile } from './files.ts';
import {
  type Chain,
  type Content,
  HEADER_BYTES,
  type LogRecord,
  readHeader,
  readRecord,
  recordBytes,
  writeRecord,
} from './record.ts';
import { checkMagic, MAGIC_BYTES, SNAPSHOT_MAGIC } from './segment-head.ts';

/** Some records at a time: what was just read is still near the processor. */
const WINDOW_BYTES = 1_048_576;
const CHUNK_BYTES = 1_048_576;

/** Snapshots stand alone: their chain begins anew. */
const BEGIN: Chain = { id: 0, crc: 0 };

/** Writes a snapshot of that many entries. Returns its bytes. */
export async function writeSnapshot(
  folder: Folder,
  index: number,
  contents: Iterable<Content>,
): Promise<number> {
  const draft = draftFile(folder, 'snap');
  await removeFile(folder, draft);
  const file = await folder.disk.open(draft);
  try {
    const bytes = await appendAll(file, contents);
    await file.sync();
    await folder.disk.rename(draft, snapshotFile(folder, index));
    return bytes;
  } catch (error) {
    await removeFile(folder, draft).catch(() => {});
    throw error;
  } finally {
    await file.close();
  }
}

async function appendAll(
  file: DiskFile,
  contents: Iterable<Content>,
): Promise<number> {
  let chunk: Content[] = [];
  let length = 0;
  let { crc } = BEGIN;
  let written = MAGIC_BYTES;
  await file.append(new TextEncoder().encode(SNAPSHOT_MAGIC));
  const flush = async (): Promise<void> => {
    const area = areaOf(new Uint8Array(length));
    let at = 0;
    for (const content of chunk) {
      crc = writeRecord(area, [at, 0], content, { ...BEGIN, crc });
      at += recordBytes(content.payload.length);
    }
    written += length;
    chunk = [];
    length = 0;
    await file.append(area.bytes);
  };
  for (const content of contents) {
    chunk.push(content);
    length += recordBytes(content.payload.length);
    if (length >= CHUNK_BYTES) await flush();
  }
  await flush();
  return written;
}

/**
 * The records of a snapshot, in lists; while one is looked at, the next is being read.
 * Each list is good until the next is asked for. @throws LogError where it is damaged
 */
export async function* readSnapshot(
  { disk }: Folder,
  name: string,
): AsyncGenerator<readonly (LogRecord & { readonly at: number })[]> {
  const file = await disk.open(name);
  try {
    const size = await file.size();
    checkMagic(await file.read(0, MAGIC_BYTES), SNAPSHOT_MAGIC, name);
    const rooms = [new Uint8Array(WINDOW_BYTES), new Uint8Array(WINDOW_BYTES)];
    let at = MAGIC_BYTES;
    let chain = BEGIN;
    let reading = readAhead(file, [at, WINDOW_BYTES, rooms[0]]);
    while (at < size) {
      const bytes = await reading;
      const records = recordsIn(bytes, chain);
      const read = records.at(-1)?.end ?? 0;
      const needed = neededBehind(bytes, read);
      const isCut = at + bytes.length < size;
      if (read < bytes.length && !(isCut && read + needed > bytes.length))
        throw damaged(name, at + read, 'the record is not what was written');
      const begin = at;
      at += read;
      chain = { ...BEGIN, crc: records.at(-1)?.crc ?? chain.crc };
      const window = Math.max(WINDOW_BYTES, needed);
      reading = readAhead(file, [at, window, rooms.reverse()[0]]);
      yield records.map((record) => ({ ...record, at: begin + record.offset }));
    }
  } finally {
    await file.close();
  }
}

function readAhead(
  file: DiskFile,
  asked: Parameters<DiskFile['read']>,
): Promise<Uint8Array> {
  const reading = file.read(...asked);
  // It is told to the one who waits for it, if anybody still does.
  reading.catch(() => {});
  return reading;
}

/** The bytes of the record that begins at `at`, as far as they can be told. */
function neededBehind(bytes: Uint8Array, at: number): number {
  if (bytes.length - at < HEADER_BYTES) return HEADER_BYTES;
  return (readHeader(areaOf(bytes), at, BEGIN.id)?.end ?? 0) - at;
}

/** The records that lie in the window whole. */
function recordsIn(bytes: Uint8Array, chain: Chain): readonly LogRecord[] {
  const records: LogRecord[] = [];
  const area = areaOf(bytes);
  let at = 0;
  let { crc } = chain;
  for (;;) {
    const record = readRecord(area, at, { ...chain, crc });
    if (record === undefined) return records;
    records.push(record);
    at = record.end;
    crc = record.crc;
  }
}
