// A segment: one file of the log, as long from its first day as it will ever be. It begins
// with what it is and where in the log it stands; then come records; what is not written
// yet is zeros. Here bytes are read, and nothing else. Chapter 05.

import {
  type Area,
  areaOf,
  endOfContent,
  isZero,
  type Span,
  sectorsOf,
} from './area.ts';
import {
  type Chain,
  HEADER_BYTES,
  type Header,
  type LogRecord,
  readHeader,
  readRecord,
} from './record.ts';

//#region records
/**
 * The records from `at` on that are whole and fit one another, up to the first not.
 */
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

//#region later
/**
 * A group that begins after `at`. It was written once all before it was durable:
 * what stood at `at` was acknowledged.
 */
function laterGroup(area: Area, [at, end]: Span, id: number): number | undefined {
  for (let place = at; place < end; place += HEADER_BYTES) {
    const start = readHeader(area, place, id)?.start ?? 0;
    if (start > at && start <= place) return start;
  }
  return undefined;
}
//#endregion

//#region lacks-part
/**
 * Whether a part of a record never came to the disk: its end, or one of its
 * sectors.
 */
function lacksPart({ bytes }: Area, { offset, end }: Header): boolean {
  if (bytes[end - 1] === 0) return true;
  for (const sector of sectorsOf([offset, end]))
    if (isZero(bytes, sector)) return true;
  return false;
}
//#endregion

//#region end
/** How a segment ends: with zeros, with a write that was torn, or with damage. */
export type End =
  | { readonly type: 'clean' }
  /** Not all of it was written when the power went. Nobody was told that it was. */
  | { readonly type: 'torn'; readonly end: number }
  /**
   * It was written, and is not what was written: `no whole record, and the group at
   * byte N was written after it`, or `what was written here to its end is not what
   * it was then`.
   */
  | { readonly type: 'damaged'; readonly why: string };
//#endregion

//#region judge
/**
 * What is to be thought of the place `at`, where no whole record begins. Torn: from
 * there to the `end` of what is not zeros, nothing was ever acknowledged. In doubt:
 * damaged.
 */
export function judgeEnd(bytes: Uint8Array, at: number, id: number): End {
  const area = areaOf(bytes);
  const end = endOfContent(area);
  //#exercise 4 tell an end, a torn write and damage apart
  if (end <= at) return { type: 'clean' };
  const later = laterGroup(area, [at, end], id);
  if (later !== undefined) {
    const after = `the group at byte ${later} was written after it`;
    const why = `no whole record, and ${after}`;
    return { type: 'damaged', why };
  }
  const header = readHeader(area, at, id);
  const headerEnd = at + HEADER_BYTES;
  const isUnfinished =
    header === undefined
      ? end <= headerEnd || isZero(bytes, [at, headerEnd])
      : lacksPart(area, header);
  if (isUnfinished) return { type: 'torn', end };
  const why = 'what was written here to its end is not what it was then';
  return { type: 'damaged', why };
  //#endexercise
}
//#endregion
