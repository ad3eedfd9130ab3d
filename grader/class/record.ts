// What is kept of a student: one file each, from which everything about a class is made.

import { isObject } from '../core/trace.ts';
import type { Sheet } from '../grade/sheet.ts';

export interface StudentRecord {
  readonly format: 'kubewright-student';
  readonly version: 1;
  readonly id: string;
  /** The columns of the roster. */
  readonly columns: Readonly<Record<string, string>>;
  /** Of what was handed in, what it was graded by, and how: the same gives the same. */
  readonly key: string;
  /** Why there is no sheet; else empty. */
  readonly words: string;
  readonly sheet?: Sheet;
  /** The lines that are the student's own, by exercise. */
  readonly own: Readonly<Record<string, readonly OwnLine[]>>;
}

/** `['history.ts', 31, 'return found;']`. */
export type OwnLine = readonly [file: string, line: number, text: string];

/** Reads what was kept; undefined if it is none of ours. */
export function readRecord(text: string): StudentRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const { format, version, id, key } = value;
  const isOurs = format === 'kubewright-student' && version === 1;
  if (!isOurs || typeof id !== 'string' || typeof key !== 'string')
    return undefined;
  return value as unknown as StudentRecord;
}

/** The lines of a text that stand in no starter, without blanks, comments and brackets. */
export function ownLines(
  texts: ReadonlyMap<string, string>,
  starters: Readonly<Record<string, string>>,
): readonly OwnLine[] {
  const given = new Set(Object.values(starters).flatMap(linesOf));
  return [...texts].flatMap(([file, text]) =>
    linesOf(text).flatMap((line, i): OwnLine[] => {
      const isOwn = /\w/.test(line) && !/^(?:\/\/|\/?\*)/.test(line);
      return isOwn && !given.has(line) ? [[file, i + 1, line.slice(0, 200)]] : [];
    }),
  );
}

const linesOf = (text: string): string[] =>
  text.split(/\r?\n/).map((line) => line.trim());

/** A file's name for an id, whatever is in it; the same for no other id. */
export function fileOf(id: string): string {
  const safe = id.replace(/[^a-z0-9._-]/g, (char) => {
    return `%${(char.codePointAt(0) ?? 0).toString(16)}.`;
  });
  return `${safe.replace(/^\./, '%2e.')}.json`;
}
