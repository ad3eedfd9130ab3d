// Colour, only ever beside a sign that says the same without it.

import pico from 'picocolors';

type Paints = (text: string) => string;

export interface Paint {
  readonly good: Paints;
  readonly bad: Paints;
  readonly quiet: Paints;
  readonly strong: Paints;
}

/** What a screen is drawn on. */
export interface Look {
  readonly paint: Paint;
  /** Columns that may be used. */
  readonly width: number;
}

const WIDEST = 96;
const NARROWEST = 60;

/** A look for a terminal of so many columns, or for none. */
export function createLook(colours: boolean, columns?: number): Look {
  const { green, red, dim, bold } = pico.createColors(colours);
  return {
    paint: { good: green, bad: red, quiet: dim, strong: bold },
    width: Math.max(NARROWEST, Math.min(WIDEST, columns ?? WIDEST)),
  };
}

/** Whether to write colours: NO_COLOR, then FORCE_COLOR, then whether it is a terminal. */
export function wantsColours(
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  const { FORCE_COLOR: forced } = env;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTerminal && env.TERM !== 'dumb';
}
