// What the counters of a module count (counters.ts): the work of a program, where most
// of it was done, and when it has become too much to be the work of any right answer.
// Counts and no times: the same on every machine, and in a page.

import { createHoldings, type Fields } from './holdings.ts';

/** The parameter through which counters come in; no name of a module begins so. */
export const COUNTERS = '$kw';

/** The steps that a program may take. The reference takes fewer than a tenth of them. */
export const MOST_STEPS = 10_000_000;

/** So many elements that are only moved count as one step: memory is fast at that. */
const MOVED_A_STEP = 64;

/** What a counted module counts with. A site is twice its line, and one more in a loop. */
export interface Counters {
  readonly turn: (site: number) => void;
  readonly look: <T>(site: number, all: T) => T;
  readonly move: <T>(site: number, all: T) => T;
  readonly copy: <T>(site: number, copy: T) => T;
  readonly make: <T>(site: number, made: T) => T;
  readonly spread: <T>(site: number, items: Iterable<T>) => Iterable<T>;
  readonly keys: <T>(site: number, from: T) => T;
  readonly fields: (made: { readonly prototype: object }, read: Fields) => void;
}

/** Gives the counters of a module of so many lines. */
export type Counting = (lines: number) => Counters;

/** A program that went on and on. */
export interface Endless {
  /** Where it turned: `01-store/read.ts:31`. Absent: nowhere in the own modules. */
  readonly place?: string;
  /** How often the loop there turned; 0 if it was no loop. */
  readonly turns: number;
}

/** The work of a call. */
export interface Work {
  readonly steps: number;
  /** Where most of it was done, or done for: `01-store/read.ts:31`. */
  readonly place?: string;
}

export interface Meter {
  /** The counters of a module. What modules not `own` do is done for who called them. */
  of(module: string, own: boolean): Counting;
  /** A program begins, with all its steps before it; or with as many as it takes. */
  begin(isBound: boolean): void;
  /** What it was, if the program that began last has used up its steps. */
  readonly endless: Endless | undefined;
  /** Where the own functions begin that were entered since: `01-store/read.ts:31`. */
  entered(): readonly string[];
  /** The work of `action`. */
  weigh(action: () => void): Work;
  /** The work of `action` until it is fulfilled. */
  weighAsync(action: () => Promise<unknown>): Promise<Work>;
  /** How many values an object holds on to, besides what it was given. */
  holds(holder: unknown, ...given: readonly unknown[]): number;
}

/** Thrown by a counter, and at every next one: who catches it does not get far. */
export class TooManySteps extends Error {
  override readonly name = 'TooManySteps';
}

/** For modules of our own, of which nobody wants to know. */
export const UNCOUNTED: Counting = () => NOTHING;

const same = <T>(_: number, value: T): T => value;
const NOTHING: Counters = {
  turn: () => {},
  ...{ look: same, move: same, copy: same, make: same, spread: same, keys: same },
  fields: () => {},
};

export function createMeter(mostSteps: number = MOST_STEPS): Meter {
  // Kept before a submission can replace them.
  const { isArray } = Array;
  const { keys: keysOf } = Object;
  const { floor } = Math;
  const toArray = Array.from.bind(Array);
  const holdings = createHoldings();
  /** Steps by site; those of all own modules in one list, the first for nobody. */
  const counts: number[] = [0];
  const modules: { readonly module: string; readonly from: number }[] = [];
  let at = 0;
  let left = mostSteps;
  let isWeighing = false;
  let endless: Endless | undefined;

  const add = (steps: number): void => {
    counts[at] = (counts[at] ?? 0) + steps;
    left -= steps;
    if (left < 0) stop();
  };

  const stop = (): never => {
    endless ??= longestLoop();
    throw new TooManySteps('this program does not end');
  };

  const longestLoop = (): Endless => {
    const loop = most((index, from) => (index - from) % 2 === 1);
    if ((counts[loop] ?? 0) > 0)
      return { turns: counts[loop] ?? 0, ...placeOf(loop) };
    return { turns: 0, ...placeOf(most()) };
  };

  const most = (
    counted: (index: number, from: number) => boolean = () => true,
  ): number => {
    let found = 0;
    for (const [place, { from }] of modules.entries()) {
      const end = modules[place + 1]?.from ?? counts.length;
      for (let index = from; index < end; index++) {
        if (!counted(index, from)) continue;
        if (found === 0 || (counts[index] ?? 0) > (counts[found] ?? 0))
          found = index;
      }
    }
    return found;
  };

  /** A function's site is an even one: twice its line. */
  const entered = (): readonly string[] =>
    modules.flatMap(({ module, from }, i) => {
      const end = modules[i + 1]?.from ?? counts.length;
      const places: string[] = [];
      for (let index = from; index < end; index += 2)
        if (counts[index]) places.push(`${module}:${(index - from) / 2}`);
      return places;
    });

  const placeOf = (index: number): { place?: string } => {
    const owner = modules.findLast(({ from }) => from <= index);
    if (owner === undefined || !counts[index]) return {};
    return { place: `${owner.module}:${(index - owner.from) >>> 1}` };
  };

  const reset = (isBound: boolean): void => {
    counts.fill(0);
    at = 0;
    left = isBound ? mostSteps : Number.POSITIVE_INFINITY;
    endless = undefined;
  };

  const weighed = (): Work => ({ steps: mostSteps - left, ...placeOf(most()) });

  const countersAt = (place: (site: number) => void): Counters => {
    const weigh =
      (sizeOf: (value: unknown) => number) =>
      <T>(site: number, value: T): T => {
        if (isWeighing) {
          place(site);
          add(sizeOf(value));
        }
        return value;
      };
    return {
      turn: (site) => {
        place(site);
        counts[at] = (counts[at] ?? 0) + 1;
        left -= 1;
        if (left < 0) stop();
      },
      look: weigh((all) => (isArray(all) ? all.length : moved(all))),
      move: weigh(moved),
      copy: weigh(moved),
      make: weigh(sizeOf),
      spread: (site, items) => {
        if (!isWeighing || typeof items === 'string') return items;
        place(site);
        const list = isArray(items) ? items : toArray(items);
        add(isArray(items) ? moved(items) : list.length);
        return list;
      },
      keys: weigh((from) => keysOf(Object(from)).length),
      fields: holdings.note,
    };
  };

  const moved = (value: unknown): number => floor(sizeOf(value) / MOVED_A_STEP);

  const sizeOf = (value: unknown): number => {
    if (typeof value === 'string') return floor(value.length / MOVED_A_STEP);
    if (isArray(value)) return value.length;
    if (value instanceof Map || value instanceof Set) return value.size;
    return typeof value === 'object' && value !== null ? keysOf(value).length : 0;
  };

  return {
    of: (module, own) => (lines) => {
      if (!own) return countersAt(() => {});
      const from = counts.length;
      modules.push({ module, from });
      for (let site = 0; site < 2 * (lines + 1); site++) counts.push(0);
      return countersAt((site) => {
        at = from + site;
      });
    },
    begin: reset,
    get endless() {
      return endless;
    },
    entered,
    weigh: (action) => {
      reset(true);
      isWeighing = true;
      try {
        action();
      } finally {
        isWeighing = false;
      }
      return weighed();
    },
    weighAsync: async (action) => {
      reset(true);
      isWeighing = true;
      try {
        await action();
      } finally {
        isWeighing = false;
      }
      return weighed();
    },
    holds: holdings.count,
  };
}
