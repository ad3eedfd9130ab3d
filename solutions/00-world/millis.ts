/**
 * Millis: a number of milliseconds, and a compiler that knows it.
 *
 * A brand costs nothing while the program runs. It keeps a Revision or a Term from
 * being handed in where a span of time is wanted. Chapter 00.
 */

//#region brand
declare const unit: unique symbol;

/**
 * A number with a unit that the compiler remembers. A plain number may become any
 * branded one (`const LIMIT_MS: Millis = 50_000`); one brand never becomes another.
 */
export type Brand<Name extends string> = number & { readonly [unit]?: Name };

/** A span of time, or a time since the world began; fractions allowed. */
export type Millis = Brand<'Millis'>;
//#endregion

//#region millis
/** The number as Millis. @throws RangeError if negative or not finite */
export function millis(value: number): Millis {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new RangeError(
    `millis: expected a finite number of milliseconds, 0 or more, found ${value}`,
  );
}
//#endregion
