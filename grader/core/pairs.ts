// Programs made by rule: every pair of values of two options occurs in one of them. What
// goes wrong goes wrong, nearly always, where two options meet; all combinations would
// be too many, and those that somebody remembers too few.

import type { Plain } from './plain.ts';

/** The values that each option is tried with; undefined leaves it out. */
export type Options = Readonly<Record<string, readonly (Plain | undefined)[]>>;

/** One value for each option. */
export type Row<Of extends Options> = {
  readonly [Name in keyof Of]: Of[Name][number];
};

/** The options of a request and the programs in which all their pairs occur. */
export interface Pairs<Input> {
  readonly options: Options;
  /** By name: `limit 0 × revision -1`; what is left out is not named. */
  cases(): Readonly<Record<string, Input>>;
}

/**
 * Makes a program of each row of values. A value that is refused hides what stands beside
 * it: give such values pairs of their own, or a case.
 */
export function pairs<const Of extends Options, Input>(
  options: Of,
  programOf: (row: Row<Of>) => Input,
): Pairs<Input> {
  return {
    options,
    cases: () => {
      const cases: Record<string, Input> = {};
      for (const row of coveringRows(options)) {
        // Every option has a value in every row.
        cases[nameOf(options, row)] = programOf(row as Row<Of>);
      }
      return cases;
    },
  };
}

/** All named programs of a step: those of its author, then those made by rule. */
export function namedCases<Input>({
  cases,
  pairs: made,
}: {
  readonly cases: Readonly<Record<string, Input>>;
  readonly pairs?: Pairs<Input>;
}): Readonly<Record<string, Input>> {
  return made === undefined ? cases : { ...cases, ...made.cases() };
}

/** How many pairs of values the options have. */
export function pairCount(options: Options): number {
  const sizes = Object.values(options).map(({ length }) => length);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  return sizes.reduce((sum, size) => sum + size * (all - size), 0) / 2;
}

type Values = Readonly<Record<string, Plain | undefined>>;

/** Rows in which every pair occurs. Greedy and the same each time: no chance in it. */
function coveringRows(options: Options): readonly Values[] {
  const names = Object.keys(options);
  const open = allPairs(options, names);
  const rows: Values[] = [];
  while (open.size > 0) {
    const chosen = new Map<string, number>();
    const [seed = ''] = open;
    for (const [name, value] of partsOf(seed)) chosen.set(name, value);
    for (const name of names) {
      if (!chosen.has(name)) chosen.set(name, bestFor(name, options, chosen, open));
    }
    for (const pair of pairsIn(chosen, names)) open.delete(pair);
    rows.push(
      Object.fromEntries(
        names.map((name) => [name, options[name]?.[chosen.get(name) ?? 0]]),
      ),
    );
  }
  return rows;
}

/** The value of an option that meets most of what has not met yet. */
function bestFor(
  name: string,
  options: Options,
  chosen: ReadonlyMap<string, number>,
  open: ReadonlySet<string>,
): number {
  let [best, most] = [0, -1];
  for (const value of options[name]?.keys() ?? []) {
    let met = 0;
    for (const [other, its] of chosen) {
      if (open.has(pairOf([name, value], [other, its]))) met += 1;
    }
    if (met > most) [best, most] = [value, met];
  }
  return best;
}

type Part = readonly [name: string, value: number];

function pairOf(a: Part, b: Part): string {
  return JSON.stringify(a[0] < b[0] ? [a, b] : [b, a]);
}

function partsOf(pair: string): readonly Part[] {
  return pair === '' ? [] : (JSON.parse(pair) as Part[]);
}

function allPairs(options: Options, names: readonly string[]): Set<string> {
  const open = new Set<string>();
  for (const [i, name] of names.entries()) {
    for (const other of names.slice(i + 1)) {
      for (const value of options[name]?.keys() ?? []) {
        for (const its of options[other]?.keys() ?? [])
          open.add(pairOf([name, value], [other, its]));
      }
    }
  }
  return open;
}

function pairsIn(
  chosen: ReadonlyMap<string, number>,
  names: readonly string[],
): readonly string[] {
  return names.flatMap((name, i) =>
    names
      .slice(i + 1)
      .map((other) =>
        pairOf([name, chosen.get(name) ?? 0], [other, chosen.get(other) ?? 0]),
      ),
  );
}

/** The values of a row in words. */
function nameOf(options: Options, row: Values): string {
  const words = Object.keys(options).flatMap((name) => {
    const value = row[name];
    if (value === undefined) return [];
    return value === true ? [name] : [`${name} ${sayValue(value)}`];
  });
  return words.join(' × ') || 'none of them';
}

function sayValue(value: Plain): string {
  const isPlainWord = typeof value === 'string' && /^[\w.-]+$/.test(value);
  return isPlainWord ? value : JSON.stringify(value);
}
