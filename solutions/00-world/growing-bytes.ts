/**
 * GrowingBytes: a byte array that grows at its end, in doublings, so that appending
 * n times costs n and not n * n.
 *
 * Engine room: not told line by line.
 */

/** Bytes that can be appended to and cut off. */
export class GrowingBytes {
  #room = new Uint8Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#room.length) {
      const room = new Uint8Array(Math.max(2 * this.#room.length, length));
      room.set(this.#room.subarray(0, this.#length));
      this.#room = room;
    }
    this.#room.set(bytes, this.#length);
    this.#length = length;
  }

  /** Writes over what is there; the end stays where it is. */
  overwrite(offset: number, bytes: Uint8Array): void {
    this.#room.set(bytes, offset);
  }

  truncate(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  /** A copy of the bytes from `start` up to `end` or to where they end. */
  slice(start: number, end: number): Uint8Array {
    return this.#room.slice(start, Math.min(end, this.#length));
  }
}
