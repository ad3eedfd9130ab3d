// Chance by a seed: the same seed throws the same numbers, on every machine.

/** A stream of numbers, with the methods that fast-check asks of one. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A whole number from `min` to `max`, both included. */
  nextInt(min: number, max: number): number {
    return min + Math.floor(this.nextDouble() * (max - min + 1));
  }

  nextBigInt(min: bigint, max: bigint): bigint {
    const span = max - min + 1n;
    let drawn = 0n;
    for (let bits = span; bits > 0n; bits >>= 32n) {
      drawn = (drawn << 32n) | BigInt(this.#next());
    }
    return min + (drawn % span);
  }

  /** From 0 to below 1. */
  nextDouble(): number {
    return this.#next() / 2 ** 32;
  }

  /** One that will throw what this one will. */
  clone(): Dice {
    return new Dice(this.#state);
  }

  /** The next of all 2^32 numbers, in the order of mulberry32. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
}

/** The dice of the program `number` among those of `seed`. */
export function diceFor(seed: number, number: number): Dice {
  return new Dice(Math.imul(seed ^ Math.imul(number + 1, 0x9e3779b1), 0x85ebca6b));
}
