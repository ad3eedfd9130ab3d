// TypeScript to what a sandbox can run: types taken off, imports turned into calls of
// `require`. Line numbers stay, so an error's line is the line in the editor. The
// options are fixed; nothing beside the learner's file has a say in them.

import { transform } from 'sucrase';
import { addCounters } from './counters.ts';

/** A file that is no TypeScript: where, and what the parser says of it. */
export class SyntaxProblem extends Error {
  override readonly name = 'SyntaxProblem';
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** The body of a function `(require, exports)`. @throws SyntaxProblem */
export function toFactoryBody(source: string): string {
  try {
    return transform(source, {
      transforms: ['typescript', 'imports'],
      disableESTransforms: true,
    }).code;
  } catch (error) {
    if (error instanceof RangeError) throw new SyntaxProblem('nested too deep', 1);
    const message = error instanceof Error ? error.message : String(error);
    const [, what = message, line = '1'] =
      /^(?:Error transforming .*?: )?(.*?) \((\d+):\d+\)$/s.exec(message) ?? [];
    throw new SyntaxProblem(what, Number(line));
  }
}

/**
 * The same, with counters: the body of a function `(require, exports, counting)`.
 * @throws SyntaxProblem
 */
export function toCountedBody(source: string): string {
  const body = toFactoryBody(source);
  try {
    return addCounters(body);
  } catch (error) {
    if (error instanceof RangeError) throw new SyntaxProblem('nested too deep', 1);
    if (!(error instanceof SyntaxError)) throw error;
    const loc: unknown = Reflect.get(error, 'loc');
    const line: unknown = Reflect.get(Object(loc), 'line');
    const words = error.message.replace(/ \(\d+:\d+\)$/, '');
    throw new SyntaxProblem(words, typeof line === 'number' ? line : 1);
  }
}
