// Labels that are numbers. Chapter 08.
// Engine room: not told line by line.

const INT64 = 1n << 63n;

/** The number that a text is, if it is a whole one of 64 bits. */
export function integerOf(text = ''): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.replace('+', ''));
  return value < -INT64 || value >= INT64 ? undefined : value;
}
