// What was read of a segment, and whether it fits what stands around it. Chapter 05.
// Engine room: not told line by line.

import { damaged, LogError } from './errors.ts';
import type { LogRecord } from './record.ts';
import { judgeEnd } from './segment.ts';
import type { SegmentHead } from './segment-head.ts';

export interface ReadSegment {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly head: SegmentHead;
  /** The last record that is whole, perhaps the head. */
  readonly last: LogRecord;
  /** The index of the last entry. */
  readonly index: number;
}

/**
 * @throws LogError where `file` does not go on where the segment before it ended
 */
export function checkFollows(
  file: string,
  head: SegmentHead,
  before: ReadSegment | undefined,
): void {
  if (before === undefined) return;
  expectClean(before);
  const { last, index } = before;
  const isNext =
    head.id === before.head.id && head.number === before.head.number + 1;
  if (isNext && head.first === index + 1 && head.crc === last.crc) return;
  const what = `expected segment ${before.head.number + 1} with entry ${index + 1} first`;
  throw damaged(file, 0, `${what}, found ${head.number} with ${head.first}`);
}

/** Only the last segment may be torn: what comes after one was written later. */
function expectClean({ file, bytes, head, last }: ReadSegment): void {
  const end = judgeEnd(bytes, last.end, head.id);
  if (end.type === 'clean') return;
  const why =
    end.type === 'damaged'
      ? end.why
      : 'no whole record, and a later segment is there';
  throw damaged(file, last.end, why);
}

/** What should follow the snapshot is not there. */
export function lost(snapshot: number, what: string): LogError {
  const wanted = `expected entry ${snapshot + 1}, which follows the snapshot`;
  const text = `${wanted}: ${what}; restore the folder from a copy`;
  return new LogError('DAMAGED', text);
}
