// What can be asked of a grading, wherever it is done.

import type { Program } from './scenario.ts';

export interface GradeRequest {
  readonly chapter: GradedChapter;
  /** Grade these steps only. */
  readonly only?: ReadonlySet<string>;
  readonly seed: number;
  /** Random programs a step. */
  readonly programs: number;
  /**
   * Only what tells most soonest: no costs are counted, no answer is written on, and the
   * programs made by rule are left out. For where a longer look follows.
   */
  readonly firstLook?: boolean;
  /** Play this one program only: a fixed case's name, or a random program's number. */
  readonly oneCase?: string;
  /** Programs that failed before, by step: played first. */
  readonly kept: Readonly<Record<string, readonly Program[]>>;
}

/** What a result says of the chapter that was graded. */
export interface GradedChapter {
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  /** As the chapter declares them, in order. */
  readonly steps: readonly { readonly id: string; readonly title: string }[];
}
