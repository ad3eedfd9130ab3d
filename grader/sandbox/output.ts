// What the learner's code printed: kept up to a bound, made harmless for a terminal.

/** Bytes that are kept of all that is printed. */
const KEPT = 64 * 1024;

export class Output {
  /** Bytes printed so far, kept or not. */
  total = 0;
  #kept = '';
  readonly #decoder = new TextDecoder();

  add(bytes: Uint8Array): void {
    const room = Math.max(0, KEPT - this.total);
    this.total += bytes.length;
    if (room > 0)
      this.#kept += this.#decoder.decode(bytes.subarray(0, room), { stream: true });
  }

  get text(): string {
    return this.#kept;
  }

  /** The outputs of several processes as one, cleaned. */
  static together(outputs: readonly Output[]): { text: string; dropped: number } {
    const all = outputs.map(({ text }) => text).join('');
    const total = outputs.reduce((sum, output) => sum + output.total, 0);
    return { text: clean(all.slice(0, KEPT)), dropped: Math.max(0, total - KEPT) };
  }
}

/**
 * Takes out what would steer a terminal or turn the direction of text: escape
 * sequences, control characters other than tab and newline, bidi controls.
 */
export function clean(text: string): string {
  return text.replace(ESCAPES, '').replace(/\r\n?/g, '\n').replace(CONTROLS, '');
}

const ESC = String.fromCharCode(0x1b);
const BEL = String.fromCharCode(0x07);

/** Operating system commands (titles, clipboard), cursor moves, and two-byte escapes. */
const ESCAPES: RegExp = new RegExp(
  `${ESC}\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?|${ESC}\\[[0-?]*[ -/]*[@-~]|${ESC}.`,
  'gs',
);
const CONTROLS = /(?![\t\n])\p{Cc}|\p{Bidi_Control}/gu;
