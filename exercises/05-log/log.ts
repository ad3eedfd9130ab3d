// The log: entries at the end of a file, durable before anybody is told. A segment is laid
// out in zeros before it is used, so that a sync has no size and no block map to write,
// and a full disk shows before a record is begun. etcd: server/storage/wal. Chapter 05.

import { NotWritten } from '#world';
import type { DiskFile } from '#world';
import { failed, type LogError } from './errors.ts';
import { type Folder, type Numbered, removeFile } from './files.ts';
import { NextSegment } from './next-segment.ts';
import { type Content, HEADER_BYTES, recordBytes } from './record.ts';
import {
  beginSegment,
  type LogPosition,
  layOut,
  segmentOf,
} from './segment-file.ts';
import { MAGIC_BYTES } from './segment-head.ts';

/** The size of a segment. etcd: SegmentSizeBytes, 64 MB (wal/wal.go). */
export const SEGMENT_BYTES: number = 64_000_000;
/**
 * At most so much goes into one group, so that the first does not wait for a crowd.
 */
const GROUP_BYTES = 1_048_576;
/** What a segment holds beside entries: its magic and its head. */
const HEAD_BYTES = 256;

export class Log {
  readonly #folder: Folder;
  readonly #segmentBytes: number;
  readonly #segments: Numbered[];
  readonly #next: NextSegment;
  #file: DiskFile;
  /** Where the next record goes. */
  #at: LogPosition;
  #written = 0;
  /** The error after which nothing is written any more. */
  #failure: LogError | undefined;

  constructor(
    folder: Folder,
    file: DiskFile,
    { at, segments, segmentBytes }: Found,
  ) {
    this.#folder = folder;
    this.#file = file;
    this.#at = at;
    this.#segments = [...segments];
    this.#segmentBytes = segmentBytes;
    const isWanted = (): boolean => this.#failure === undefined;
    this.#next = new NextSegment(folder, segmentBytes, isWanted);
  }

  /** The index of the last entry that is durable. */
  get index(): number {
    return this.#at.index;
  }

  /** The bytes of all entries that were appended since the log was opened. */
  get written(): number {
    return this.#written;
  }

  get segments(): readonly Numbered[] {
    return this.#segments;
  }

  get failure(): LogError | undefined {
    return this.#failure;
  }

  /** The largest payload that an empty segment holds. */
  get longest(): number {
    return this.#segmentBytes - MAGIC_BYTES - HEAD_BYTES - 2 * HEADER_BYTES;
  }

  /** How many of those that wait go into the next group; 0: not even the first. */
  groupOf(waiting: readonly { readonly content: Content }[]): number {
    const room = this.#at.size - this.#at.offset;
    let bytes = 0;
    let count = 0;
    for (const { content } of waiting) {
      bytes += recordBytes(content.payload.length);
      if (bytes > room || (count > 0 && bytes > GROUP_BYTES)) break;
      count += 1;
    }
    return count;
  }

  /**
   * Resolves when the entries are durable. They fit: `groupOf` has said so. Once a
   * write or a sync has failed nothing is written any more, and each append rejects
   * with the error of the first: a LogError FAILED, as `#poison` makes it.
   */
  async append(contents: readonly Content[]): Promise<void> {
    const { head, offset, index, size } = this.#at;
    const chain = { id: head.id, crc: this.#at.crc };
    const [bytes, crc] = layOut(contents, chain, offset);
    const end = offset + bytes.length;
    // TODO 5.1: make a group durable, or know that nothing will be any more
    throw new NotWritten('5.1');
    if (end > size / 2) this.#next.prepare();
  }

  /** Keeps the first error for all who come later, and returns it. */
  #poison(error: unknown): LogError {
    const file = this.#segments.at(-1)?.file ?? 'the log';
    this.#failure ??= failed(file, error);
    return this.#failure;
  }

  /**
   * Goes on in a new segment. @throws LogError NO_SPACE if there is no room for it
   */
  async cut(): Promise<void> {
    if (this.#failure) throw this.#failure;
    const next = await this.#next.ready();
    const { head, crc, index } = this.#at;
    try {
      const at = { id: head.id, number: head.number + 1, first: index + 1, crc };
      const size = this.#segmentBytes;
      this.#at = await beginSegment(this.#folder, next, { ...at, size });
      await this.#file.close();
      this.#file = next;
      this.#segments.push(segmentOf(this.#folder, at));
      this.#next.used();
    } catch (error) {
      throw this.#poison(error);
    }
  }

  /** Removes the first of the segments. */
  async dropOldest(): Promise<void> {
    const [oldest] = this.#segments;
    if (oldest === undefined) return;
    await removeFile(this.#folder, oldest.file);
    this.#segments.shift();
  }

  async close(why: LogError): Promise<void> {
    this.#failure ??= why;
    await this.#next.close();
    await this.#file.close();
  }
}

/** What recovery found of a log. */
interface Found {
  readonly at: LogPosition;
  readonly segments: readonly Numbered[];
  readonly segmentBytes: number;
}
