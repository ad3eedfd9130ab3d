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

const WINDOW_BYTES = 8_388_608;
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

/** The records of a snapshot, in lists. @throws LogError where it is damaged */
export async function* readSnapshot(
  { disk }: Folder,
  name: string,
): AsyncGenerator<readonly (LogRecord & { readonly at: number })[]> {
  const file = await disk.open(name);
  try {
    const size = await file.size();
    checkMagic(await file.read(0, MAGIC_BYTES), SNAPSHOT_MAGIC, name);
    let at = MAGIC_BYTES;
    let chain = BEGIN;
    let window = WINDOW_BYTES;
    while (at < size) {
      const bytes = await file.read(at, window);
      const records = recordsIn(bytes, chain);
      const last = records.at(-1);
      const read = last?.end ?? 0;
      const isCut = at + bytes.length < size;
      const needed = (readHeader(areaOf(bytes), read, 0)?.end ?? 0) - read;
      const isWhole = read === bytes.length;
      const goesOn =
        isCut &&
        (bytes.length - read < HEADER_BYTES || read + needed > bytes.length);
      if (!isWhole && !goesOn) {
        throw damaged(name, at + read, 'the record is not what was written');
      }
      window = Math.max(WINDOW_BYTES, needed);
      const begin = at;
      yield records.map((record) => ({ ...record, at: begin + record.offset }));
      at += read;
      chain = { ...BEGIN, crc: last?.crc ?? chain.crc };
    }
  } finally {
    await file.close();
  }
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
