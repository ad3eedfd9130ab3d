// What is told of a program on which the two part: made short, held against the
// misreadings, and against what earlier steps failed by.

import { blameOf, causeOf, diagnose } from './cause.ts';
import { oneLine } from './clean.ts';
import type { Drawn } from './draw.ts';
import { byElements } from './elements.ts';
import {
  type Job,
  type StepFinding,
  type StepJob,
  sidesOf,
  timeLeft,
} from './job.ts';
import type { Plain } from './plain.ts';
import { type Planned, withSmaller } from './plan.ts';
import { differenceOf, wordsOf } from './report-step.ts';
import type { Ending } from './sandbox.ts';
import type { Program, Step } from './scenario.ts';
import { MARK } from './scribble.ts';
import { WORDS } from './sentences.ts';
import { type Shrunk, shrink } from './shrink.ts';
import { type Failure, isSound, kindOf, playBoth } from './sides.ts';

const UNSTEADY = { verdict: 'different', words: WORDS.unsteady } as const;
const HANDED_OUT = { verdict: 'different', words: WORDS.handedOut } as const;

/** A program on which the two part: shrunk, told, and held against the misreadings. */
export async function findingOf(
  job: StepJob,
  step: Step<Plain>,
  failing: Planned,
  failure: Failure,
  programs: number,
): Promise<StepFinding> {
  const asked = { step: step.id, sources: job.sources };
  const first = wordsOf(failure.parting, asked);
  if (first.verdict === 'not-written') return { ...first, programs };
  // What was written on may be kept by the module itself: it is loaded anew.
  const isMarked = JSON.stringify(failure.trace).includes(MARK);
  if (isMarked) await job.sandbox.open();
  const { scribbles: _, ...plain } = failing.program;
  const [without] = failing.program.scribbles
    ? (await playBoth(sidesOf(job, step), [plain], 'words')).failures
    : [];
  // Where it fails as well, nothing needs to be written on.
  const base = without === undefined ? failing.program : plain;
  const inWords = await playBoth(sidesOf(job, step), [base], 'words');
  const retold = inWords.failures[0];
  if (retold === undefined) {
    const { verdict, words } = inWords.ending ?? (isMarked ? HANDED_OUT : UNSTEADY);
    return { verdict, programs, words: oneLine(words) };
  }
  const drawn = await withSmaller(job.request, step, failing);
  const start = { drawn, failure: retold };
  const shrunk = isEndless(retold)
    ? { ...start, tried: 0 }
    : await shrinkFailure(job, step, base, start);
  const program: Program = { ...base, input: shrunk.drawn.input };
  const difference = differenceOf(shrunk.failure.parting, shrunk.failure.trace, {
    say: job.scenario.say,
    foundIn: failure.trace.length,
    tried: shrunk.tried,
    program,
    origin: failing.origin,
  });
  const seen = [
    { program, failure: shrunk.failure },
    { program: base, failure: retold },
  ];
  const told = wordsOf(shrunk.failure.parting, asked);
  const fallsWith = await causeOf(job, step, { seen, told });
  const misreading =
    fallsWith === undefined ? await diagnose(job, step, seen) : undefined;
  // Only a program in which nothing less does it is left with its answers written on.
  const sentence = program.scribbles ? WORDS.handedOut : told.words;
  const words = sentence + (await blameOf(job, step, program));
  return {
    ...{ verdict: told.verdict, programs, words, difference },
    ...(told.where === undefined ? {} : { where: told.where }),
    ...(misreading === undefined ? {} : { misreading }),
    ...(fallsWith === undefined ? {} : { fallsWith }),
  };
}

/** By the ways of its drawing first, then element by element until none can go. */
async function shrinkFailure(
  job: Job,
  step: Step<Plain>,
  base: Program,
  start: { readonly drawn: Drawn<Plain>; readonly failure: Failure },
): Promise<Shrunk<Plain, Failure>> {
  const kind = kindOf(start.failure);
  let over = false;
  const failing = async (
    inputs: readonly Plain[],
  ): Promise<readonly (Failure | undefined)[]> => {
    if (over || timeLeft(job) === 0) return [];
    const programs = inputs.map((input) => ({ ...base, input }));
    const { failures, ending } = await playBoth(
      sidesOf(job, step),
      programs,
      'words',
    );
    // A smaller program ended the sandbox: that is another fault. What we have is short
    // enough, and waiting for time-outs is not worth a call less.
    if (ending !== undefined) over = true;
    return failures.map((failure, i) => {
      const program = programs[i] ?? base;
      const isSame = failure !== undefined && kindOf(failure) === kind;
      return isSame && isSound(step, program, failure) ? failure : undefined;
    });
  };
  const first = await shrink(start, failing);
  const drawn = byElements(first.drawn.input);
  const last = await shrink({ ...first, drawn }, failing);
  return { ...last, tried: first.tried + last.tried };
}

/** Each smaller program would turn as often, and the place is known already. */
function isEndless({ parting }: Failure): boolean {
  return parting.learner?.outcome.kind === 'endless';
}

/** The sandbox ended in the middle of a program: play it again, call by call. */
export async function endingOf(
  job: Job,
  step: Step<Plain>,
  culprit: Planned | undefined,
  ending: Ending,
  programs: number,
): Promise<StepFinding> {
  const again = await playAgain(job, step, culprit);
  const { verdict, words } = again ?? ending;
  const last = again?.lastCall;
  const lastCall = last === undefined ? '' : `\nLast call: ${oneLine(last)}`;
  return { verdict, programs, words: oneLine(words) + lastCall };
}

async function playAgain(
  job: Job,
  step: Step<Plain>,
  culprit: Planned | undefined,
): Promise<Ending | undefined> {
  const left = timeLeft(job);
  if (culprit === undefined || left === 0) return undefined;
  const programs = [culprit.program];
  return (await job.sandbox.play(step.id, programs, 'ahead', left)).ending;
}
