/**
 * SystemDisk: the contract of disk.ts on real files below one directory.
 *
 * One operation runs at a time: so they take effect in the order of the calls, and
 * a slow sync holds up what comes after it. Who wants two at once makes two disks.
 * Engine room: not told line by line.
 */

import { constants, writeSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  codeOf,
  entries,
  isFile,
  makeDirectory,
  syncDirectory,
} from './directories.node.ts';
import {
  beyondError,
  checkCount,
  checkPath,
  closedError,
  type Disk,
  DiskError,
  type DiskErrorCode,
  type DiskFile,
  missingError,
  shorterError,
} from './disk.ts';

// Not O_APPEND: Linux would then append what is to be written in place.
const OPEN: number = constants.O_RDWR;
const MAKE: number = OPEN | constants.O_CREAT | constants.O_EXCL;
/** So much goes into the kernel's cache faster than a thread takes it over. */
const SHORT_BYTES = 65_536;
const CODES: readonly DiskErrorCode[] = [
  'ENOENT',
  'ENOSPC',
  'EIO',
  'EBADF',
  'EINVAL',
];

/** A disk that is the directory `root`, made if it is not there. */
export function createSystemDisk(root: string): Disk {
  return new SystemDisk(root);
}

class SystemDisk implements Disk {
  readonly #root: string;
  #last: Promise<unknown> = Promise.resolve();
  /** How often a file was cut: what was known of sizes before does not hold. */
  #cuts = 0;

  constructor(root: string) {
    this.#root = root;
  }

  open(path: string): Promise<DiskFile> {
    return this.#inTurn(path, async () => {
      checkPath(path);
      const file = join(this.#root, path);
      return this.#handle(path, (await openExisting(file)) ?? (await make(file)));
    });
  }

  list(dir: string): Promise<readonly string[]> {
    return this.#inTurn(dir, async () => {
      if (dir !== '') checkPath(dir);
      const names: string[] = [];
      for (const entry of await entries(join(this.#root, dir))) {
        if (entry.isFile()) names.push(entry.name);
      }
      return names.sort();
    });
  }

  rename(from: string, to: string): Promise<void> {
    return this.#inTurn(from, async () => {
      checkPath(from);
      checkPath(to);
      const [source, target] = [join(this.#root, from), join(this.#root, to)];
      if (!(await isFile(source))) throw missingError(from);
      await makeDirectory(dirname(target));
      await fs.rename(source, target);
      // The new name first: between the two a crash may leave both, never none.
      await syncDirectory(dirname(target));
      if (dirname(source) !== dirname(target)) await syncDirectory(dirname(source));
    });
  }

  remove(path: string): Promise<void> {
    return this.#inTurn(path, async () => {
      checkPath(path);
      const file = join(this.#root, path);
      if (!(await isFile(file))) throw missingError(path);
      await fs.unlink(file);
      await syncDirectory(dirname(file));
    });
  }

  exists(path: string): Promise<boolean> {
    return this.#inTurn(path, async () => {
      checkPath(path);
      return isFile(join(this.#root, path));
    });
  }

  /**
   * Runs the work after all work before it. Rejects with a DiskError, whatever
   * failed.
   */
  #inTurn<T>(path: string, work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work).catch((error: unknown) => {
      throw asDiskError(path, error);
    });
    // The caller has the rejection; for the next in turn it only means: done.
    this.#last = result.catch(() => undefined);
    return result;
  }

  #handle(path: string, file: fs.FileHandle): DiskFile {
    let isOpen = true;
    // A write in place is the path of every commit: it does not ask for the size twice.
    let size = 0;
    let cuts = 0;
    const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
      if (!isOpen) return Promise.reject(closedError(path));
      return this.#inTurn(path, work);
    };
    return {
      append: (bytes) => {
        // A copy: the caller may use its buffer again before its turn has come.
        const own = bytes.slice();
        return inTurn(async () => writeAll(file, own, (await file.stat()).size));
      },
      write: (offset, bytes) => {
        const own = bytes.slice();
        return inTurn(async () => {
          checkCount(path, offset);
          const end = offset + own.length;
          if (cuts !== this.#cuts || end > size) {
            size = (await file.stat()).size;
            cuts = this.#cuts;
          }
          if (end > size) throw beyondError(path, end, size);
          if (own.length > SHORT_BYTES) await writeAll(file, own, offset);
          else writeAllNow(file.fd, own, offset);
        });
      },
      read: (offset, length, room) =>
        inTurn(() => readRange(path, file, [offset, length, room])),
      size: () => inTurn(async () => (await file.stat()).size),
      truncate: (length) =>
        inTurn(async () => {
          checkCount(path, length);
          const found = (await file.stat()).size;
          if (length > found) throw shorterError(path, length, found);
          this.#cuts += 1;
          await file.truncate(length);
        }),
      // fdatasync(2): content and size, and not the time of the last change.
      sync: () => inTurn(() => file.datasync()),
      close: async () => {
        if (!isOpen) return;
        isOpen = false;
        await this.#inTurn(path, () => file.close());
      },
    };
  }
}

async function openExisting(file: string): Promise<fs.FileHandle | undefined> {
  try {
    return await fs.open(file, OPEN);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function make(file: string): Promise<fs.FileHandle> {
  await makeDirectory(dirname(file));
  const handle = await fs.open(file, MAKE);
  await syncDirectory(dirname(file));
  return handle;
}

/** write(2) may write less than it was given; what is left is written again. */
async function writeAll(
  file: fs.FileHandle,
  bytes: Uint8Array,
  offset: number,
): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const left = bytes.length - done;
    done += (await file.write(bytes, done, left, offset + done)).bytesWritten;
  }
}

function writeAllNow(fd: number, bytes: Uint8Array, offset: number): void {
  let done = 0;
  while (done < bytes.length)
    done += writeSync(fd, bytes, done, bytes.length - done, offset + done);
}

async function readRange(
  path: string,
  file: fs.FileHandle,
  [offset, length, room]: readonly [number, number, Uint8Array | undefined],
): Promise<Uint8Array> {
  checkCount(path, offset);
  checkCount(path, length);
  const { size } = await file.stat();
  const most = Math.max(Math.min(length, size - offset), 0);
  const hasRoom = room !== undefined && room.length >= most;
  const bytes = hasRoom ? room.subarray(0, most) : new Uint8Array(most);
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await file.read(
      bytes,
      done,
      bytes.length - done,
      offset + done,
    );
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

function asDiskError(path: string, error: unknown): DiskError {
  if (error instanceof DiskError) return error;
  const code = CODES.find((known) => known === codeOf(error)) ?? 'EIO';
  const why = error instanceof Error ? error.message : String(error);
  return new DiskError(code, path, why, { cause: error });
}
