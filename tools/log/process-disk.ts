// The disk as one process sees it: when the process dies, what it had begun comes to
// nothing more, and nobody hears of it. The disk itself stays, and is handed to the next.

import type { Disk, DiskFile } from '#world';

export interface ProcessDisk extends Disk {
  /** How many operations were begun. */
  readonly operations: number;
  /** Nothing that is asked from now on is done, and no answer comes any more. */
  kill(): void;
}

/** Dies by itself before the operation of that number, if one is given. */
export function processDisk(
  disk: Disk,
  onOperation: (number: number) => void = () => {},
): ProcessDisk {
  let isAlive = true;
  let operations = 0;
  const never = new Promise<never>(() => {});
  const through = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isAlive) onOperation(operations++);
    if (!isAlive) return never;
    try {
      const answer = await work();
      return isAlive ? answer : never;
    } catch (error) {
      if (isAlive) throw error;
      return never;
    }
  };
  const handle = (file: DiskFile): DiskFile => ({
    append: (bytes) => through(() => file.append(bytes)),
    write: (offset, bytes) => through(() => file.write(offset, bytes)),
    read: (offset, length) => through(() => file.read(offset, length)),
    size: () => through(() => file.size()),
    truncate: (size) => through(() => file.truncate(size)),
    sync: () => through(() => file.sync()),
    close: () => through(() => file.close()),
  });
  return {
    get operations() {
      return operations;
    },
    kill: () => {
      isAlive = false;
    },
    open: (path) => through(async () => handle(await disk.open(path))),
    list: (dir) => through(() => disk.list(dir)),
    rename: (from, to) => through(() => disk.rename(from, to)),
    remove: (path) => through(() => disk.remove(path)),
    exists: (path) => through(() => disk.exists(path)),
  };
}
