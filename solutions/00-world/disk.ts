/**
 * Disk: files that keep what was synced, and promise nothing about the rest.
 *
 * The contract that memory-disk.ts and system-disk.node.ts share:
 * - Operations take effect in the order in which they are called, awaited or not.
 * - What `append`, `write` and `truncate` did to a file is durable when a later
 *   `sync` of that file resolves. Until then a crash may keep any part of it, cut at
 *   any byte; of a `write` also some sectors and not others.
 * - If `sync` rejects, what it should have written counts as lost, also if the next
 *   `sync` resolves: the kernel marks the pages clean and forgets them. Do not
 *   retry; start over from what is known to be durable.
 * - Names (of `open` for a new file, `rename`, `remove`) are durable when the
 *   promise resolves: the directory is synced. The content under a name is another
 *   matter.
 * - A name is a file's or a directory's for good; what happens otherwise is not
 *   specified.
 * Engine room: not told line by line.
 */

/**
 * A tree of files. Paths are relative, with '/' between the parts:
 * 'member/wal/0.log'.
 */
export interface Disk {
  /** Opens the file, makes it (and the directories above it) if it is not there. */
  open(path: string): Promise<DiskFile>;
  /**
   * The names of the files that lie directly in `dir`, sorted; none if there is no
   * `dir`.
   */
  list(dir: string): Promise<readonly string[]>;
  /**
   * Gives the file another name, in place of the file that had it. @throws
   * DiskError ENOENT
   */
  rename(from: string, to: string): Promise<void>;
  /** Removes the file. Who has it open may go on. @throws DiskError ENOENT */
  remove(path: string): Promise<void>;
  /** Whether there is a file of that name. */
  exists(path: string): Promise<boolean>;
}

/** An open file. All its methods reject with DiskError EBADF once it is closed. */
export interface DiskFile {
  /**
   * Writes at the end. @throws DiskError ENOSPC when part of it, or none, found
   * room
   */
  append(bytes: Uint8Array): Promise<void>;
  /**
   * Writes in place of the bytes from `offset` on, so that the file keeps its size: a
   * sync then has no size to write beside the content. @throws DiskError EINVAL if it
   * would reach beyond the end
   */
  write(offset: number, bytes: Uint8Array): Promise<void>;
  /**
   * The bytes from `offset` on; fewer than `length` at the end of the file. They may lie
   * in `room`, if it is given and large enough: memory that was used before costs less.
   */
  read(offset: number, length: number, room?: Uint8Array): Promise<Uint8Array>;
  size(): Promise<number>;
  /**
   * Cuts the file off after `size` bytes. @throws DiskError EINVAL if it is shorter
   */
  truncate(size: number): Promise<void>;
  /**
   * Resolves when all that was done to the content is durable. @throws DiskError
   * EIO
   */
  sync(): Promise<void>;
  /** Gives the file back, without a sync. Closing twice is no error. */
  close(): Promise<void>;
}

/** Why a disk refused, by the names of errno(3). */
export type DiskErrorCode = 'ENOENT' | 'ENOSPC' | 'EIO' | 'EBADF' | 'EINVAL';

/** What the promises of a disk reject with. */
export class DiskError extends Error {
  readonly code: DiskErrorCode;
  readonly path: string;

  constructor(
    code: DiskErrorCode,
    path: string,
    why: string,
    options?: ErrorOptions,
  ) {
    super(`disk: ${path || 'the root'}: ${why} (${code})`, options);
    this.name = 'DiskError';
    this.code = code;
    this.path = path;
  }
}

/** Refuses a path that could lead out of the disk. @throws DiskError EINVAL */
export function checkPath(path: string): void {
  for (const part of path.split('/')) {
    const isName =
      part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part);
    if (isName) continue;
    const why =
      "expected names with '/' between them, none of them empty, '.' or '..'";
    throw new DiskError('EINVAL', path, why);
  }
}

/**
 * Refuses what can not be an offset, a length or a size. @throws DiskError EINVAL
 */
export function checkCount(path: string, count: number): void {
  if (Number.isSafeInteger(count) && count >= 0) return;
  const why = `expected a whole number of bytes, 0 or more, found ${count}`;
  throw new DiskError('EINVAL', path, why);
}

/** What an operation on a closed file rejects with. */
export function closedError(path: string): DiskError {
  return new DiskError('EBADF', path, 'the file is closed; open it again');
}

/** What `truncate` rejects with where it would have to make the file longer. */
export function shorterError(path: string, size: number, found: number): DiskError {
  const why = `expected at least ${size} bytes to cut it off there, found ${found}`;
  return new DiskError('EINVAL', path, why);
}

/** What `write` rejects with where it would reach beyond the end. */
export function beyondError(path: string, end: number, found: number): DiskError {
  const why = `expected at least ${end} bytes to write in place, found ${found}`;
  return new DiskError('EINVAL', path, why);
}

/** What `rename` and `remove` reject with where there is no such file. */
export function missingError(path: string): DiskError {
  return new DiskError('ENOENT', path, 'expected a file of this name, found none');
}
