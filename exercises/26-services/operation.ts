// A change to an allocator that is made as a whole, or not at all. Chapter 26.

import { NotWritten } from '#world';
import type { Allocator } from './allocator.ts';

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

/** Notes what is done to an allocator. The first end is the end. */
export function startOperation(
  allocator: Pick<Allocator, 'allocate' | 'allocateNext' | 'release'>,
): Operation {
  // TODO 26.4: do it, and note what has to be undone or done later
  throw new NotWritten('26.4');
}
