// The segment after the one that is written to: a file of zeros, made while there is time.
// Chapter 05.
// Engine room: not told line by line.

import type { DiskFile } from '#world';
import { LogError } from './errors.ts';
import { type Folder, isFull, reasonOf } from './files.ts';
import { layOutZeros } from './segment-file.ts';

export class NextSegment {
  readonly #folder: Folder;
  readonly #bytes: number;
  readonly #isWanted: () => boolean;
  #file: Promise<DiskFile> | undefined;

  constructor(folder: Folder, bytes: number, isWanted: () => boolean) {
    this.#folder = folder;
    this.#bytes = bytes;
    this.#isWanted = isWanted;
  }

  /** Begins to lay it out, if nobody has yet. */
  prepare(): Promise<DiskFile> {
    this.#file ??= this.#layOut();
    return this.#file;
  }

  #layOut(): Promise<DiskFile> {
    const file = layOutZeros(this.#folder, this.#bytes, this.#isWanted);
    // It is told to the one who asks for the file.
    file.catch(() => {});
    return file;
  }

  /**
   * The file, whole. @throws LogError NO_SPACE if there is no room for it, FAILED if the
   * disk refused otherwise. Neither ends the log, as a failed sync of records would: only
   * zeros were to be written, to a file that is given back, and the next who wants to
   * write begins another. Where the disk is broken that fails as well, and says so again.
   */
  async ready(): Promise<DiskFile> {
    try {
      return await this.prepare();
    } catch (error) {
      // Tried again by the next who wants to write.
      this.#file = undefined;
      const [code, what, way] = isFull(error)
        ? (['NO_SPACE', 'no room for another segment', 'make room'] as const)
        : (['FAILED', 'another segment can not be made', 'mend the disk'] as const);
      const then = `nothing was written; ${way}, and write again`;
      const text = `${what}: ${reasonOf(error)}; ${then}`;
      throw new LogError(code, text, { cause: error });
    }
  }

  /** It is in use now, and another may be laid out. */
  used(): void {
    this.#file = undefined;
  }

  async close(): Promise<void> {
    const file = await this.#file?.catch(() => undefined);
    await file?.close();
  }
}
