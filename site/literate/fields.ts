/**
 * Reads fields of a YAML mapping and notes, for each that is missing, unknown or of
 * the wrong shape, one problem that names it. A wrong field is answered with an
 * empty value, so that the rest is read too.
 */
import type { Problem, TextFile } from './problem.ts';

export class Fields {
  readonly problems: Problem[];
  readonly #chapter: TextFile;
  readonly #data: ReadonlyMap<string, unknown>;
  /**
   * What the messages put before a field: '' at the top, 'exercise.steps[0].'
   * below.
   */
  readonly #path: string;

  constructor(
    chapter: TextFile,
    data: unknown,
    path = '',
    problems: Problem[] = [],
  ) {
    this.#chapter = chapter;
    this.#path = path;
    this.problems = problems;
    const isMapping =
      typeof data === 'object' && data !== null && !Array.isArray(data);
    this.#data = new Map(isMapping ? Object.entries(data) : []);
    if (!isMapping)
      this.refuse('', `must be a mapping of fields, found ${say(data)}`);
  }

  has(field: string): boolean {
    return this.#data.has(field);
  }

  /** Refuses every field that is not named. */
  only(fields: readonly string[], what: string): void {
    for (const field of this.#data.keys()) {
      if (fields.includes(field)) continue;
      this.refuse(field, `is no field of ${what}; it has ${fields.join(', ')}`);
    }
  }

  text(field: string): string {
    const value = this.#data.get(field);
    if (typeof value === 'string' && value.trim() !== '') return value;
    return this.#wrong(field, 'a text (in quotes if it looks like a number)', '');
  }

  number(field: string): number {
    const value = this.#data.get(field);
    if (typeof value === 'number' && value >= 0) return value;
    return this.#wrong(field, 'a number', 0);
  }

  flag(field: string): boolean {
    const value = this.#data.get(field) ?? false;
    return typeof value === 'boolean'
      ? value
      : this.#wrong(field, 'true or false', false);
  }

  /** A list of texts; a list that is left out is empty. */
  texts(field: string): string[] {
    const value = this.#data.get(field) ?? [];
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) {
      return value;
    }
    return this.#wrong(field, 'a list of texts', []);
  }

  three(field: string): readonly [string, string, string] {
    const [first, second, third, fourth] = this.texts(field);
    const complete =
      first !== undefined && second !== undefined && third !== undefined;
    if (complete && fourth === undefined) return [first, second, third];
    return this.#wrong(field, 'a list of three texts', ['', '', '']);
  }

  inner(field: string): Fields {
    return this.#at(field, this.#data.get(field));
  }

  list(field: string): Fields[] {
    const value = this.#data.get(field);
    if (!Array.isArray(value)) return this.#wrong(field, 'a list', []);
    return value.map((one: unknown, index) => this.#at(`${field}[${index}]`, one));
  }

  refuse(field: string, what: string): void {
    const { file, text } = this.#chapter;
    const name = `${this.#path}${field}`.replace(/\.$/, '') || 'front matter';
    this.problems.push({
      file,
      line: lineOf(text, name),
      message: `${name} ${what}`,
    });
  }

  #at(field: string, value: unknown): Fields {
    return new Fields(
      this.#chapter,
      value,
      `${this.#path}${field}.`,
      this.problems,
    );
  }

  #wrong<T>(field: string, expected: string, instead: T): T {
    this.refuse(field, `must be ${expected}, found ${say(this.#data.get(field))}`);
    return instead;
  }
}

function say(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

/** The line of a field such as `exercise.steps[1].id`; 1 if it is not there. */
function lineOf(text: string, path: string): number {
  const lines = text.split('\n');
  let at = 0;
  for (const [depth, part] of path.split('.').entries()) {
    const [, name = part, index] = /^([^[]*)(?:\[(\d+)\])?$/.exec(part) ?? [];
    const found = lines.findIndex((line, n) => {
      const field = depth === 0 ? line : line.replace(/^[\s-]*/, '');
      return n >= at && field.startsWith(`${name}:`);
    });
    if (found === -1) break;
    at = index === undefined ? found : entry(lines, found, Number(index));
  }
  return at + 1;
}

/** The line of the entry `index` of the list whose name stands on line `at`. */
function entry(lines: readonly string[], at: number, index: number): number {
  const dash = /^\s*-/.exec(lines[at + 1] ?? '')?.[0];
  if (dash === undefined) return at;
  const entries = [...lines.keys()].filter(
    (n) => n > at && lines[n]?.startsWith(dash),
  );
  return entries[index] ?? at;
}
