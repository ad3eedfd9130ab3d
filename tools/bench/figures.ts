// Figures as the benches print them.

/** Minimum, median and maximum. */
export function figures(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number): number[] => {
    const value = sorted[Math.round((sorted.length - 1) * part)];
    return value === undefined ? [] : [value];
  };
  return [...at(0), ...at(0.5), ...at(1)];
}

/** A row of the table: what, and its figures. */
export function row(what: string, values: readonly number[]): string {
  const digits = Math.max(...values) < 10 ? 2 : 0;
  const shown = values.length === 1 ? values : figures(values);
  return `${what.padEnd(44)} ${shown.map((value) => value.toFixed(digits)).join(' / ')}`;
}
