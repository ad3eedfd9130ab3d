// A disk on which syncs can be held, and writes and syncs fail or be counted.

import type { Disk, DiskError, DiskFile } from '#world';

interface Held {
  /** Below which folder; '' is everywhere. */
  readonly below: string;
  readonly free: Promise<void>;
  readonly letGo: () => void;
}

export class WatchedDisk implements Disk {
  readonly #disk: Disk;
  readonly #refuse: (path: string) => DiskError;
  #held: Held | undefined;
  #failing = false;
  #hasFailed = false;
  /** What was opened as a draft has another name by now. */
  readonly #names = new Map<string, { path: string }>();
  /** Syncs of segments that were begun: of those in use, and not of what is laid out. */
  syncs = 0;
  /** Writes and syncs that were begun after somebody was told of a failure. */
  touches = 0;
  /** The most bytes that were written to a file before a sync of it. */
  largest = 0;
  /** No file is removed: the power will go before it comes to that. */
  keepsAll = false;

  constructor(disk: Disk, refuse: (path: string) => DiskError) {
    this.#disk = disk;
    this.#refuse = refuse;
  }

  /** No sync below that folder comes back before `letGo`. */
  hold(below: string = ''): void {
    if (this.#held !== undefined) return;
    let letGo = (): void => {};
    const free = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    this.#held = { below, free, letGo };
  }

  letGo(): void {
    this.#held?.letGo();
    this.#held = undefined;
  }

  /** The next write comes to nothing, and says so. */
  failNextWrite(): void {
    this.#failing = true;
  }

  #touch(): void {
    if (this.#hasFailed) this.touches += 1;
  }

  /** Who waits for it is told of a failure, and from then on should know. */
  async #told(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }

  async open(path: string): Promise<DiskFile> {
    const file = await this.#disk.open(path);
    const name = { path };
    this.#names.set(path, name);
    let unsynced = 0;
    const write = async (
      { length }: Uint8Array,
      work: () => Promise<void>,
    ): Promise<void> => {
      this.#touch();
      unsynced += length;
      this.largest = Math.max(this.largest, unsynced);
      if (!this.#failing) return this.#told(work());
      this.#failing = false;
      // What was asked in the same breath does not know yet.
      await undefined;
      return this.#told(Promise.reject(this.#refuse(path)));
    };
    return {
      append: (bytes) => write(bytes, () => file.append(bytes)),
      write: (offset, bytes) => write(bytes, () => file.write(offset, bytes)),
      read: (offset, length) => file.read(offset, length),
      size: () => file.size(),
      truncate: (size) => file.truncate(size),
      sync: async () => {
        this.#touch();
        unsynced = 0;
        if (name.path.endsWith('.wal')) this.syncs += 1;
        // It is the disk that is slow: what was asked of it is under way.
        const done = file.sync();
        done.catch(() => {});
        if (path.startsWith(this.#held?.below ?? '')) await this.#held?.free;
        return this.#told(done);
      },
      close: () => file.close(),
    };
  }

  list(dir: string): Promise<readonly string[]> {
    return this.#disk.list(dir);
  }

  rename(from: string, to: string): Promise<void> {
    const name = this.#names.get(from);
    if (name !== undefined) name.path = to;
    return this.#disk.rename(from, to);
  }

  async remove(path: string): Promise<void> {
    if (!this.keepsAll || path.endsWith('.tmp')) return this.#disk.remove(path);
  }

  exists(path: string): Promise<boolean> {
    return this.#disk.exists(path);
  }
}
