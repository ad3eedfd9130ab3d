/**
 * What is wrong somewhere in the course: a place and one sentence that says what is
 * wrong and what to do. Checks gather problems, so that an author sees all of them
 * at once; a reader of one text that can not go on throws a LiterateError, which is
 * a problem too.
 */

/**
 * A text and its path from the root of the course, as it is shown to the author.
 */
export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** One thing to repair. `line` counts from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** A text that can not be read any further. */
export class LiterateError extends Error implements Problem {
  override readonly name = 'LiterateError';
  readonly file: string;
  readonly line: number;

  constructor(file: string, line: number, message: string) {
    super(message);
    this.file = file;
    this.line = line;
  }
}

/**
 * The line that the author reads: `chapters/01-store.md:123  what, and what to do`.
 */
export function sayProblem({ file, line, message }: Problem): string {
  return `${file}:${line}  ${message}`;
}

/**
 * Runs `read`; a LiterateError becomes a problem in the list and the answer is
 * undefined.
 */
export function gather<T>(problems: Problem[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof LiterateError)) throw error;
    const { file, line, message } = error;
    problems.push({ file, line, message });
    return undefined;
  }
}

/**
 * The text of a file with LF ends and without a byte order mark. @throws
 * LiterateError if it is not UTF-8 text.
 */
export function readText(file: string, bytes: Uint8Array): string {
  const text = decode(bytes);
  if (text === undefined) {
    const message =
      'is not UTF-8 text; keep binary files out of the course, or save it as UTF-8';
    throw new LiterateError(file, 1, message);
  }
  return normalise(text);
}

/** The same text with LF at the end of each line. */
export function normalise(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function decode(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
