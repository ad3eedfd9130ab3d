// From what a call returned or threw to how it ended, as plain data.

import { OddValue, toPlain } from './plain.ts';
import type { Outcome } from './trace.ts';

/** How a call ended that returned. @throws NotWritten behind a getter of the value */
export function returned(value: unknown): Outcome {
  try {
    return { kind: 'returned', value: toPlain(value) };
  } catch (error) {
    if (error instanceof OddValue) return { kind: 'odd', what: error.message };
    // A getter that meets a hole says so; any other that throws has no answer.
    const { name } = fieldsOf(error);
    if (name === 'NotWritten') throw error;
    return { kind: 'odd', what: 'a value that throws when it is read' };
  }
}

/** How a call ended that threw; anything may be thrown. */
export function failed(error: unknown): Outcome {
  const { name, step, code, message } = fieldsOf(error);
  if (name === 'NotWritten') return { kind: 'not-written', step };
  // Errors with a code are told apart by it; of others the name says what they are.
  const named = code === '' && name !== '' && name !== 'Error';
  return { kind: 'threw', code, message: named ? `${name}: ${message}` : message };
}

interface ErrorFields {
  readonly name: string;
  readonly step: string;
  readonly code: string;
  readonly message: string;
}

/** The fields of what was thrown, as texts; anything may be thrown. */
function fieldsOf(error: unknown): ErrorFields {
  const text = (key: string): string => {
    try {
      return short(Reflect.get(Object(error), key));
    } catch {
      return '';
    }
  };
  const thrown = typeof error === 'object' && error !== null;
  return {
    name: thrown ? text('name') : '',
    step: thrown ? text('step') : '',
    code: thrown ? text('code') : '',
    message: thrown ? text('message') : String(error).slice(0, LONGEST),
  };
}

const LONGEST = 1_000;

function short(value: unknown): string {
  const simple = typeof value === 'string' || typeof value === 'number';
  return simple ? String(value).slice(0, LONGEST) : '';
}
