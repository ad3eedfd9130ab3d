/**
 * Chance: numbers that look drawn by lot and come out the same for the same seed.
 *
 * A seed and the labels of its forks name a stream of words; every draw is made of
 * these. Not for secrets. Chapter 00.
 */

import { WORDS, WordStream } from './word-stream.ts';

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

//#region state
class SeededChance implements Chance {
  /** The seed, and the labels of all forks that led here. */
  readonly #path: string;
  readonly #words: WordStream;

  constructor(path: string) {
    this.#path = path;
    this.#words = new WordStream(path);
  }

  fork(label: string): Chance {
    // With its length before it, no label can be taken for two.
    return new SeededChance(`${this.#path}/${label.length}:${label}`);
  }

  next(): number {
    // 53 bits from two words: as many as a number between 0 and 1 can hold evenly.
    const [high, low] = [this.#words.next() >>> 5, this.#words.next() >>> 6];
    return (high * 2 ** 26 + low) / 2 ** 53;
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
    let word = this.#words.next();
    while (word >= fair) word = this.#words.next();
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
