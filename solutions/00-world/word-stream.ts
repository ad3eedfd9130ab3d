/**
 * A stream of words of 32 bits, given by a text.
 *
 * The generator is sfc32 (Chris Doty-Humphrey's small fast counter): it adds, shifts
 * and counts. The fourth word of its state is the counter, and sees to it that no
 * seed leads into a short circle. Not for secrets.
 * Engine room: not told line by line. Chapter 00.
 */

/** How many different words there are. */
export const WORDS: number = 2 ** 32;

/** The same text, the same words. */
export class WordStream {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(text: string) {
    this.#a = hashWord(text, 1);
    this.#b = hashWord(text, 2);
    this.#c = hashWord(text, 3);
    // The first words still show the seed; twelve rounds wash it out.
    for (let round = 0; round < 12; round++) this.next();
  }

  /** The next 32 bits of the stream. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

/** One word of state from a text: FNV-1a, then the bits well mixed. */
function hashWord(text: string, salt: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(salt, 0x9e3779b9);
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
