// How Go prints a value with %v, for the texts that quote one. Chapter 11.
// Engine room: not told line by line.

import { isList, isMap, type Json } from './json.ts';

/** `map[a:1 b:[x y]]`, keys sorted; null is `<nil>`. */
export function goText(value: Json): string {
  if (value === null) return '<nil>';
  if (isList(value)) return `[${value.map(goText).join(' ')}]`;
  if (!isMap(value)) return String(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${fields.map(([key, one]) => `${key}:${goText(one)}`).join(' ')}]`;
}
