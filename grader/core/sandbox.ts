// The door between the judge and the place where the learner's code runs: another
// process, or in a page another worker. Only plain data passes.

import type { ModuleProblem, StepVerdict } from './result.ts';
import type { Program } from './scenario.ts';

/** A way to end that is no answer: the sandbox is gone after it. */
export interface Ending {
  readonly verdict: Extract<
    StepVerdict,
    | 'threw'
    | 'timed-out'
    | 'never-settled'
    | 'out-of-memory'
    | 'ended-the-process'
    | 'crashed'
    | 'flooded'
    | 'garbled'
  >;
  readonly words: string;
  /** The last call that was begun, where calls were announced. */
  readonly lastCall?: string;
}

export interface Played {
  /** A trace, as JSON text, for each program in order; fewer when it ended. */
  readonly traces: readonly string[];
  readonly ending?: Ending;
}

/**
 * How much is told of a program: its outcomes only, its calls in words too, or each
 * call in words before it is made, so that the one that never ends is known. Or the
 * program is one of a cost, and its work is told.
 */
export type Telling = 'outcomes' | 'words' | 'ahead' | 'work';

export interface Sandbox {
  /** What holds the learner's code: 'bwrap', 'node', 'worker'. */
  readonly isolation: string;
  /** A fresh place with the learner's modules loaded; or why that failed. */
  open(): Promise<ModuleProblem | undefined>;
  /**
   * Plays programs of a step, one after the other, for at most `mostMs` in all. With
   * fewer traces than programs there is an ending that says why.
   */
  play(
    step: string,
    programs: readonly Program[],
    telling: Telling,
    mostMs: number,
  ): Promise<Played>;
  close(): void;
}
