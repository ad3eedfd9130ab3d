// Draws the programs that fast-check draws from the same dice, and nothing beside them.
// fast-check notes with every part of a value how to make it smaller, which takes longer
// than grading the program; of thousands of programs one is ever made smaller, and that
// one is drawn again (draw.ts). A test holds the two against each other.
//
// What else there is, pair by pair on exercise 1 (CPU of a cold run, of that of tsx and
// uvu): drawn so 0.44 to 0.48; by fast-check in the run 0.55; read from a cache where
// programs lay ready with the reference's traces 0.43, for 620 kB a seed and a chapter
// and somebody who refills it. Two bare starts of Node are 0.15 of it.
//
// Of fast-check's words those that scenarios use. Any other is no function here, and the
// step that needs it is drawn by fast-check itself.

import type * as FastCheck from 'fast-check';
import type { Dice } from './dice.ts';

/** Draws one value. */
export class Quick<T> {
  readonly draw: (dice: Dice) => T;

  constructor(draw: (dice: Dice) => T) {
    this.draw = draw;
  }

  map<U>(change: (value: T) => U): Quick<U> {
    return new Quick((dice) => change(this.draw(dice)));
  }

  filter(fits: (value: T) => boolean): Quick<T> {
    return new Quick((dice) => {
      for (;;) {
        const value = this.draw(dice);
        if (fits(value)) return value;
      }
    });
  }
}

/** What a step draws with, instead of fast-check. */
export function quickOf<Input>(
  draw: (fc: typeof FastCheck) => FastCheck.Arbitrary<Input>,
): Quick<Input> | undefined {
  try {
    const drawn: unknown = draw(WORDS as unknown as typeof FastCheck);
    return drawn instanceof Quick ? drawn : undefined;
  } catch {
    return undefined;
  }
}

/** Thrown where a word is asked for more than it can here. */
class NotQuick extends Error {}

function integer({ min, max }: { min: number; max: number }): Quick<number> {
  return new Quick((dice) => dice.nextInt(min, max));
}

function constantFrom<T>(...values: readonly T[]): Quick<T | undefined> {
  if (values.length === 1) return new Quick(() => values[0]);
  return new Quick((dice) => values[dice.nextInt(0, values.length - 1)]);
}

function tuple(...parts: readonly Quick<unknown>[]): Quick<unknown[]> {
  return new Quick((dice) => parts.map((part) => part.draw(dice)));
}

type Weighted = Quick<unknown> | { weight: number; arbitrary: Quick<unknown> };

function oneof(...words: readonly (Weighted | object)[]): Quick<unknown> {
  const [first] = words;
  // How to shrink across the choices does not change what is drawn; the rest would.
  const isOption = first !== undefined && 'withCrossShrink' in first;
  if (isOption && Object.keys(first).length > 1) throw new NotQuick();
  const choices = (isOption ? words.slice(1) : words) as readonly Weighted[];
  const weighted = choices.map((choice) =>
    choice instanceof Quick ? { weight: 1, arbitrary: choice } : choice,
  );
  if (weighted.some(({ arbitrary }) => !(arbitrary instanceof Quick)))
    throw new NotQuick();
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  return new Quick((dice) => {
    let left = dice.nextInt(0, total - 1);
    for (const { weight, arbitrary } of weighted) {
      if (left < weight) return arbitrary.draw(dice);
      left -= weight;
    }
    return undefined;
  });
}

function option(
  part: Quick<unknown>,
  options: { freq?: number; nil?: unknown } = {},
): Quick<unknown> {
  const { freq = 6 } = options;
  // To be told that it is undefined is not to be told nothing.
  const nil = 'nil' in options ? options.nil : null;
  return new Quick((dice) =>
    dice.nextInt(0, freq - 1) === 0 ? nil : part.draw(dice),
  );
}

interface Lengths {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly size?: string;
}

function array(part: Quick<unknown>, lengths: Lengths = {}): Quick<unknown[]> {
  const [least, most] = bounds(lengths);
  return new Quick((dice) => {
    const length = dice.nextInt(least, most);
    const list: unknown[] = [];
    for (let i = 0; i < length; i++) list.push(part.draw(dice));
    return list;
  });
}

/** Without a size that is asked for, fast-check draws short lists. */
function bounds({ size, minLength = 0, maxLength }: Lengths): [number, number] {
  const most = maxLength ?? Number.POSITIVE_INFINITY;
  if (size === 'max' && maxLength !== undefined) return [minLength, most];
  if (size !== undefined) throw new NotQuick();
  return [minLength, Math.min(most, 2 * minLength + 10)];
}

function uniqueArray(
  part: Quick<unknown>,
  lengths: Lengths & {
    selector?: (value: unknown) => unknown;
    comparator?: unknown;
  } = {},
): Quick<unknown[]> {
  if ('comparator' in lengths) throw new NotQuick();
  const { selector = (value) => value } = lengths;
  const [least, most] = bounds(lengths);
  return new Quick((dice) => {
    const length = dice.nextInt(least, most);
    const found = new Map<unknown, unknown>();
    let inVain = 0;
    while (found.size < length && inVain < most) {
      const value = part.draw(dice);
      const known = selector(value);
      inVain = found.has(known) ? inVain + 1 : 0;
      // The first of those that count as one stays.
      if (inVain === 0) found.set(known, value);
    }
    return [...found.values()];
  });
}

function subarray<T>(
  all: readonly T[],
  { minLength = 0, maxLength = all.length }: Lengths = {},
): Quick<T[]> {
  return new Quick((dice) => {
    const length = dice.nextInt(minLength, maxLength);
    const left = all.map((_, i) => i);
    const taken = new Set<number | undefined>();
    for (let i = 0; i < length; i++) {
      taken.add(left.splice(dice.nextInt(0, left.length - 1), 1)[0]);
    }
    return all.filter((_, i) => taken.has(i));
  });
}

const ABSENT = Symbol('absent');

function record(
  fields: Readonly<Record<string, Quick<unknown>>>,
  { requiredKeys, noNullPrototype }: Fields = {},
): Quick<Record<string, unknown>> {
  const drawn = Object.entries(fields).map(([name, field]) => {
    const sure = requiredKeys?.includes(name) ?? true;
    return [name, sure ? field : option(field, { nil: ABSENT })] as const;
  });
  return new Quick((dice) => {
    const result: Record<string, unknown> = {};
    for (const [name, field] of drawn) {
      const value = field.draw(dice);
      if (value !== ABSENT) result[name] = value;
    }
    // fast-check throws for a prototype; plain data has none either way.
    if (noNullPrototype !== true) dice.nextInt(0, 1);
    return result;
  });
}

interface Fields {
  readonly requiredKeys?: readonly string[];
  readonly noNullPrototype?: boolean;
}

const WORDS = {
  ...{
    integer,
    constantFrom,
    tuple,
    oneof,
    option,
    array,
    uniqueArray,
    subarray,
    record,
  },
  constant: constantFrom,
  boolean: (): Quick<boolean> => integer({ min: 0, max: 1 }).map((n) => n === 1),
  nat: (most: number | { max: number }): Quick<number> =>
    integer({ min: 0, max: typeof most === 'number' ? most : most.max }),
};
