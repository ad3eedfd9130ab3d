// Texts in quotes, as the messages of Kubernetes have them: Go's %q. Chapter 08.
// Engine room: not told line by line.

/** What has an escape of its own in Go. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
]);

/** Letters, marks, digits, punctuation, symbols, and of all spaces the plain one. */
const PRINTED = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** The text in double quotes. What can't be seen is written as its number. */
export function quoted(text: string): string {
  return `"${Array.from(text, escaped).join('')}"`;
}

function escaped(char: string): string {
  const named = ESCAPES.get(char);
  if (named !== undefined) return named;
  if (PRINTED.test(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  const digits = (length: number) => code.toString(16).padStart(length, '0');
  if (code < 0x80) return `\\x${digits(2)}`;
  return code > 0xffff ? `\\U${digits(8)}` : `\\u${digits(4)}`;
}

/** Any other value as Go's JSON writes it, in which HTML may be embedded. */
export function quotedJson(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.replace(/[<>&\u2028\u2029]/g, (char) => {
    const digits = char.charCodeAt(0).toString(16);
    return `\\u${digits.padStart(4, '0')}`;
  });
}
