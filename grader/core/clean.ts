// Texts that come from the learner's code, made harmless for whoever shows them.

/**
 * Takes out what would steer a terminal or turn the direction of text: escape
 * sequences, control characters other than tab and newline, bidi controls.
 */
export function clean(text: string): string {
  return text.replace(ESCAPES, '').replace(/\r\n?/g, '\n').replace(CONTROLS, '');
}

/** The same as one line of at most `most` characters: a sentence stays a sentence. */
export function oneLine(text: string, most = 1_000): string {
  const line = clean(text.slice(0, 4 * most))
    .replace(/\s*[\n\t\u2028\u2029]\s*/g, ' ')
    .trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
}

const ESC = String.fromCharCode(0x1b);
const BEL = String.fromCharCode(0x07);

/** Operating system commands (titles, clipboard), cursor moves, and two-byte escapes. */
const ESCAPES: RegExp = new RegExp(
  `${ESC}\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?|${ESC}\\[[0-?]*[ -/]*[@-~]|${ESC}.`,
  'gs',
);
const CONTROLS = /(?![\t\n])\p{Cc}|\p{Bidi_Control}/gu;
