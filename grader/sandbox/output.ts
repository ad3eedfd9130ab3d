// What the learner's code printed: kept up to a bound, made harmless for a terminal.

import { clean } from '../core/clean.ts';

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
