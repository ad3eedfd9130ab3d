/**
 * MemoryDisk: a disk that fails on request.
 *
 * The model of a crash, beyond what disk.ts promises:
 * - Content: per file a prefix of the unsynced changes survives, cut at any byte, and
 *   of later writes in place some sectors (memory-file.ts). A sync that has not
 *   resolved yet has synced nothing.
 * - Names: of the changes of names that have not resolved, a prefix survives in the
 *   order of the calls, each whole: directories are journaled.
 * - Every open file is closed, and every promise under way rejects with EIO. The
 *   disk is of one machine: who plays several machines makes several disks.
 * Engine room: not told line by line.
 */

import type { Chance } from './chance.ts';
import {
  beyondError,
  checkCount,
  checkPath,
  closedError,
  type Disk,
  DiskError,
  type DiskFile,
  missingError,
  shorterError,
} from './disk.ts';
import { MemoryFile } from './memory-file.ts';

type Names = Map<string, MemoryFile>;
/** One change of names; undefined takes a name away. */
type Naming = ReadonlyMap<string, MemoryFile | undefined>;

/**
 * A disk that lives as long as its object, and can be made to lose, refuse and fill
 * up.
 */
export class MemoryDisk implements Disk {
  readonly #chance: Chance;
  readonly #durableNames: Names = new Map();
  #names: Names = new Map();
  #unresolved: Naming[] = [];
  #crashes = 0;
  #capacity = Infinity;
  /** What the next syncs come to: an error's text, or a lie. */
  readonly #syncFaults: { readonly why?: string }[] = [];
  /** The paths of open files, each as often as it is open. */
  #opened: string[] = [];

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** The files that were opened and not closed, each as often as it is open. */
  get openFiles(): readonly string[] {
    return [...this.#opened];
  }

  /**
   * Power off and on again: keeps what is durable, and of the rest what chance
   * spares.
   */
  crash(): void {
    const kept = this.#chance.integer(0, this.#unresolved.length);
    for (const naming of this.#unresolved.slice(0, kept)) {
      applyNaming(this.#durableNames, naming);
    }
    this.#unresolved = [];
    this.#crashes += 1;
    this.#opened = [];
    this.#names = new Map(this.#durableNames);
    for (const file of this.#names.values()) file.crash(this.#chance);
  }

  /**
   * The next sync rejects with EIO and `why`, and what it should have written is
   * lost.
   */
  failNextSync(why: string = 'the device reported a write error'): void {
    this.#syncFaults.push({ why });
  }

  /**
   * The next sync resolves, and yet what it should have written is lost: a device
   * that says yes with the bytes in a cache that has no battery.
   */
  lieNextSync(): void {
    this.#syncFaults.push({});
  }

  /** Leaves room for `bytes` more and no others; `full(Infinity)` ends it. */
  full(bytes: number = 0): void {
    this.#capacity = this.#used() + bytes;
  }

  async open(path: string): Promise<DiskFile> {
    checkPath(path);
    const found = this.#names.get(path);
    const file = found ?? new MemoryFile();
    if (found === undefined) await this.#rename(path, new Map([[path, file]]));
    return this.#answer(path, () => this.#handle(path, file));
  }

  async list(dir: string): Promise<readonly string[]> {
    if (dir !== '') checkPath(dir);
    const above = dir === '' ? '' : `${dir}/`;
    const names: string[] = [];
    for (const path of this.#names.keys()) {
      const name = path.slice(above.length);
      if (path.startsWith(above) && !name.includes('/')) names.push(name);
    }
    return this.#answer(dir, () => names.sort());
  }

  async rename(from: string, to: string): Promise<void> {
    checkPath(from);
    checkPath(to);
    const file = this.#names.get(from);
    if (file === undefined) throw missingError(from);
    // In this order: a file renamed to its own name must stay.
    const naming = new Map<string, MemoryFile | undefined>([[from, undefined]]);
    await this.#rename(from, naming.set(to, file));
  }

  async remove(path: string): Promise<void> {
    checkPath(path);
    if (!this.#names.has(path)) throw missingError(path);
    await this.#rename(path, new Map([[path, undefined]]));
  }

  async exists(path: string): Promise<boolean> {
    checkPath(path);
    const isThere = this.#names.has(path);
    return this.#answer(path, () => isThere);
  }

  async #rename(path: string, naming: Naming): Promise<void> {
    applyNaming(this.#names, naming);
    this.#unresolved.push(naming);
    await this.#answer(path, () => {
      // Answers come in the order of the calls, so the oldest is this one.
      this.#unresolved.shift();
      applyNaming(this.#durableNames, naming);
    });
  }

  /**
   * Answers a turn later, as every real disk does, so that a crash can come
   * between.
   */
  async #answer<T>(path: string, result: () => T): Promise<T> {
    const crashes = this.#crashes;
    await undefined;
    if (crashes === this.#crashes) return result();
    throw new DiskError(
      'EIO',
      path,
      'the machine crashed before the disk answered',
    );
  }

  #used(): number {
    let bytes = 0;
    for (const file of this.#names.values()) bytes += file.size;
    return bytes;
  }

  async #append(path: string, file: MemoryFile, bytes: Uint8Array): Promise<void> {
    const isBounded = this.#capacity !== Infinity;
    const room = isBounded ? Math.max(this.#capacity - this.#used(), 0) : Infinity;
    // write(2) on a full disk writes what fits: the torn record is the caller's to
    // find.
    file.append(bytes.subarray(0, room));
    await this.#answer(path, () => {
      if (bytes.length <= room) return;
      const why = `no space left: wrote ${room} of ${bytes.length} bytes`;
      throw new DiskError('ENOSPC', path, why);
    });
  }

  async #sync(path: string, file: MemoryFile): Promise<void> {
    const { mark } = file;
    const fault = this.#syncFaults.shift();
    await this.#answer(path, () => {
      if (fault === undefined) return file.sync(mark);
      file.failSync(mark);
      if (fault.why !== undefined) throw new DiskError('EIO', path, fault.why);
    });
  }

  #handle(path: string, file: MemoryFile): DiskFile {
    const opened = this.#crashes;
    let isOpen = true;
    this.#opened.push(path);
    const check = (): void => {
      if (!isOpen || opened !== this.#crashes) throw closedError(path);
    };
    const answer = <T>(result: () => T): Promise<T> => this.#answer(path, result);
    return {
      append: async (bytes) => {
        check();
        await this.#append(path, file, bytes);
      },
      write: async (offset, bytes) => {
        check();
        checkCount(path, offset);
        const end = offset + bytes.length;
        if (end > file.size) throw beyondError(path, end, file.size);
        file.write(offset, bytes);
        await answer(() => undefined);
      },
      read: async (offset, length) => {
        check();
        checkCount(path, offset);
        checkCount(path, length);
        const bytes = file.read(offset, length);
        return answer(() => bytes);
      },
      size: async () => {
        check();
        const { size } = file;
        return answer(() => size);
      },
      truncate: async (size) => {
        check();
        checkCount(path, size);
        if (size > file.size) throw shorterError(path, size, file.size);
        file.truncate(size);
        await answer(() => undefined);
      },
      sync: async () => {
        check();
        await this.#sync(path, file);
      },
      close: async () => {
        if (isOpen && opened === this.#crashes)
          this.#opened.splice(this.#opened.indexOf(path), 1);
        isOpen = false;
      },
    };
  }
}

function applyNaming(names: Names, naming: Naming): void {
  for (const [path, file] of naming) {
    if (file === undefined) names.delete(path);
    else names.set(path, file);
  }
}
