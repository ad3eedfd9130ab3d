// Quantities as whole numbers, for those who count in such. Chapter 08.
// Engine room: not told line by line.

import { ONE } from './suffixes.ts';
import type { Quantity } from './types.ts';

/** In whole thousandths, rounded away from zero: what a scheduler counts CPU in. */
export function milliValue({ nanos }: Quantity): bigint {
  return awayFromZero(nanos, ONE / 1000n);
}

/** In whole ones, rounded away from zero: what a scheduler counts bytes in. */
export function wholeValue({ nanos }: Quantity): bigint {
  return awayFromZero(nanos, ONE);
}

function awayFromZero(nanos: bigint, unit: bigint): bigint {
  const magnitude = nanos < 0n ? -nanos : nanos;
  const rounded = (magnitude + unit - 1n) / unit;
  return nanos < 0n ? -rounded : rounded;
}
