// The sentences of verdicts. Each says what happened; none shows the machinery.

import { MOST_STEPS } from './meter.ts';
import type { Cost } from './scenario.ts';
import type { Outcome } from './trace.ts';

export const HEAP_MIB: number = 192;
export const OUTPUT_MIB: number = 4;

interface Words {
  readonly differs: string;
  readonly handedOut: string;
  readonly faultBelow: (slugs: readonly string[]) => string;
  readonly timedOut: (ms: number) => string;
  readonly neverSettled: string;
  readonly outOfMemory: string;
  readonly flooded: string;
  readonly garbled: string;
  readonly ended: (how: string) => string;
  readonly crashed: (how: string) => string;
  readonly noTimeLeft: string;
  readonly wholeRun: string;
  readonly noProgram: string;
  readonly tooLarge: string;
  readonly unsteady: string;
}

export const WORDS: Words = {
  differs: 'differs from the reference',
  handedOut:
    'hands out what it keeps: a caller who writes on an answer changes what comes next (freeze it, or hand out a copy)',
  faultBelow: (slugs: readonly string[]): string => {
    const where = slugs.map((slug) => `in your ${slug}`).join(' or ');
    return `; the fault is ${where}: on the chapters that are given this is right`;
  },
  timedOut: (ms: number): string =>
    `took longer than ${ms / 1_000} s: far more work than the reference does, or a wait ` +
    'that does not end',
  neverSettled:
    'waits for a promise that nobody settles (nothing was left to wait for)',
  outOfMemory: `ran out of memory (more than ${HEAP_MIB} MiB of heap, or 900 MB in all)`,
  flooded: `printed more than ${OUTPUT_MIB} MiB`,
  garbled:
    'wrote to the channel that belongs to the grader, or answered out of turn',
  ended: (how: string): string =>
    `your code ended the process (${how}) before it answered`,
  crashed: (how: string): string => `the process of your code died (${how})`,
  unsteady:
    'answered the same program in two ways: is something kept outside of what is created, or drawn by chance?',
  wholeRun: 'was still at work when the time of the whole run was used up',
  noProgram: 'not graded: no program of this step has that name or number',
  tooLarge: 'more than 1 MiB of answers',
  noTimeLeft: 'not graded: the steps before it used up the time of the whole run',
};

/** That something takes more work, or holds more, the more there is, than it has to. */
export function tooMuchWork(
  { what, among, isHeld }: Pick<Cost, 'what' | 'among' | 'isHeld'>,
  [few, many]: Steps,
  [stepsOfFew, steps]: Steps,
  [itsOfFew, its]: Steps,
): string {
  const say = (number: number): string => number.toLocaleString('en-US');
  if (isHeld)
    return (
      `${what} holds ${say(steps)} values after ${say(many)} ${among} and ` +
      `${say(stepsOfFew)} after ${say(few)}; the reference holds ${say(its)} and ${say(itsOfFew)}`
    );
  return (
    `${what} takes ${say(steps)} steps among ${say(many)} ${among} and ` +
    `${say(stepsOfFew)} among ${say(few)}; the reference takes ${say(its)} and ${say(itsOfFew)}`
  );
}

type Steps = readonly [few: number, many: number];

/** The verdict on what no program may do, in one sentence. */
export function brokenBy(outcome: Outcome): Broken {
  if (outcome.kind === 'forbidden') {
    const words = `${outcome.what} goes round the world: ${outcome.instead}`;
    return { verdict: 'forbidden-global', words };
  }
  const turns = outcome.kind === 'endless' ? outcome.turns : 0;
  const times = (turns || MOST_STEPS).toLocaleString('en-US');
  const what = turns === 0 ? 'functions called one another' : 'this loop turned';
  const words = `${what} ${times} times in one program, and did not come to an end`;
  return { verdict: 'endless-loop', words };
}

interface Broken {
  readonly verdict: 'forbidden-global' | 'endless-loop';
  readonly words: string;
}

/** What an outcome that no reference has is, as a sentence's end. */
export function oddWords(outcome: Outcome): string {
  if (outcome.kind === 'odd') return `gave ${outcome.what}, which is no plain data`;
  if (outcome.kind === 'threw') return `threw: ${outcome.message}`;
  return '';
}
