// What judging works on: what is asked, both sides of it, and how long it may take.

import type { LoadedMutant } from './diagnose.ts';
import type { Memory } from './memory.ts';
import type { Plain } from './plain.ts';
import type { GradeRequest } from './request.ts';
import type { StepResult } from './result.ts';
import type { Sandbox } from './sandbox.ts';
import type { Parts, Scenario, Step, Subject } from './scenario.ts';
import type { Sides } from './sides.ts';
import type { Work } from './work.ts';

/** Programs that cross to the sandbox together. */
export const BATCH: number = 25;

/** What is asked, and all that is needed to answer. */
export interface Job {
  readonly request: GradeRequest;
  readonly scenario: Scenario;
  readonly reference: Subject;
  /** The reference's lower chapters. */
  readonly parts: Parts;
  readonly sandbox: Sandbox;
  /**
   * Where lower chapters of the learner's stand in for the reference's: their slugs, and
   * a sandbox of the same module on the reference's.
   */
  readonly onGiven?:
    | { readonly slugs: readonly string[]; readonly sandbox: Sandbox }
    | undefined;
  /** What the costs of the steps come to for the reference. */
  readonly work: Work;
  readonly mutants: () => readonly LoadedMutant[];
  /** The learner's files, for what stands at a place in them. */
  readonly sources: ReadonlyMap<string, string>;
  /** The time, and the time at which grading must be over, in milliseconds. */
  readonly now: () => number;
  readonly deadline: number;
  readonly onStep?: (result: StepResult) => void;
  /** Of a judge that grades many. */
  readonly memory?: Memory | undefined;
}

/** One step's part of a job. */
export interface StepJob extends Job {
  /** What was found in the steps before it. */
  readonly before: readonly StepResult[];
}

export type StepFinding = Omit<StepResult, 'id' | 'title'>;

export function sidesOf(job: Job, step: Step<Plain>): Sides {
  const { parts, sandbox, memory } = job;
  const reference = { subject: job.reference, parts };
  return { step, reference, sandbox, memory, mostMs: timeLeft(job) };
}

/** How long grading may still take, in milliseconds. */
export function timeLeft(job: Job): number {
  return Math.max(0, job.deadline - job.now());
}
