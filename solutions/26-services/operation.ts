// A change to an allocator that is made as a whole, or not at all. Chapter 26.

import type { Allocator } from './allocator.ts';

//#region operation
/** What one request takes and gives back. */
export interface Operation {
  allocate(number: number): void;
  allocateNext(): number;
  /** Given back when the request has come to its end, and not before. */
  releaseLater(number: number): void;
  /** The request has succeeded. */
  commit(): void;
  /** It has failed, or was only tried: everything is as it was. */
  revert(): void;
}
//#endregion

//#region start
/** Notes what is done to an allocator. The first end is the end. */
export function startOperation(
  allocator: Pick<Allocator, 'allocate' | 'allocateNext' | 'release'>,
): Operation {
  //#exercise 4 do it, and note what has to be undone or done later
  let taken: number[] = [];
  let later: number[] = [];
  const end = (numbers: readonly number[]): void => {
    for (const number of numbers) allocator.release(number);
    [taken, later] = [[], []];
  };
  return {
    allocate: (number) => {
      allocator.allocate(number);
      taken.push(number);
    },
    allocateNext: () => {
      const number = allocator.allocateNext();
      taken.push(number);
      return number;
    },
    releaseLater: (number) => void later.push(number),
    commit: () => end(later),
    revert: () => end(taken),
  };
  //#endexercise
}
//#endregion
