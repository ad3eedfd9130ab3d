// What a step of an exercise is: what varies, how it is played, how it is judged.
// A scenario (grader/scenarios/) is the list of a chapter's steps.

import type * as FastCheck from 'fast-check';
import type { VirtualWorld } from '#world';
import type { Trace, TraceLine } from './trace.ts';

/** The exports of the module that is played: the learner's, the reference's, a mutant's. */
export type Subject = Readonly<Record<string, unknown>>;

/** Where a program is played: a fresh virtual world, and the trace being written. */
export interface Stage {
  readonly world: VirtualWorld;
  /**
   * Does `action` and notes how it ended, with `words` for the call when they are wanted.
   * Returns the value, or undefined if it threw: a program goes on after an error.
   */
  call<T>(words: () => string, action: () => T): T | undefined;
  /** The same for an action that promises. */
  callAsync<T>(
    words: () => string,
    action: () => Promise<T>,
  ): Promise<T | undefined>;
}

/** What must hold of every trace, where more than one answer is right. */
export interface Law<Input> {
  /** The law as a sentence. */
  readonly says: string;
  /** The number of the first line that breaks it, or undefined. */
  broken(trace: Trace, input: Input): number | undefined;
}

export interface Step<Input> {
  /** As declared in the chapter: '1.3'. */
  readonly id: string;
  /** Named programs that are always played, first. Plain data. */
  readonly cases: Readonly<Record<string, Input>>;
  /** How random programs are drawn; shrinking follows from it. */
  draw(fc: typeof FastCheck): FastCheck.Arbitrary<Input>;
  /** Plays one program. Asks nothing but the subject, the input and the stage. */
  play(subject: Subject, input: Input, stage: Stage): void | Promise<void>;
  /** Present: the trace is judged by these. Absent: it must equal the reference's. */
  readonly laws?: readonly Law<Input>[];
}

export interface Scenario {
  /** The file that holds these exports: `--file` stands in its place. */
  readonly file: string;
  /** What the module must export; functions all. */
  readonly exports: readonly string[];
  /** Each takes the inputs that it draws itself. */
  readonly steps: readonly Step<unknown>[];
  /** How a line's outcome is told to a person: one text a row. */
  readonly say: (line: TraceLine) => readonly string[];
}

/** A wrong version of the reference, as a person would have got it wrong. */
export interface Mutant {
  /** 'M4', unique in its chapter. */
  readonly id: string;
  /** The step in which it must fail. */
  readonly step: string;
  /** What was misunderstood, as the end of "It looks as if …". */
  readonly looksAsIf: string;
  /** A question or pointer that helps out of this misreading. */
  readonly hint: string;
  readonly file: string;
  /** Texts of the reference's file, each found exactly once, and what stands instead. */
  readonly swaps: readonly (readonly [found: string, instead: string])[];
}
