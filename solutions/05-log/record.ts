// One record of a log: what it is, how long, and a proof that it is what was written.
// Numbers are little-endian. A file begins with 16 characters that say what it is, and
// from then on holds records, each from a multiple of 16 bytes on:
//
//    0  length of the payload   4 bytes
//    4  CRC-32C, rolling        4     over the record before, then this one from 16 on
//    8  start of the group      4     all before this place was durable already
//   12  type                    1
//   13  check of these 16       3     CRC-32C, begun from the id of the log
//   16  payload, zeros, 0xa5          up to the next multiple of 16
//
// The rest of a file is zeros. etcd's record (server/storage/wal) has length, CRC and
// type, and is padded to 8. Chapter 05.

import type { Area } from './area.ts';
import { crc32c } from './crc.ts';

//#region layout
export const HEADER_BYTES = 16;
/** The last byte of every record: while it is 0, not all of it was written. */
const END_MARK = 0xa5;

/** The bytes that a record with this payload takes. */
export function recordBytes(payloadBytes: number): number {
  return HEADER_BYTES + (((payloadBytes + HEADER_BYTES) >>> 4) << 4);
}
//#endregion

//#region types
/**
 * What a record may hold, by its number; 0 is none. Given out once, a number stays.
 */
const TYPES = [
  '',
  'head',
  'put',
  'command',
  'state',
  'block',
  'commit',
  'end',
] as const;
export type RecordType = Exclude<(typeof TYPES)[number], ''>;
//#endregion

//#region chain
/** Where a chain of records stands: what the next one has to fit. */
export interface Chain {
  /** Drawn when the log was made: nobody who writes values can make up a header. */
  readonly id: number;
  /** The CRC of the last record. */
  readonly crc: number;
}

export interface LogRecord {
  readonly type: RecordType;
  readonly payload: Uint8Array;
  readonly offset: number;
  readonly end: number;
  /** Where the group begins that it was written with. */
  readonly start: number;
  readonly crc: number;
}
//#endregion

//#region write
/** What is to become a record. */
export interface Content {
  readonly type: RecordType;
  readonly payload: Uint8Array;
}

/** Writes a record at `at` and returns its CRC. `bytes` are zeros from there on. */
export function writeRecord(
  { bytes, view }: Area,
  [at, start]: readonly [at: number, start: number],
  { type, payload }: Content,
  { id, crc }: Chain,
): number {
  const end = at + recordBytes(payload.length);
  bytes.set(payload, at + HEADER_BYTES);
  view.setUint8(end - 1, END_MARK);
  const own = crc32c(crc, view, [at + HEADER_BYTES, end]);
  view.setUint32(at, payload.length, true);
  view.setUint32(at + 4, own, true);
  view.setUint32(at + 8, start, true);
  const number = TYPES.indexOf(type);
  view.setUint8(at + 12, number);
  const check = crc32c(id, view, [at, at + 13]);
  view.setUint32(at + 12, ((check << 8) | number) >>> 0, true);
  return own;
}
//#endregion

//#region header
/** A header that is as it was written; the payload may be another matter. */
export type Header = Pick<LogRecord, 'type' | 'offset' | 'end' | 'start'>;

/** The header at `at`, or undefined where there is none or it was damaged. */
export function readHeader(
  { view }: Area,
  at: number,
  id: number,
): Header | undefined {
  if (at + HEADER_BYTES > view.byteLength) return undefined;
  const type = TYPES[view.getUint8(at + 12)];
  if (!type) return undefined;
  const check = crc32c(id, view, [at, at + 13]) & 0xffffff;
  if (check !== view.getUint32(at + 12, true) >>> 8) return undefined;
  const end = at + recordBytes(view.getUint32(at, true));
  return { type, offset: at, end, start: view.getUint32(at + 8, true) };
}
//#endregion

//#region read
/** The record at `at` if it is whole and the one that came next; else undefined. */
export function readRecord(
  area: Area,
  at: number,
  { id, crc }: Chain,
): LogRecord | undefined {
  const { bytes, view } = area;
  const header = readHeader(area, at, id);
  if (header === undefined || header.end > bytes.length) return undefined;
  const { type, end, start } = header;
  const begin = at + HEADER_BYTES;
  const found = crc32c(crc, view, [begin, end]);
  if (found !== view.getUint32(at + 4, true)) return undefined;
  const payload = bytes.subarray(begin, begin + view.getUint32(at, true));
  return { type, payload, offset: at, end, start, crc: found };
}
//#endregion
