// The suffixes of quantities, read and written. Chapter 08.
// Engine room: not told line by line.

import type { QuantityFormat } from './types.ts';

/** One of anything, in billionths. */
export const ONE = 1_000_000_000n;

/** What a suffix stands for: base ** exponent. */
export interface Suffix {
  readonly base: bigint;
  readonly exponent: number;
  readonly format: QuantityFormat;
}

const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
/** From 10 ** -9 on, in steps of a thousand. */
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

/**
 * No exponent is read that goes beyond this, so that a short text can't ask for a number
 * that fills the memory. Kubernetes has no such bound.
 */
export const EXPONENT_MAX = 999;

/** What a suffix means, if it is one. */
export function suffixOf(text: string): Suffix | undefined {
  const decimal = DECIMAL.indexOf(text);
  if (decimal >= 0)
    return { base: 10n, exponent: 3 * decimal - 9, format: 'DecimalSI' };
  const binary = BINARY.indexOf(text);
  if (binary > 0) return { base: 2n, exponent: 10 * binary, format: 'BinarySI' };
  const [, digits] = /^[eE]([+-]?\d+)$/.exec(text) ?? [];
  const exponent = Number(digits);
  if (digits === undefined || Math.abs(exponent) > EXPONENT_MAX) return undefined;
  return { base: 10n, exponent, format: 'DecimalExponent' };
}

/**
 * The suffix for this power of the family's step, 1,000 or 1,024: `k` for 1 in
 * DecimalSI, `Mi` for 2 in BinarySI. Absent where the family has none.
 */
export function suffixText(
  format: QuantityFormat,
  power: number,
): string | undefined {
  if (format === 'BinarySI') return BINARY[power];
  if (format === 'DecimalSI') return DECIMAL[power + 3];
  return power === 0 ? '' : `e${3 * power}`;
}
