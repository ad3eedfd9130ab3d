// The records of a folder, in words. Chapter 05.
// Engine room: not told line by line.

import { type Bytes, toText } from '#store';
import { type BlockItem, decodeBlock, isPair } from './block.ts';
import {
  type Change,
  type Command,
  decodeCommand,
  decodeCommit,
} from './command.ts';
import { LogError } from './errors.ts';
import { type Folder, listFiles, readWhole } from './files.ts';
import type { LogRecord } from './record.ts';
import { judgeEnd, recordsFrom } from './segment.ts';
import { readHead, type SegmentHead } from './segment-head.ts';
import type { SnapshotState } from './snapshot.ts';
import { readSnapshot } from './snapshot-file.ts';
import { fromJson } from './text.ts';
import type { VerifyLine } from './types.ts';

/** The records of all snapshots and segments in a folder, oldest first. */
export async function* linesOf(folder: Folder): AsyncGenerator<VerifyLine> {
  for (const { file } of await listFiles(folder, 'snap'))
    yield* guarded(file, snapshotLines(folder, file));
  const segments = await listFiles(folder, 'wal');
  let before: Before | undefined;
  for (const [at, { file, index }] of segments.entries()) {
    const isLast = at === segments.length - 1;
    const lines = segmentLines(folder, file, { isLast, index, before });
    before = yield* guarded(file, lines);
  }
}

/** Where the segment before ended. */
interface Before {
  readonly head: SegmentHead;
  readonly crc: number;
  readonly index: number;
}

async function* guarded<T>(
  file: string,
  lines: AsyncGenerator<VerifyLine, T>,
): AsyncGenerator<VerifyLine, T | undefined> {
  try {
    return yield* lines;
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    yield wrong(file, 0, error.message);
    return undefined;
  }
}

function wrong(file: string, offset: number, what: string): VerifyLine {
  return { file, offset, what, type: 'damaged', length: 0, isDamage: true };
}

async function* snapshotLines(
  folder: Folder,
  file: string,
): AsyncGenerator<VerifyLine> {
  let last: string | undefined;
  for await (const records of readSnapshot(folder, file)) {
    for (const record of records) {
      yield lineOf(file, record.at, record);
      last = record.type;
    }
  }
  if (last !== 'end') yield wrong(file, 0, 'the snapshot ends before its end');
}

async function* segmentLines(
  folder: Folder,
  file: string,
  around: {
    readonly isLast: boolean;
    readonly index: number;
    readonly before: Before | undefined;
  },
): AsyncGenerator<VerifyLine, Before> {
  const bytes = await readWhole(folder, file);
  const [head, begin] = readHead(bytes, file);
  yield lineOf(file, begin.offset, begin);
  const { before } = around;
  const follows =
    before === undefined ||
    (before.crc === head.crc &&
      before.index + 1 === head.first &&
      before.head.number + 1 === head.number);
  if (!follows || head.first !== around.index)
    yield wrong(file, 0, 'it is not the segment that follows the one before');
  let last = begin;
  let index = head.first - 1;
  for (const record of recordsFrom(bytes, begin.end, { ...head, crc: begin.crc })) {
    yield lineOf(file, record.offset, record);
    last = record;
    index += 1;
  }
  yield* endLines(file, bytes, {
    at: last.end,
    id: head.id,
    isLast: around.isLast,
  });
  return { head, crc: last.crc, index };
}

function* endLines(
  file: string,
  bytes: Uint8Array,
  { at, id, isLast }: { at: number; id: number; isLast: boolean },
): Generator<VerifyLine> {
  const end = judgeEnd(bytes, at, id);
  if (end.type === 'clean') return;
  if (end.type === 'damaged') yield wrong(file, at, end.why);
  else if (!isLast)
    yield wrong(file, at, 'no whole record, and a later segment is there');
  else {
    const length = end.end - at;
    const what = 'a write that was torn; the next who opens the folder cuts it';
    yield { file, offset: at, what, type: 'torn', length, isDamage: false };
  }
}

function lineOf(file: string, offset: number, record: LogRecord): VerifyLine {
  const { type, payload } = record;
  const { length } = payload;
  return { file, offset, what: say(record), type, length, isDamage: false };
}

function say(record: LogRecord): string {
  const { type, payload } = record;
  if (type === 'head') return sayHead(fromJson(payload) as SegmentHead);
  if (type === 'state') return sayState(fromJson(payload) as SnapshotState);
  if (type === 'end') return 'the end of the snapshot';
  if (type === 'commit') return decodeCommit(record).map(sayChange).join(', ');
  if (type === 'block') return [...decodeBlock(payload)].map(sayItem).join(', ');
  return sayCommand(decodeCommand(record));
}

function sayItem(item: BlockItem): string {
  const { key, value, modRevision } = item;
  if (!isPair(item)) return sayChange(item);
  return `${name(key)} = ${name(value)} of revision ${modRevision}`;
}

function sayHead({ number, first }: SegmentHead): string {
  return `segment ${number}, from entry ${first} on`;
}

function sayState({ index, revision, floor, leases }: SnapshotState): string {
  const past = floor === 0 ? 'nothing forgotten' : `the past from ${floor} on`;
  return `after entry ${index}: revision ${revision}, ${past}, ${leases.length} leases`;
}

function sayChange(change: Change): string {
  if (!('value' in change)) return `delete ${name(change.key)}`;
  return `put ${name(change.key)} = ${name(change.value)}${onLease(change.lease)}`;
}

function sayCommand({ kind, request }: Command): string {
  if (kind === 'put') {
    const { key, value = '', lease = 0 } = request;
    return sayChange({ key, value, lease });
  }
  if (kind === 'deleteRange') {
    const { key, rangeEnd = '' } = request;
    const end = rangeEnd === '' ? '' : ` up to ${name(rangeEnd)}`;
    return `delete ${name(key)}${end}`;
  }
  if (kind === 'grant') return `grant lease ${request.id} for ${request.ttl} s`;
  if (kind === 'revoke') return `revoke lease ${request.id}`;
  if (kind === 'compact') return `compact at revision ${request.revision}`;
  return `txn ${JSON.stringify(request)}`;
}

const LONGEST = 40;
const onLease = (lease: number): string =>
  lease === 0 ? '' : ` on lease ${lease}`;

/** Bytes as text between quotes, cut where it gets long. */
function name(bytes: Bytes): string {
  const text = JSON.stringify(toText(bytes.slice(0, LONGEST)));
  if (bytes.length <= LONGEST) return text;
  return `${text}… (${bytes.length} bytes)`;
}
