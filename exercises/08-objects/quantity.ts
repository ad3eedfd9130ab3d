// Quantities: read exactly, added and compared exactly, written in one canonical form.
// A billionth is the finest part of anything; what is finer is rounded up. Chapter 08.

import { NotWritten } from '#world';
import { ONE, type Suffix, suffixOf, suffixText } from './suffixes.ts';
import type { Quantity } from './types.ts';

/** No binary quantity is read as more than 2^63-1: resource.maxAllowed. */
const MOST_BINARY: bigint = ((1n << 63n) - 1n) * ONE;

const FORM = /^([+-]?)(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[-+]?\d*)$/;

/** Reads `1.5Gi`, `100m` or `1e3`. @throws Error in the words of Kubernetes */
export function parseQuantity(text: string): Quantity {
  const [all, sign, whole = '', fraction = '', end = ''] = FORM.exec(text) ?? [];
  if (!all)
    throw new Error(`quantities must match the regular expression '${SAID}'`);
  const suffix = suffixOf(end);
  if (suffix === undefined) throw new Error("unable to parse quantity's suffix");
  const { nanos, format } = sizeOf(whole, fraction, suffix);
  return { nanos: sign === '-' ? -nanos : nanos, format };
}

/** The pattern that Kubernetes quotes, though it reads more than that. */
const SAID = '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$';

/**
 * The size of a number without its sign, `12` `5` for 12.5, times base ** exponent
 * of its suffix. What is finer than a billionth is rounded up. In the binary format
 * no more than MOST_BINARY, and what is below ONE, but not nothing, is DecimalSI.
 */
function sizeOf(whole: string, fraction: string, suffix: Suffix): Quantity {
  const { base, exponent, format } = suffix;
  // TODO 8.4: say how many billionths these digits and this suffix are
  throw new NotWritten('8.4');
}

/** The one way to write it: whole digits, and the largest suffix of its family. */
export function canonical({ nanos, format }: Quantity): string {
  // TODO 8.5: write the amount in the largest unit that leaves no fraction
  throw new NotWritten('8.5');
}

/** The sum, exactly. It is written as `a` is, or as `b` if `a` is nothing. */
export function add(a: Quantity, b: Quantity): Quantity {
  const { format } = a.nanos === 0n ? b : a;
  return { nanos: a.nanos + b.nanos, format };
}

export function subtract(a: Quantity, b: Quantity): Quantity {
  return add(a, { nanos: -b.nanos, format: b.format });
}

/** Below 0 if `a` is less, 0 if both are the same amount, however written. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  if (a.nanos === b.nanos) return 0;
  return a.nanos < b.nanos ? -1 : 1;
}
