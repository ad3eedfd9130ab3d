// A segment: one file of the log, as long from its first day as it will ever be. It begins
// with what it is and where in the log it stands; then come records; what is not written
// yet is zeros. Here bytes are read, and nothing else. Chapter 05.

import { damaged, LogError } from './errors.ts';
import {
  type Area,
  areaOf,
  type Chain,
  HEADER_BYTES,
  type LogRecord,
  readHeader,
  readRecord,
} from './record.ts';
import { fromJson, toJson } from './text.ts';

//#region magic
/** The first 16 bytes of a segment; the last of them is the version of the format. */
export const LOG_MAGIC = 'kubewright log 1';
export const SNAPSHOT_MAGIC = 'kubewright snap1';
export const MAGIC_BYTES = 16;

/** @throws LogError if the file is of another kind, or of a version to come */
export function checkMagic(bytes: Uint8Array, magic: string, file: string): void {
  const found = String.fromCharCode(...bytes.subarray(0, MAGIC_BYTES));
  if (found === magic) return;
  const kind = magic.slice(0, -1);
  if (!found.startsWith(kind) || !/[2-9]$/.test(found))
    throw damaged(file, 0, `expected "${magic}", found ${JSON.stringify(found)}`);
  const versions = `is of version ${found.slice(-1)}, this program reads version 1`;
  throw new LogError('NEWER_VERSION', `${file} ${versions}; use the newer one`);
}
//#endregion

//#region head
/** What the first record of a segment says. */
export interface SegmentHead {
  readonly id: number;
  /** Segments are numbered from 0, without a gap. */
  readonly number: number;
  /** The index of the first entry in it. Entries are counted from 1. */
  readonly first: number;
  /** The CRC of the last record before: so the chain goes on from file to file. */
  readonly crc: number;
}

export const encodeHead = (head: SegmentHead): Uint8Array => toJson(head);

export function readHead(
  bytes: Uint8Array,
  file: string,
): [SegmentHead, LogRecord] {
  checkMagic(bytes, LOG_MAGIC, file);
  const record = readRecord(areaOf(bytes), MAGIC_BYTES, { id: 0, crc: 0 });
  if (record?.type !== 'head')
    throw damaged(file, MAGIC_BYTES, 'the head of the segment is not whole');
  return [fromJson(record.payload) as SegmentHead, record];
}
//#endregion

//#region records
/** The records from `at` on that are whole and fit one another, up to the first not. */
export function* recordsFrom(
  bytes: Uint8Array,
  at: number,
  chain: Chain,
): Generator<LogRecord> {
  const { id } = chain;
  const area = areaOf(bytes);
  let next = readRecord(area, at, chain);
  while (next !== undefined) {
    yield next;
    next = readRecord(area, next.end, { id, crc: next.crc });
  }
}
//#endregion

//#region end
/** How a segment ends: with zeros, with a write that was torn, or with damage. */
export type End =
  | { readonly type: 'clean' }
  /** Not all of it was written when the power went. Nobody was told that it was. */
  | { readonly type: 'torn'; readonly end: number }
  /** It was written, and is not what was written. */
  | { readonly type: 'damaged'; readonly why: string };

/** What is to be thought of the place `at`, where no whole record begins. */
export function judgeEnd(bytes: Uint8Array, at: number, id: number): End {
  const area = areaOf(bytes);
  const end = endOfContent(area);
  if (end <= at) return { type: 'clean' };
  const later = laterGroup(area, [at, end], id);
  if (later !== undefined) {
    const why = `no whole record, and the group at byte ${later} was written after it`;
    return { type: 'damaged', why };
  }
  if (isUnfinished(area, [at, end], id)) return { type: 'torn', end };
  const why = 'what was written here to its end is not what it was then';
  return { type: 'damaged', why };
}

/** Behind the last byte that is not 0. */
function endOfContent({ bytes, view }: Area): number {
  let end = bytes.length;
  while (end >= 4 && view.getInt32(end - 4, true) === 0) end -= 4;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return end;
}
//#endregion

//#region later
type Span = readonly [from: number, end: number];

/**
 * A group that begins after `at`. It was written once all before it was durable: what
 * stood at `at` was acknowledged.
 */
function laterGroup(area: Area, [at, end]: Span, id: number): number | undefined {
  for (let place = at; place < end; place += HEADER_BYTES) {
    const start = readHeader(area, place, id)?.start ?? 0;
    if (start > at && start <= place) return start;
  }
  return undefined;
}
//#endregion

//#region unfinished
/** What a disk writes whole or not at all. etcd: minSectorSize (wal/decoder.go). */
const SECTOR_BYTES = 512;

/** Whether a part of the record at `at` still is as it was before it was written. */
function isUnfinished(area: Area, [at, end]: Span, id: number): boolean {
  const { bytes } = area;
  const header = readHeader(area, at, id);
  const headerEnd = at + HEADER_BYTES;
  if (header === undefined)
    return end < headerEnd || isZero(bytes, [at, headerEnd]);
  if (bytes[header.end - 1] === 0) return true;
  for (const sector of sectorsOf([at, header.end]))
    if (isZero(bytes, sector)) return true;
  return false;
}

/** The parts of a span that are written whole or not at all. */
function* sectorsOf([from, end]: Span): Generator<Span> {
  let at = from;
  while (at < end) {
    const next = (Math.floor(at / SECTOR_BYTES) + 1) * SECTOR_BYTES;
    yield [at, Math.min(next, end)];
    at = next;
  }
}

function isZero(bytes: Uint8Array, [from, end]: Span): boolean {
  return bytes.subarray(from, end).every((byte) => byte === 0);
}
//#endregion
