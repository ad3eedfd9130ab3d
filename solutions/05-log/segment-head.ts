// How a segment begins: what it is, of which version, and where in the log it stands.
// Chapter 05. Engine room: not told line by line.

import { areaOf } from './area.ts';
import { damaged, LogError } from './errors.ts';
import { type LogRecord, readRecord } from './record.ts';
import { fromJson, toJson } from './text.ts';

/**
 * The first 16 bytes of a segment; the last of them is the version of the format.
 */
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
