// Types taken off, imports turned into calls of `require`. Line numbers stay, so an error's
// line is the line in the editor. The options are fixed; nothing beside the file has a say.

import { transform } from 'sucrase';

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
