/**
 * Chance: numbers that look drawn by lot and come out the same for the same seed.
 *
 * The generator is sfc32 (Chris Doty-Humphrey's small fast counter): four words of
 * state, a handful of additions and shifts. It is not for secrets. Chapter 00.
 */

//#region chance
/** A stream of draws. */
export interface Chance {
  /** A fraction, 0 included, 1 not. */
  next(): number;
  /** A whole number from `min` to `max`, both included, all equally likely. */
  integer(min: number, max: number): number;
  /** One of the items. @throws RangeError if there is none */
  pick<T>(items: readonly T[]): T;
  /** A new list of the same items, every order as likely as the next. */
  shuffle<T>(items: readonly T[]): T[];
  /** Another stream, given by seed and label alone, whatever was drawn here. */
  fork(label: string): Chance;
}

/** The stream of draws that belongs to `seed`. */
export function createChance(seed: number): Chance {
  return new SeededChance(String(seed));
}
//#endregion

//#region seeding
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
//#endregion

//#region state
const WORDS = 2 ** 32;

class SeededChance implements Chance {
  /** The seed, and the labels of all forks that led here. */
  readonly #path: string;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(path: string) {
    this.#path = path;
    this.#a = hashWord(path, 1);
    this.#b = hashWord(path, 2);
    this.#c = hashWord(path, 3);
    // The first draws still show the seed; twelve rounds wash it out.
    for (let round = 0; round < 12; round++) this.#word();
  }

  fork(label: string): Chance {
    // With its length before it, no label can be taken for two.
    return new SeededChance(`${this.#path}/${label.length}:${label}`);
  }
  //#endregion

  //#region draw
  /** The next 32 bits of the stream. */
  #word(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  next(): number {
    // 53 bits from two words: as many as a number between 0 and 1 can hold evenly.
    return ((this.#word() >>> 5) * 2 ** 26 + (this.#word() >>> 6)) / 2 ** 53;
  }
  //#endregion

  //#region integer
  integer(min: number, max: number): number {
    const span = max - min + 1;
    const isWhole = Number.isSafeInteger(min) && Number.isSafeInteger(max);
    if (!isWhole || span < 1 || span > WORDS) {
      throw new RangeError(
        `chance: expected whole min <= max < min + 2^32, found ${min}, ${max}`,
      );
    }
    // A plain remainder would favour small numbers; what lies above the last full
    // multiple of the span is drawn again.
    const fair = WORDS - (WORDS % span);
    let word = this.#word();
    while (word >= fair) word = this.#word();
    return min + (word % span);
  }
  //#endregion

  //#region items
  pick<T>(items: readonly T[]): T {
    const at = this.integer(0, Math.max(items.length - 1, 0));
    for (const item of items.slice(at, at + 1)) return item;
    throw new RangeError(
      'chance: pick wants at least one item, found an empty list',
    );
  }

  shuffle<T>(items: readonly T[]): T[] {
    const rest = [...items];
    const shuffled: T[] = [];
    while (rest.length > 0) {
      shuffled.push(...rest.splice(this.integer(0, rest.length - 1), 1));
    }
    return shuffled;
  }
}
//#endregion
