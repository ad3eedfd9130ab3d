// The bytes of a resource's last long list, in chunks, for those who ask for it again. To
// write out five thousand objects anew takes longer than to see that one of them is new:
// then one chunk is written, and the others are as they were.
// Engine room: not told line by line. Chapter 09.

import type { Item } from './item.ts';

/** A shorter list is written as quickly as it is looked at: a page, as kubectl asks for it. */
const KEPT_FROM = 1_000;
/** A longer one is not kept: it would take as much memory as its objects do. */
const KEPT_UP_TO = 100_000;
/** Items of a chunk as it is made first. By and by it may have from LEAST to twice as many. */
const SIZE = 256;
const LEAST = 64;
const COMMA = new Uint8Array([','.charCodeAt(0)]);

interface Chunk {
  readonly items: readonly Item[];
  /** They with commas between them. */
  readonly bytes: Uint8Array;
}

export class KeptList {
  /** By their first item. */
  #chunks: ReadonlyMap<Item | undefined, Chunk> = new Map();

  /** The items' bytes with commas between them, in parts. */
  partsOf(items: readonly Item[]): readonly Uint8Array[] {
    if (items.length < KEPT_FROM) return [written(items)];
    const chunks = new Map<Item | undefined, Chunk>();
    const parts: Uint8Array[] = [];
    for (let at = 0; at < items.length; ) {
      const chunk = this.#known(items, at) ?? this.#made(items, at);
      chunks.set(items[at], chunk);
      if (at > 0) parts.push(COMMA);
      parts.push(chunk.bytes);
      at += chunk.items.length;
    }
    if (items.length <= KEPT_UP_TO) this.#chunks = chunks;
    return parts;
  }

  /** An object at a revision is one item, so nobody need look into it. */
  #known(items: readonly Item[], at: number): Chunk | undefined {
    const chunk = this.#chunks.get(items[at]);
    const isSame = chunk?.items.every((item, i) => item === items[at + i]);
    return isSame === true ? chunk : undefined;
  }

  /** Up to where a known one begins again, if that is near. */
  #made(items: readonly Item[], at: number): Chunk {
    const near = items.slice(at + LEAST, at + 2 * SIZE);
    const known = near.findIndex((item) => this.#chunks.has(item));
    const own = items.slice(at, at + (known < 0 ? SIZE : LEAST + known));
    return { items: own, bytes: written(own) };
  }
}

function written(items: readonly Item[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { bytes } of items) {
    if (parts.length > 0) parts.push(COMMA);
    parts.push(bytes);
  }
  return joined(parts);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
