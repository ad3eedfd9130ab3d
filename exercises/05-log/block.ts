// Many pairs in one record: what a snapshot is made of. Their keys and values stand in one
// text, numbers before it, so that a million of them come back by cutting texts and not by
// reading bytes. A pair with a version stood before the floor; one without is a put that
// made a revision. Chapter 05. Engine room: not told line by line.

import type { KeyValue } from '#store';
import type { Content } from './record.ts';
import { readBytes, writeBytes } from './text.ts';

/** A pair of a block, or what a put made. */
export type BlockItem = Pick<KeyValue, 'key' | 'value' | 'lease'> &
  Partial<Pick<KeyValue, 'version' | 'createRevision' | 'modRevision'>>;

/** Blocks end when they have so many characters: then a text is large enough. */
export const BLOCK_CHARS: number = 262_144;

/** Is the text ASCII; how many items. */
const HEAD_BYTES = 8;
/** Lengths of key and value; lease, version, and the two revisions. */
const ITEM_BYTES = 2 * 4 + 4 * 8;

export function encodeBlock(items: readonly BlockItem[]): Content {
  let text = '';
  for (const { key, value } of items) text += key + value;
  const begin = HEAD_BYTES + items.length * ITEM_BYTES;
  const payload = new Uint8Array(begin + text.length);
  const view = new DataView(payload.buffer);
  view.setUint32(0, writeBytes(payload, begin, text) ? 1 : 0, true);
  view.setUint32(4, items.length, true);
  for (const [number, item] of items.entries()) {
    const at = HEAD_BYTES + number * ITEM_BYTES;
    view.setUint32(at, item.key.length, true);
    view.setUint32(at + 4, item.value.length, true);
    view.setFloat64(at + 8, item.lease, true);
    view.setFloat64(at + 16, item.version ?? 0, true);
    view.setFloat64(at + 24, item.createRevision ?? 0, true);
    view.setFloat64(at + 32, item.modRevision ?? 0, true);
  }
  return { type: 'block', payload };
}

/** The items; those that are pairs have all of their fields. */
export function* decodeBlock(payload: Uint8Array): Generator<BlockItem> {
  const { buffer, byteOffset, length } = payload;
  const view = new DataView(buffer, byteOffset, length);
  const count = view.getUint32(4, true);
  const begin = HEAD_BYTES + count * ITEM_BYTES;
  const text = readBytes(payload, [begin, length], view.getUint32(0, true) === 1);
  let from = 0;
  for (let at = HEAD_BYTES; at < begin; at += ITEM_BYTES) {
    const middle = from + view.getUint32(at, true);
    const end = middle + view.getUint32(at + 4, true);
    const key = text.slice(from, middle);
    const value = text.slice(middle, end);
    const lease = view.getFloat64(at + 8, true);
    from = end;
    const version = view.getFloat64(at + 16, true);
    if (version === 0) yield { key, value, lease };
    else {
      // The fields in the order in which the store makes them: one shape for all pairs.
      const createRevision = view.getFloat64(at + 24, true);
      const modRevision = view.getFloat64(at + 32, true);
      yield { key, createRevision, modRevision, version, value, lease };
    }
  }
}

/** Whether the item is a pair of before the floor. */
export function isPair(item: BlockItem): item is KeyValue {
  return item.version !== undefined;
}
