// What every scenario says alike of a trace's line: how a call ended that returned
// nothing, and what kind of plain data there is to tell.

import { sayLeft } from './leftovers.ts';
import { isList, type Plain } from './plain.ts';

export { isList };

import { brokenBy } from './sentences.ts';
import type { Outcome } from './trace.ts';

/** The rows of an outcome; what was returned is told by `sayValue`. */
export function sayOutcome(
  outcome: Outcome,
  sayValue: (value: Plain) => readonly string[],
): readonly string[] {
  switch (outcome.kind) {
    case 'threw':
      return [`error ${quoted(outcome.message)} ${outcome.code}`.trim()];
    case 'not-written':
      return [`step ${outcome.step} is not written yet`];
    case 'odd':
      return [outcome.what];
    case 'endless':
    case 'forbidden':
      return [brokenBy(outcome).words];
    case 'pending':
      return ['no answer'];
    case 'left':
      return sayLeft(outcome);
    case 'returned':
      return sayValue(outcome.value);
  }
}

/** An object of plain data, by its fields. */
export function isRecord(
  value: Plain | undefined,
): value is { readonly [key: string]: Plain } {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** An outcome with all that it holds: two that are not the same are not said alike. */
export function sayExactly(outcome: Outcome): readonly string[] {
  return sayOutcome(outcome, sayPlain);
}

/** Plain data in words, whatever it is: a row for each field, and for each of a list. */
export function sayPlain(value: Plain): readonly string[] {
  if (!isRecord(value)) return sayField('', value);
  const rows = Object.entries(value).flatMap(([name, field]) =>
    sayField(name, field),
  );
  return rows.length === 0 ? [inWords(value)] : rows;
}

/** A field in words; the items of a list stand in a row each. */
export function sayField(name: string, field: Plain): readonly string[] {
  if (!isList(field)) return [name === '' ? inWords(field) : sayNamed(name, field)];
  const label = name === '' ? '- ' : `${name}: `;
  if (field.length === 0) return [`${label}none`];
  return field.map(
    (item) => label + (isRecord(item) ? fields(item) : inWords(item)),
  );
}

/** Plain data in one line: `count 1`, `(key "a", version 2)`, `[1, 2]`. */
export function inWords(value: Plain | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return quoted(value);
  if (isList(value)) return `[${value.map(inWords).join(', ')}]`;
  return isRecord(value) ? `(${fields(value)})` : String(value);
}

/** The same, where a text is a word of the machine's own and needs no quotes. */
export function wordOf(value: Plain | undefined): string {
  return typeof value === 'string' ? value : inWords(value);
}

function fields(value: { readonly [key: string]: Plain }): string {
  const named = Object.entries(value).map(([name, field]) => sayNamed(name, field));
  return named.join(', ') || 'no fields';
}

function sayNamed(name: string, field: Plain): string {
  return `${/^[\w$-]+$/.test(name) ? name : quoted(name)} ${inWords(field)}`;
}

/** A text in quotes; bytes that no terminal shows as \\xNN. */
export function quoted(text: string): string {
  const shown = text.replace(/["\\]|[^ -~]/g, (char) => {
    if (char === '"' || char === '\\') return `\\${char}`;
    return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  return `"${shown}"`;
}
