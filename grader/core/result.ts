// What grading found, as plain data: the one model that every report is written from.

import type { Program } from './scenario.ts';

/** How a step ended. */
export type StepVerdict =
  | 'passed'
  | 'not-written'
  | 'later-hole'
  | 'different'
  | 'law-broken'
  | 'threw'
  | 'odd-value'
  | 'too-much-work'
  | 'forbidden-global'
  | 'endless-loop'
  | 'timed-out'
  | 'never-settled'
  | 'out-of-memory'
  | 'ended-the-process'
  | 'crashed'
  | 'flooded'
  | 'garbled'
  | 'not-graded';

/** How the module as a whole failed, before any step could be played. */
export type ModuleVerdict =
  | 'missing-file'
  | 'refused-file'
  | 'does-not-compile'
  | 'import-not-allowed'
  | 'export-missing'
  | Exclude<
      StepVerdict,
      | 'passed'
      | 'later-hole'
      | 'different'
      | 'law-broken'
      | 'odd-value'
      | 'too-much-work'
      | 'not-graded'
    >;

/** One call of a program, told to a person. */
export interface ToldLine {
  readonly call: string;
  readonly told: readonly string[];
  /** What the learner's code printed during it, as printed. */
  readonly printed?: readonly string[];
}

/** The shortest program found on which the two part, up to the place where they do. */
export interface Difference {
  /** The calls before it, on which both agree. */
  readonly before: readonly ToldLine[];
  readonly call: string;
  /** Virtual time of the call, in milliseconds. */
  readonly at: number;
  /** What the reference did; empty where a law judges. */
  readonly reference: readonly string[];
  readonly yours: readonly string[];
  /** What the learner's code printed during the call. */
  readonly printed?: readonly string[];
  readonly law?: string;
  /** Where the learner's functions begin that ran in it: `store.ts:38`. */
  readonly ran?: readonly string[];
  /** How many calls the program had that found it, and how many programs were tried. */
  readonly foundIn: number;
  readonly tried: number;
  /** The program itself: what is kept, and played first next time. */
  readonly program: Program;
  /** The fixed case it came from, or 'kept', or the number of the random program. */
  readonly origin: string;
}

export interface Misreading {
  readonly id: string;
  readonly looksAsIf: string;
  readonly hint: string;
}

/** What makes a step fail together with an earlier one. */
export interface Cause {
  readonly step: string;
  readonly same: 'misreading' | 'place';
}

export interface StepResult {
  readonly id: string;
  readonly title: string;
  readonly verdict: StepVerdict;
  /** How many programs were played. */
  readonly programs: number;
  /** One sentence that says what happened; empty when passed. */
  readonly words: string;
  /** `store.ts:61` in the learner's code. */
  readonly where?: string;
  readonly difference?: Difference;
  readonly misreading?: Misreading;
  /** The earlier step whose fault this is as well. */
  readonly fallsWith?: Cause;
}

export interface ModuleProblem {
  readonly verdict: ModuleVerdict;
  readonly words: string;
  readonly where?: string;
}

export interface Result {
  readonly format: 'kubewright-result';
  readonly version: 1;
  readonly exercise: {
    readonly number: number;
    readonly slug: string;
    readonly title: string;
  };
  /** Hexadecimal; `--seed` takes it. */
  readonly seed: string;
  readonly isolation: string;
  /** Present when the module could not be played at all. */
  readonly problem?: ModuleProblem;
  readonly steps: readonly StepResult[];
  /** What the learner's code printed, cleaned; how many bytes more there were. */
  readonly output: { readonly text: string; readonly dropped: number };
  readonly exit: number;
}

/** The exit code of each way to fail; the worst one found is the run's. */
export const EXIT: Readonly<Record<StepVerdict | ModuleVerdict, number>> = {
  passed: 0,
  'not-written': 1,
  'later-hole': 1,
  different: 1,
  'law-broken': 1,
  threw: 1,
  'odd-value': 1,
  'too-much-work': 1,
  'forbidden-global': 1,
  'missing-file': 1,
  'refused-file': 1,
  'does-not-compile': 1,
  'import-not-allowed': 1,
  'export-missing': 1,
  'ended-the-process': 1,
  flooded: 1,
  garbled: 1,
  'not-graded': 1,
  'endless-loop': 3,
  'timed-out': 3,
  'never-settled': 3,
  'out-of-memory': 4,
  crashed: 5,
};

/** The exit code of a run: 0 only if every step passed. */
export function exitOf(
  steps: readonly StepResult[],
  problem: ModuleProblem | undefined,
): number {
  const codes = steps.map(({ verdict }) => EXIT[verdict]);
  if (problem !== undefined) codes.push(EXIT[problem.verdict]);
  // No step at all is no pass.
  return codes.length === 0 ? 1 : Math.max(...codes);
}
