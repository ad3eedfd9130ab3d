// The log: entries at the end of a file, durable before anybody is told. A segment is laid
// out in zeros before it is used, so that a sync has no size and no block map to write,
// and a full disk shows before a record is begun. etcd: server/storage/wal. Chapter 05.

import type { DiskFile } from '#world';
import { LogError } from './errors.ts';
import {
  type Folder,
  isFull,
  type Numbered,
  reasonOf,
  removeFile,
} from './files.ts';
import { type Content, HEADER_BYTES, recordBytes } from './record.ts';
import { MAGIC_BYTES } from './segment.ts';
import {
  beginSegment,
  type LogPosition,
  layOut,
  layOutZeros,
  segmentOf,
} from './segment-file.ts';

//#region bounds
/** The size of a segment. etcd: SegmentSizeBytes, 64 MB (wal/wal.go). */
export const SEGMENT_BYTES: number = 64_000_000;
/** At most so much goes into one group, so that the first does not wait for a crowd. */
const GROUP_BYTES = 1_048_576;
/** What a segment holds beside entries: its magic and its head. */
const HEAD_BYTES = 256;
//#endregion

//#region head
export class Log {
  readonly #folder: Folder;
  readonly #segmentBytes: number;
  readonly #segments: Numbered[];
  #file: DiskFile;
  #at: LogPosition;
  /** The next segment, once this one is half full. */
  #next: Promise<DiskFile> | undefined;
  #written = 0;
  /** The error after which nothing is written any more. */
  #failure: LogError | undefined;

  constructor(
    folder: Folder,
    file: DiskFile,
    {
      at,
      segments,
      segmentBytes,
    }: {
      readonly at: LogPosition;
      readonly segments: readonly Numbered[];
      readonly segmentBytes: number;
    },
  ) {
    this.#folder = folder;
    this.#file = file;
    this.#at = at;
    this.#segments = [...segments];
    this.#segmentBytes = segmentBytes;
  }
  //#endregion

  //#region state
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
  //#endregion

  //#region group
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
  //#endregion

  //#region append
  /** Resolves when the entries are durable. They fit: `groupOf` has said so. */
  async append(contents: readonly Content[]): Promise<void> {
    if (this.#failure) throw this.#failure;
    const { head, offset, size } = this.#at;
    const [bytes, crc] = layOut(
      contents,
      { id: head.id, crc: this.#at.crc },
      offset,
    );
    try {
      // In this order they take effect; waiting for the first would only take time.
      await Promise.all([this.#file.write(offset, bytes), this.#file.sync()]);
    } catch (error) {
      throw this.#poison(error);
    }
    const index = this.#at.index + contents.length;
    this.#at = { head, offset: offset + bytes.length, crc, index, size };
    this.#written += bytes.length;
    if (offset + bytes.length > size / 2) this.#next ??= this.#prepare();
  }
  //#endregion

  //#region poison
  /**
   * After a failed sync the next one may say yes, and the bytes be lost nevertheless:
   * the kernel has marked them clean. So there is no next one.
   */
  #poison(error: unknown): LogError {
    const file = this.#segments.at(-1)?.file ?? 'the log';
    const then =
      'what was not acknowledged may be there or not; nothing more is written; ' +
      'mend the disk and open the log again';
    const text = `${file}: ${reasonOf(error)}; ${then}`;
    this.#failure ??= new LogError('FAILED', text, { cause: error });
    return this.#failure;
  }
  //#endregion

  //#region cut
  /** Goes on in a new segment. @throws LogError NO_SPACE if there is no room for it */
  async cut(): Promise<void> {
    if (this.#failure) throw this.#failure;
    const next = await this.#prepared();
    const { head, crc, index } = this.#at;
    const { id, number } = head;
    try {
      const at = { id, number: number + 1, first: index + 1, crc };
      const size = this.#segmentBytes;
      const begun = await beginSegment(this.#folder, next, { ...at, size });
      await this.#file.close();
      this.#file = next;
      this.#at = begun;
      this.#segments.push(segmentOf(this.#folder, at));
      this.#next = undefined;
    } catch (error) {
      throw this.#poison(error);
    }
  }
  //#endregion

  //#region prepare
  /** The next segment in zeros, made while the one before it fills. */
  #prepare(): Promise<DiskFile> {
    const isWanted = (): boolean => this.#failure === undefined;
    const next = layOutZeros(this.#folder, this.#segmentBytes, isWanted);
    // Whoever cuts will hear of it.
    next.catch(() => {});
    return next;
  }

  async #prepared(): Promise<DiskFile> {
    this.#next ??= this.#prepare();
    try {
      return await this.#next;
    } catch (error) {
      // Tried again by the next who wants to write.
      this.#next = undefined;
      const why = `no room for another segment: ${reasonOf(error)}`;
      const then = 'nothing was written; make room, and write again';
      const code = isFull(error) ? 'NO_SPACE' : 'FAILED';
      throw new LogError(code, `${why}; ${then}`, { cause: error });
    }
  }
  //#endregion

  //#region release
  /** Removes the segments that hold nothing after entry `index`, the oldest first. */
  async release(index: number): Promise<void> {
    for (;;) {
      const [oldest, next] = this.#segments;
      // Only what comes after says where a segment ends. The last one always stays.
      if (oldest === undefined || next === undefined) return;
      if (next.index > index + 1) return;
      await removeFile(this.#folder, oldest.file);
      this.#segments.shift();
    }
  }

  async close(why: LogError): Promise<void> {
    this.#failure ??= why;
    const next = await this.#next?.catch(() => undefined);
    await next?.close();
    await this.#file.close();
  }
  //#endregion
}
