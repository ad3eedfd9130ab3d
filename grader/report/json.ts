// The result as JSON text. Its shape is stated in result.schema.json.

import type { Result } from '../core/result.ts';

/** Characters that JSON leaves as they are and a terminal might obey. */
const STEERING = /[\u007f-\u009f]|\p{Bidi_Control}/gu;

/** The result and nothing else, harmless to print. */
export const jsonReport = (result: Result): string => harmlessJson(result);

/** A value as JSON that steers no terminal, whatever text is in it. */
export function harmlessJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(STEERING, escaped)}\n`;
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
