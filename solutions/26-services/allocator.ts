// Numbers that are had by one at a time: node ports and cluster IPs. Chapter 26.

import type { Chance } from '#world';
import { AllocationError } from './errors.ts';

//#region band
/** No range is so small that this many are not kept for those who ask. */
const LEAST = 16;

/**
 * How many numbers of a range, its first, are given out unasked only when all
 * others are gone: the static band. One in `step` of them, but 16 at least and
 * `most` at most; none of a range of 16 or less.
 */
export function staticBand(size: number, step: number, most: number): number {
  if (size <= LEAST) return 0;
  return Math.min(Math.max(LEAST, Math.floor(size / step)), most);
}
//#endregion

//#region range
/** Numbers that follow one another. */
export interface NumberRange {
  readonly first: number;
  readonly size: number;
  /** How many at its beginning are for those who ask. */
  readonly band: number;
  /** What is given out: 'port', 'IP'. */
  readonly what: string;
  /** As people write it: '30000-32767'. */
  readonly says: string;
}

/** kube-apiserver --service-node-port-range: 30000-32767. */
export const NODE_PORTS: NumberRange = {
  // The band is staticBand(2_768, 32, 128).
  ...{ first: 30_000, size: 2_768, band: 86 },
  ...{ what: 'port', says: '30000-32767' },
};
//#endregion

//#region contract
export interface Allocator {
  /** Takes this one. @throws AllocationError if it is taken, or not in range */
  allocate(number: number): void;
  /** Takes any. @throws AllocationError if there is none left */
  allocateNext(): number;
  /** Gives it back; nothing, if nobody has it. */
  release(number: number): void;
  has(number: number): boolean;
}
//#endregion

//#region allocator
/** Gives out the numbers of a range, each to one at a time. */
export function createAllocator(range: NumberRange, chance: Chance): Allocator {
  return new RangeAllocator(range, chance);
}

class RangeAllocator implements Allocator {
  readonly #range: NumberRange;
  readonly #chance: Chance;
  readonly #taken = new Set<number>();

  constructor(range: NumberRange, chance: Chance) {
    this.#range = range;
    this.#chance = chance;
  }

  has(number: number): boolean {
    return this.#taken.has(number);
  }

  release(number: number): void {
    this.#taken.delete(number);
  }
  //#endregion

  //#region allocate
  allocate(number: number): void {
    const { first, size, what, says } = this.#range;
    const isIn =
      Number.isInteger(number) && number >= first && number < first + size;
    if (!isIn) {
      const text = `provided ${what} is not in the valid range. The range of valid `;
      throw new AllocationError('NotInRange', `${text}${what}s is ${says}`, number);
    }
    const taken = `provided ${what} is already allocated`;
    if (this.has(number)) throw new AllocationError('Allocated', taken, number);
    this.#taken.add(number);
  }
  //#endregion

  //#region allocate-next
  allocateNext(): number {
    //#exercise 1,2 find one that is free, beginning where nobody can guess
    const { first, size, band } = this.#range;
    const stretches = [
      { from: first + band, many: size - band },
      { from: first, many: band },
    ];
    for (const { from, many } of stretches) {
      const start = many === 0 ? 0 : this.#chance.integer(0, many - 1);
      for (let i = 0; i < many; i++) {
        const number = from + ((start + i) % many);
        if (this.#taken.has(number)) continue;
        this.#taken.add(number);
        return number;
      }
    }
    throw new AllocationError('Full', 'range is full');
    //#endexercise
  }
}
//#endregion
