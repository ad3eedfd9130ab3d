// TypeScript to what a sandbox can run, with counters put in.

import { addCounters } from './counters.ts';
import { SyntaxProblem, toFactoryBody } from './strip.ts';

/**
 * The body of a function `(require, exports, counting)`.
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
