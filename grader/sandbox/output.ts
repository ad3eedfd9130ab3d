// What the learner's code printed: kept up to a bound, made harmless for a terminal.

import { clean } from '../core/clean.ts';

/** Bytes that are kept of all that is printed. */
const KEPT = 64 * 1024;

/** How the dumps of V8, of Node and of the allocator begin. */
const LAST_WORDS =
  /\s*(?:<--- Last few GCs|FATAL ERROR: |#\s+# Fatal |----- Native stack trace|terminate called after)/;

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

  /** Forgets the last words of a process that died: they are Node's, not the learner's. */
  forgetLastWords(): void {
    const at = this.#kept.search(LAST_WORDS);
    if (at < 0) return;
    this.#kept = this.#kept.slice(0, at);
    this.total = this.#kept.length;
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
