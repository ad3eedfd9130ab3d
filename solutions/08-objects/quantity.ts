// Quantities: read exactly, added and compared exactly, written in one canonical form.
// A billionth is the finest part of anything; what is finer is rounded up. Chapter 08.

import { ONE, type Suffix, suffixOf, suffixText } from './suffixes.ts';
import type { Quantity } from './types.ts';

//#region bound
/** No binary quantity is read as more than 2^63-1: resource.maxAllowed. */
const MOST_BINARY: bigint = ((1n << 63n) - 1n) * ONE;
//#endregion

//#region parse
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
//#endregion

//#region size
/**
 * The size of a number without its sign, `12` `5` for 12.5, times base ** exponent
 * of its suffix. What is finer than a billionth is rounded up. In the binary format
 * no more than MOST_BINARY, and what is below ONE, but not nothing, is DecimalSI.
 */
function sizeOf(whole: string, fraction: string, suffix: Suffix): Quantity {
  const { base, exponent, format } = suffix;
  //#exercise 4 say how many billionths these digits and this suffix are
  let size = BigInt(whole + fraction) * ONE;
  let divisor = 10n ** BigInt(fraction.length);
  const factor = base ** BigInt(Math.abs(exponent));
  if (exponent < 0) divisor *= factor;
  else size *= factor;
  const nanos = (size + divisor - 1n) / divisor;
  if (format !== 'BinarySI') return { nanos, format };
  if (nanos > MOST_BINARY) return { nanos: MOST_BINARY, format };
  return { nanos, format: nanos > 0n && nanos < ONE ? 'DecimalSI' : format };
  //#endexercise
}
//#endregion

//#region canonical
/** The one way to write it: whole digits, and the largest suffix of its family. */
export function canonical({ nanos, format }: Quantity): string {
  //#exercise 5,6 write the amount in the largest unit that leaves no fraction
  if (nanos === 0n) return '0';
  const isLarge = nanos <= -1024n * ONE || nanos >= 1024n * ONE;
  const isBinary = format === 'BinarySI' && isLarge && nanos % ONE === 0n;
  const decimal = format === 'DecimalExponent' ? format : 'DecimalSI';
  const family = isBinary ? 'BinarySI' : decimal;
  const step = isBinary ? 1024n : 1000n;
  let amount = isBinary ? nanos / ONE : nanos;
  let power = isBinary ? 0 : -3;
  while (amount % step === 0n && suffixText(family, power + 1) !== undefined) {
    amount /= step;
    power++;
  }
  return `${amount}${suffixText(family, power)}`;
  //#endexercise
}
//#endregion

//#region arithmetic
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
//#endregion
