/**
 * MemoryFile: the content of one file, twice: as programs read it, and as the
 * platter has it.
 *
 * Between the two lies the list of changes that no sync has carried over yet. A
 * crash carries over a prefix of that list, the last change of it cut at any byte,
 * and the rest is gone; but for writes in place, of which some sectors may have gone
 * ahead of others. A failed sync turns the bytes appended in that list to zeros, and
 * takes back those written in place: readable until the crash, and never to be
 * written, as with a page that the kernel dropped after the error.
 * Engine room: not told line by line.
 */

import type { Chance } from './chance.ts';
import { GrowingBytes } from './growing-bytes.ts';

type Change =
  | { readonly type: 'append'; readonly bytes: Uint8Array }
  | { readonly type: 'write'; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly type: 'truncate'; readonly size: number };

/** What a disk writes whole or not at all. */
const SECTOR_BYTES = 512;

/** A file without a name. */
export class MemoryFile {
  #live = new GrowingBytes();
  readonly #durable = new GrowingBytes();
  #unsynced: Change[] = [];
  #mark = 0;

  get size(): number {
    return this.#live.length;
  }

  /** How many changes there were up to now: what a sync called now has to cover. */
  get mark(): number {
    return this.#mark;
  }

  read(offset: number, length: number): Uint8Array {
    return this.#live.slice(offset, offset + length);
  }

  append(bytes: Uint8Array): void {
    this.#change({ type: 'append', bytes: bytes.slice() });
  }

  write(offset: number, bytes: Uint8Array): void {
    this.#change({ type: 'write', offset, bytes: bytes.slice() });
  }

  truncate(size: number): void {
    this.#change({ type: 'truncate', size });
  }

  #change(change: Change): void {
    apply(this.#live, change);
    this.#unsynced.push(change);
    this.#mark += 1;
  }

  /** Makes durable what was changed up to `mark`. */
  sync(mark: number): void {
    const count = Math.max(this.#unsynced.length - (this.#mark - mark), 0);
    for (const change of this.#unsynced.splice(0, count))
      apply(this.#durable, change);
  }

  /** A sync that did not succeed: what it should have written will never be. */
  failSync(mark: number): void {
    const later = this.#mark - mark;
    const lost = this.#unsynced.length - later;
    this.#unsynced = this.#unsynced.map((change, at) =>
      at < lost ? dropped(change) : change,
    );
  }

  /** Loses what is not durable, except for a prefix that chance chooses. */
  crash(chance: Chance): void {
    let left = survivors(chance, this.#unsynced);
    for (const change of this.#unsynced) {
      const kept = Math.min(left, weight(change));
      left -= kept;
      if (kept > 0) apply(this.#durable, head(change, kept));
      else if (change.type !== 'write') break;
      else
        for (const sector of strays(chance, change)) apply(this.#durable, sector);
    }
    this.#unsynced = [];
    this.#live = new GrowingBytes();
    this.#live.append(this.#durable.slice(0, this.#durable.length));
  }
}

function apply(bytes: GrowingBytes, change: Change): void {
  if (change.type === 'append') bytes.append(change.bytes);
  else if (change.type === 'write') bytes.overwrite(change.offset, change.bytes);
  else bytes.truncate(change.size);
}

function dropped(change: Change): Change {
  if (change.type === 'truncate') return change;
  if (change.type === 'write') return { ...change, bytes: new Uint8Array() };
  return { type: 'append', bytes: new Uint8Array(change.bytes.length) };
}

/**
 * In how many steps a change happens: bytes one by one, a truncation at once.
 */
function weight(change: Change): number {
  return change.type === 'truncate' ? 1 : change.bytes.length;
}

function head(change: Change, steps: number): Change {
  if (change.type === 'truncate') return change;
  return { ...change, bytes: change.bytes.subarray(0, steps) };
}

/** Sectors of a write that went to the platter ahead of those before them. */
function* strays(
  chance: Chance,
  { offset, bytes }: Extract<Change, { readonly type: 'write' }>,
): Generator<Change> {
  if (chance.integer(1, 2) === 1) return;
  let at = offset;
  while (at < offset + bytes.length) {
    const end = (Math.floor(at / SECTOR_BYTES) + 1) * SECTOR_BYTES;
    const sector = bytes.subarray(at - offset, end - offset);
    if (chance.integer(1, 2) === 1)
      yield { type: 'write', offset: at, bytes: sector };
    at = end;
  }
}

/** How many steps survive: none, all, or any number between, all three often. */
function survivors(chance: Chance, changes: readonly Change[]): number {
  let steps = 0;
  for (const change of changes) steps += weight(change);
  const luck = chance.integer(1, 4);
  if (luck === 1) return 0;
  if (luck === 2) return steps;
  return chance.integer(0, steps);
}
