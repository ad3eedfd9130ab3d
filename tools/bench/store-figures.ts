// Figures of the store's bench: how often something can be done in a second, measured in
// rounds that the two sides take in turns, so that both meet the same neighbours.

/** The least, the middle and the most of some measurements. */
export interface Spread {
  readonly n: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const { length: n } = sorted;
  const median = (at((n - 1) >> 1) + at(n >> 1)) / 2;
  return { n, min: at(0), median, max: at(n - 1) };
}

/** Does `work` again and again for `ms`, and says how often a second. */
export function rate(ms: number, work: (turn: number) => void): number {
  const begin = performance.now();
  const end = begin + ms;
  let turn = 0;
  while (performance.now() < end) {
    // The clock is not asked each time: it would cost more than a get.
    for (let few = 0; few < 16; few++) work(turn++);
  }
  return (turn * 1_000) / (performance.now() - begin);
}

/** The same with `width` in flight at a time. `lane` is which of them. */
export async function rateInFlight(
  ms: number,
  width: number,
  work: (lane: number) => Promise<void>,
): Promise<number> {
  const begin = performance.now();
  const end = begin + ms;
  let turns = 0;
  const lane = async (number: number): Promise<void> => {
    for (; performance.now() < end; turns++) await work(number);
  };
  await Promise.all(Array.from({ length: width }, (_, number) => lane(number)));
  return (turns * 1_000) / (performance.now() - begin);
}

/** 1234567 as 1,234,567; a fraction below 100 with one digit, below 1 with two. */
export function say(value: number): string {
  let digits = 0;
  if (value < 100 && !Number.isInteger(value)) digits = value < 1 ? 2 : 1;
  return value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

export function saySpread({ min, median, max }: Spread): string {
  return `${say(median)} (${say(min)}–${say(max)})`;
}

/** Prints rows below a heading, in columns. */
export function printTable(
  heading: string,
  rows: readonly (readonly string[])[],
): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  console.log(`\n${heading}`);
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0
        ? cell.padEnd(widths[column] ?? 0)
        : cell.padStart(widths[column] ?? 0),
    );
    console.log(`  ${cells.join('   ')}`);
  }
}

/** Whether a goal was reached, in a word. */
export function verdict(isReached: boolean): string {
  return isReached ? 'reached' : 'MISSED';
}
