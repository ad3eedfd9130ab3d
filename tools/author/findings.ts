// What an author is told about a chapter: what must be mended, and what to look at again.

import type { Problem } from '../../site/literate/problem.ts';

export class Findings {
  readonly errors: Problem[] = [];
  readonly warnings: Problem[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Something that a chapter must have, or must not have. */
  error(line: number, message: string): void {
    this.errors.push({ file: this.#file, line, message });
  }

  /** A measure of the house style. Where the chapter reads better, it wins. */
  warn(line: number, message: string): void {
    this.warnings.push({ file: this.#file, line, message });
  }
}
