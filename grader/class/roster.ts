// The roster of a class: who is in it, as the gradebook knows them.

import { parse } from 'csv-parse/sync';
import { Refusal } from '../cli/refusal.ts';

/** A student by the name under which they hand in. */
export interface Student {
  readonly id: string;
  /** The columns of the roster, as they are called there. */
  readonly columns: Readonly<Record<string, string>>;
}

/** What the column with that name may be called; the first that is there is taken. */
const NAMES = ['id', 'login', 'username', 'sis login id', 'github', 'student'];

/** Reads a roster: a line of names, then a line for each student. @throws Refusal */
export function readRoster(text: string): readonly Student[] {
  const [names = [], ...rows] = tableOf(text);
  const at = columnOf(names);
  const students = rows.map((row, i) => {
    const id = (row[at] ?? '').trim();
    if (id === '') throw wrong(`line ${i + 2} has no ${names[at]}`);
    const columns = names.map((name, j) => [name, (row[j] ?? '').trim()] as const);
    return { id, columns: Object.fromEntries(columns) };
  });
  const seen = new Set<string>();
  for (const { id } of students) {
    if (seen.has(id)) throw wrong(`"${id.slice(0, 80)}" stands in it twice`);
    seen.add(id);
  }
  return students;
}

function tableOf(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
    });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

function columnOf(names: readonly string[]): number {
  const lower = names.map((name) => name.trim().toLowerCase());
  const name = NAMES.find((one) => lower.includes(one));
  if (name !== undefined) return lower.indexOf(name);
  throw wrong(`its first line names none of ${NAMES.join(', ')}`);
}

function wrong(found: string): Refusal {
  return new Refusal(
    `--roster names a CSV file with a column id, as submissions are called: ${found}.`,
  );
}
