// Two lists of rows as one, line by line: what only the reference has, what only the
// learner's has, and what both do.

import { diffArrays } from 'diff';
import { oneLine } from '../core/clean.ts';
import { elide } from './layout.ts';

export interface Row {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
}

/** Rows of one kind that are shown before the middle is left out. */
const MOST_ROWS = 8;
/** Characters of one row. */
const LONGEST = 200;

/** The rows of a difference, long runs elided, long rows shown where they differ. */
export function rowsOf(
  reference: readonly string[],
  yours: readonly string[],
): readonly Row[] {
  const [left, right] = focused(reference.map(flat), yours.map(flat));
  return diffArrays([...left], [...right]).flatMap(({ added, removed, value }) => {
    const sign = added ? '+' : removed ? '-' : ' ';
    const rows = value.map((text): Row => ({ sign, text }));
    return elide(rows, sign === ' ' ? 4 : MOST_ROWS, (number) => ({
      sign: ' ',
      text: `… ${number} more …`,
    }));
  });
}

const flat = (text: string): string => oneLine(text, 10_000);

/** Where rows of both sides stand across from each other, they are cut alike. */
function focused(
  left: readonly string[],
  right: readonly string[],
): readonly [readonly string[], readonly string[]] {
  const cut = (rows: readonly string[], others: readonly string[]): string[] =>
    rows.map((row, i) => around(row, firstDifferent(row, others[i] ?? '')));
  return [cut(left, right), cut(right, left)];
}

function firstDifferent(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** A window of the row that holds the character `at`. */
function around(row: string, at: number): string {
  if (row.length <= LONGEST) return row;
  const from = at < LONGEST - 40 || at >= row.length ? 0 : at - 40;
  const shown = row.slice(from, from + LONGEST);
  const before = from === 0 ? '' : `(from character ${from + 1}) …`;
  const after = from + LONGEST < row.length ? `… (${row.length} characters)` : '';
  return before + shown + after;
}
