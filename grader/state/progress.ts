// What was tried, solved and hinted at, step by step. Plain data.

import type { Result, StepVerdict } from '../core/result.ts';
import { isObject } from '../core/trace.ts';

export interface StepProgress {
  /** Runs in which there was something to judge. */
  readonly attempts: number;
  /** Whether the last run of the step passed. */
  readonly solved: boolean;
  /** How many of its hints were shown. */
  readonly hints: number;
  /** What the misreading found in the last run points to. */
  readonly misread?: string;
}

export interface Progress {
  readonly format: 'kubewright-progress';
  readonly version: 1;
  readonly steps: Readonly<Record<string, StepProgress>>;
  /** The exercises, by slug, that were begun from the public face alone. */
  readonly bare?: readonly string[];
}

/** From holes in code that is given, or from the public face alone. */
export type Level = 'guided' | 'bare';

export const NO_PROGRESS: Progress = {
  format: 'kubewright-progress',
  version: 1,
  steps: {},
};

const UNTOUCHED: StepProgress = { attempts: 0, solved: false, hints: 0 };

/** The progress of a step; that of an untouched one if nothing is known. */
export function progressOf({ steps }: Progress, id: string): StepProgress {
  return Object.hasOwn(steps, id) ? (steps[id] ?? UNTOUCHED) : UNTOUCHED;
}

/** The progress after a run. */
export function afterRun(progress: Progress, { steps }: Result): Progress {
  const changed = steps.map(({ id, verdict, misreading }) => {
    const { attempts, hints } = progressOf(progress, id);
    const step: StepProgress = {
      attempts: attempts + (isAttempt(verdict) ? 1 : 0),
      solved: verdict === 'passed',
      hints,
      ...(misreading === undefined ? {} : { misread: misreading.hint }),
    };
    return [id, step] as const;
  });
  // What was never tried is not worth a line.
  const told = changed.filter(([, step]) => !isUntouched(step));
  return withSteps(progress, Object.fromEntries(told));
}

function isUntouched({ attempts, solved, hints }: StepProgress): boolean {
  return attempts === 0 && !solved && hints === 0;
}

/** A step that is not written, or was not reached, was not tried. */
function isAttempt(verdict: StepVerdict): boolean {
  return verdict !== 'not-written' && verdict !== 'not-graded';
}

/** The progress with some steps told anew. */
export function withSteps(
  progress: Progress,
  steps: Readonly<Record<string, StepProgress>>,
): Progress {
  return { ...progress, steps: { ...progress.steps, ...steps } };
}

/** The progress with none of these steps solved; attempts and hints are kept. */
export function unsolved(
  progress: Progress,
  steps: readonly { readonly id: string }[],
): Progress {
  const anew = steps.map(({ id }) => {
    return [id, { ...progressOf(progress, id), solved: false }] as const;
  });
  return withSteps(progress, Object.fromEntries(anew));
}

export function isBare({ bare = [] }: Progress, slug: string): boolean {
  return bare.includes(slug);
}

/** The progress with an exercise at a level. */
export function withLevel(
  progress: Progress,
  slug: string,
  level: Level,
): Progress {
  const { bare = [], ...rest } = progress;
  const others = bare.filter((one) => one !== slug);
  const now = level === 'bare' ? [...others, slug] : others;
  return now.length === 0 ? rest : { ...rest, bare: now };
}

/** Reads what was kept; undefined if it is no progress. */
export function readProgress(value: unknown): Progress | undefined {
  if (!isObject(value) || value.format !== 'kubewright-progress') return undefined;
  if (value.version !== 1 || !isObject(value.steps)) return undefined;
  const steps = Object.entries(value.steps).map(([id, step]) => {
    return [id, readStep(step)] as const;
  });
  if (steps.some(([, step]) => step === undefined)) return undefined;
  const read = withSteps(
    NO_PROGRESS,
    Object.fromEntries(steps) as Progress['steps'],
  );
  const { bare } = value;
  return isNames(bare) ? { ...read, bare } : read;
}

function readStep(value: unknown): StepProgress | undefined {
  if (!isObject(value)) return undefined;
  const { attempts, solved, hints, misread } = value;
  if (!isCount(attempts) || typeof solved !== 'boolean' || !isCount(hints)) {
    return undefined;
  }
  const read = { attempts, solved, hints };
  return typeof misread === 'string' ? { ...read, misread } : read;
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
