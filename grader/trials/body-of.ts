// What tests of sandboxes are given: also what the parser of the counters refuses.

import { SyntaxProblem, toFactoryBody } from '../core/strip.ts';
import { toCountedBody } from '../core/transform.ts';

/** What can not be counted is left to the engine, which says why it is no program. */
export function bodyOf(source: string): string {
  try {
    return toCountedBody(source);
  } catch (error) {
    if (error instanceof SyntaxProblem) return toFactoryBody(source);
    throw error;
  }
}
