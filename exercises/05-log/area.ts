// Bytes, the numbers that they spell, and what can be said of them without knowing what they
// mean. Chapter 05.
// Engine room: not told line by line.

/** Bytes, and the numbers that they spell. */
export interface Area {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

export function areaOf(bytes: Uint8Array): Area {
  const { buffer, byteOffset, byteLength } = bytes;
  return { bytes, view: new DataView(buffer, byteOffset, byteLength) };
}

export type Span = readonly [from: number, end: number];

/** Behind the last byte that is not 0. */
export function endOfContent({ bytes, view }: Area): number {
  let end = bytes.length;
  while (end >= 4 && view.getInt32(end - 4, true) === 0) end -= 4;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return end;
}

export function isZero(bytes: Uint8Array, [from, end]: Span): boolean {
  return bytes.subarray(from, end).every((byte) => byte === 0);
}

/** What a disk writes whole or not at all. etcd: minSectorSize (wal/decoder.go). */
export const SECTOR_BYTES = 512;

/** The parts of a span that are written whole or not at all. */
export function* sectorsOf([from, end]: Span): Generator<Span> {
  let at = from;
  while (at < end) {
    const next = (Math.floor(at / SECTOR_BYTES) + 1) * SECTOR_BYTES;
    yield [at, Math.min(next, end)];
    at = next;
  }
}
