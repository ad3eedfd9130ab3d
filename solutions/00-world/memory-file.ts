/**
 * MemoryFile: the content of one file, twice: as programs read it, and as the
 * platter has it.
 *
 * Between the two lies the list of changes that no sync has carried over yet. A
 * crash carries over a prefix of that list, the last append of it cut at any byte,
 * and the rest is gone. A failed sync turns the bytes of that list to zeros:
 * readable until the crash, and never to be written, as with a page that the kernel
 * dropped after the error.
 * Engine room: not told line by line.
 */

import type { Chance } from './chance.ts';
import { GrowingBytes } from './growing-bytes.ts';

type Change =
  | { readonly type: 'append'; readonly bytes: Uint8Array }
  | { readonly type: 'truncate'; readonly size: number };

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
      at < lost ? zeroed(change) : change,
    );
  }

  /** Loses what is not durable, except for a prefix that chance chooses. */
  crash(chance: Chance): void {
    let left = survivors(chance, this.#unsynced);
    for (const change of this.#unsynced) {
      if (left === 0) break;
      const kept = Math.min(left, weight(change));
      left -= kept;
      apply(this.#durable, head(change, kept));
    }
    this.#unsynced = [];
    this.#live = new GrowingBytes();
    this.#live.append(this.#durable.slice(0, this.#durable.length));
  }
}

function apply(bytes: GrowingBytes, change: Change): void {
  if (change.type === 'append') bytes.append(change.bytes);
  else bytes.truncate(change.size);
}

function zeroed(change: Change): Change {
  if (change.type === 'truncate') return change;
  return { type: 'append', bytes: new Uint8Array(change.bytes.length) };
}

/**
 * In how many steps a change happens: an append byte by byte, a truncation at once.
 */
function weight(change: Change): number {
  return change.type === 'append' ? change.bytes.length : 1;
}

function head(change: Change, steps: number): Change {
  if (change.type === 'truncate') return change;
  return { type: 'append', bytes: change.bytes.subarray(0, steps) };
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
