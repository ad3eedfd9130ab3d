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
  /** Syncs that were begun. */
  syncs = 0;
  /** Writes and syncs that were begun. */
  touches = 0;

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

  async open(path: string): Promise<DiskFile> {
    const file = await this.#disk.open(path);
    const write = async (work: () => Promise<void>): Promise<void> => {
      this.touches += 1;
      if (!this.#failing) return work();
      this.#failing = false;
      throw this.#refuse(path);
    };
    return {
      append: (bytes) => write(() => file.append(bytes)),
      write: (offset, bytes) => write(() => file.write(offset, bytes)),
      read: (offset, length) => file.read(offset, length),
      size: () => file.size(),
      truncate: (size) => file.truncate(size),
      sync: async () => {
        this.touches += 1;
        this.syncs += 1;
        // It is the disk that is slow: what was asked of it is under way.
        const done = file.sync();
        done.catch(() => {});
        if (path.startsWith(this.#held?.below ?? '')) await this.#held?.free;
        return done;
      },
      close: () => file.close(),
    };
  }

  list(dir: string): Promise<readonly string[]> {
    return this.#disk.list(dir);
  }

  rename(from: string, to: string): Promise<void> {
    return this.#disk.rename(from, to);
  }

  remove(path: string): Promise<void> {
    return this.#disk.remove(path);
  }

  exists(path: string): Promise<boolean> {
    return this.#disk.exists(path);
  }
}
