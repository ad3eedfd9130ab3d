// What is said between the process that counts and those that grade.

import type { Result } from '../core/result.ts';
import type { Isolation } from '../sandbox/limits.node.ts';

/** One exercise of one learner. */
export interface Job {
  readonly slug: string;
  /** The folder that holds the learner's exercises. */
  readonly exercises: string;
  readonly mine: readonly string[];
  readonly seed: number;
  readonly programs: number;
  readonly isolation: Isolation;
}

export type Answer =
  | { readonly result: Result }
  /** The grader's own fault. */
  | { readonly fault: string };
