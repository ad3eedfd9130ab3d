// The class as tables that gradebooks import. A cell that a spreadsheet would take for a
// formula is written so that it is text.

import { stringify } from 'csv-stringify/sync';
import type { ClassSummary, SummaryStudent } from './summary.ts';

type Row = readonly (string | number)[];

/** Everything: who, what each exercise came to, and why there is nothing. */
export function classTable(summary: ClassSummary): string {
  const { exercises, students } = summary;
  const names = rosterNames(students);
  return table([
    [
      'id',
      ...names,
      ...exercises.map(({ slug }) => slug),
      ...['total', 'of', 'open steps', 'remarks'],
    ],
    ...students.map(
      (student): Row => [
        student.id,
        ...names.map((name) => student.columns[name] ?? ''),
        ...student.exercises.map(({ points }) => points),
        ...[student.points, worth(summary)],
        student.exercises.flatMap(({ open }) => open).join(' '),
        student.words,
      ],
    ),
  ]);
}

/** As Canvas imports grades: its own columns, then one for each assignment. */
export function canvasTable(summary: ClassSummary): string {
  const { exercises, students } = summary;
  const own = ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section'];
  const titles = exercises.map(({ number, title }) => `${number} ${title}`);
  return table([
    [...own, ...titles],
    ['    Points Possible', '', '', '', '', ...exercises.map(({ of }) => of)],
    ...students.map(
      (student): Row => [
        ...own.map((name) => columnOf(student, name)),
        ...student.exercises.map(({ points }) => points),
      ],
    ),
  ]);
}

/** As Moodle imports grades: one line for each student, mapped by any of the first columns. */
export function moodleTable(summary: ClassSummary): string {
  const { exercises, students } = summary;
  const own = ['Username', 'ID number', 'Email address'];
  return table([
    [
      ...own,
      ...exercises.map(({ number, title }) => `${number} ${title}`),
      'Feedback',
    ],
    ...students.map(
      (student): Row => [
        ...own.map((name) => columnOf(student, name)),
        ...student.exercises.map(({ points }) => points),
        student.words,
      ],
    ),
  ]);
}

/** A column by its name in the roster, whatever its case; the id where it means that. */
function columnOf({ id, columns }: SummaryStudent, name: string): string {
  const key = Object.keys(columns).find(
    (one) => one.toLowerCase() === name.toLowerCase(),
  );
  if (key !== undefined) return columns[key] ?? '';
  return ['Student', 'SIS Login ID', 'Username'].includes(name) ? id : '';
}

function rosterNames(students: readonly SummaryStudent[]): readonly string[] {
  const names = new Set(students.flatMap(({ columns }) => Object.keys(columns)));
  return [...names].filter((name) => name.toLowerCase() !== 'id');
}

export function worth({ exercises }: ClassSummary): number {
  const exact = exercises.reduce((sum, { of }) => sum + of, 0);
  return Math.round(exact * 10_000) / 10_000;
}

function table(rows: readonly Row[]): string {
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? String(cell) : cell)),
  );
  return stringify(cells, { escape_formulas: true });
}
