// What is wrong with one field of an object, and how Kubernetes says it. Chapter 08.
// Engine room: not told line by line.

import { quoted, quotedJson } from './quoted.ts';

export type FieldErrorType =
  | 'FieldValueRequired'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueForbidden'
  | 'FieldValueDuplicate'
  | 'FieldValueNotFound'
  | 'FieldValueTooLong';

/** What is wrong with one field. */
export interface FieldError {
  readonly type: FieldErrorType;
  /** Where: `spec.containers[0].name`. */
  readonly field: string;
  /** What was found there, where it is worth showing. */
  readonly value?: unknown;
  readonly detail: string;
}

const WORDS: Readonly<Record<FieldErrorType, string>> = {
  FieldValueRequired: 'Required value',
  FieldValueInvalid: 'Invalid value',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueForbidden: 'Forbidden',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueNotFound: 'Not found',
  FieldValueTooLong: 'Too long',
};

/** Those that show what was found. */
const SHOWING: readonly FieldErrorType[] = [
  'FieldValueInvalid',
  'FieldValueNotSupported',
  'FieldValueDuplicate',
  'FieldValueNotFound',
];

/** A field whose value is refused, as most errors are. */
export function invalidField(
  field: string,
  value: unknown,
  detail: string,
): FieldError {
  return { type: 'FieldValueInvalid', field, value, detail };
}

/** `Invalid value: "-b": must …`, as a cause of a Status says it. */
export function bodyOf({ type, value, detail }: FieldError): string {
  const found = typeof value === 'string' ? quoted(value) : quotedJson(value);
  const shown = SHOWING.includes(type) ? `: ${found}` : '';
  return `${WORDS[type]}${shown}${detail === '' ? '' : `: ${detail}`}`;
}

/** All in one line, each said once; several stand in brackets. */
export function aggregate(errors: readonly FieldError[]): string {
  const texts = errors.map((error) => `${error.field}: ${bodyOf(error)}`);
  const once = [...new Set(texts)];
  return once.length === 1 ? `${once[0]}` : `[${once.join(', ')}]`;
}
