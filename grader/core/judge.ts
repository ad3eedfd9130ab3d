// Grades one exercise. Here the inputs are drawn, the reference is played and the
// verdict is found; the learner's module is only ever seen as traces from a sandbox.
// Nothing of Node: a page grades with the same code.

import { oneLine } from './clean.ts';
import { Diagnosis, type LoadedMutant, type Seen } from './diagnose.ts';
import type { Drawn } from './draw.ts';
import { byElements } from './elements.ts';
import type { Plain } from './plain.ts';
import { freshPrograms, type Planned, planStep, withSmaller } from './plan.ts';
import { differenceOf, type Told, wordsOf, wordsOfWork } from './report-step.ts';
import type { GradeRequest } from './request.ts';
import {
  type Cause,
  exitOf,
  type Misreading,
  type ModuleProblem,
  type Result,
  type StepResult,
} from './result.ts';
import type { Ending, Sandbox } from './sandbox.ts';
import type { Parts, Program, Scenario, Step, Subject } from './scenario.ts';
import { MARK } from './scribble.ts';
import { WORDS } from './sentences.ts';
import { type Shrunk, shrink, take } from './shrink.ts';
import { type Failure, isSound, kindOf, playBoth, type Sides } from './sides.ts';
import { costPrograms, type Work } from './work.ts';

/** Programs that cross to the sandbox together. */
const BATCH = 25;

/** Failing programs that a misreading has to explain; after so many it is believed. */
const MOST_FAILING = 25;

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
}

/** Grades the exercise and says what was found. */
export async function judge(job: Job): Promise<Result> {
  const steps: StepResult[] = [];
  try {
    const problem = cleaned(await job.sandbox.open());
    if (problem === undefined) await gradeSteps(job, steps);
    return resultOf(job.request, job.sandbox.isolation, { steps, problem });
  } finally {
    job.sandbox.close();
    job.onGiven?.sandbox.close();
  }
}

async function gradeSteps(job: Job, steps: StepResult[]): Promise<void> {
  const { chapter, only } = job.request;
  for (const { id, title } of chapter.steps) {
    if (only !== undefined && !only.has(id)) continue;
    const finding = await gradeStep(
      { ...job, before: steps },
      stepOf(job.scenario, id),
    );
    const result = { id, title, ...finding };
    steps.push(result);
    job.onStep?.(result);
  }
}

/** A problem in words that are safe to show: they may be the learner's own. */
function cleaned(problem: ModuleProblem | undefined): ModuleProblem | undefined {
  return problem && { ...problem, words: oneLine(problem.words) };
}

/** The result of what was asked, with nothing printed. */
export function resultOf(
  { chapter, seed }: GradeRequest,
  isolation: string,
  {
    steps,
    problem,
  }: {
    readonly steps: readonly StepResult[];
    readonly problem: ModuleProblem | undefined;
  },
): Result {
  const { number, slug, title } = chapter;
  return {
    format: 'kubewright-result',
    version: 1,
    exercise: { number, slug, title },
    seed: seed.toString(16),
    isolation,
    ...(problem === undefined ? {} : { problem }),
    steps,
    output: { text: '', dropped: 0 },
    exit: exitOf(steps, problem),
  };
}

function stepOf(scenario: Scenario, id: string): Step<Plain> {
  const step = scenario.steps.find((candidate) => candidate.id === id);
  if (step === undefined) throw new Error(`the scenario has no step ${id}`);
  // A step takes the inputs that it draws itself; to the judge they are plain data.
  return step as Step<Plain>;
}

type StepFinding = Omit<StepResult, 'id' | 'title'>;

/** One step's part of a job. */
interface StepJob extends Job {
  /** What was found in the steps before it. */
  readonly before: readonly StepResult[];
}

async function gradeStep(job: StepJob, step: Step<Plain>): Promise<StepFinding> {
  if (timeLeft(job) === 0) {
    return { verdict: 'not-graded', programs: 0, words: WORDS.noTimeLeft };
  }
  const batches = batchesOf(await planStep(job.request, step));
  let programs = 0;
  let batch = nextOf(batches);
  while (batch.length > 0) {
    const playing = playBoth(sidesOf(job, step), batch.map(programOf), 'outcomes');
    // Drawn while the sandbox plays.
    const next = nextOf(batches);
    const { failures, ending } = await playing;
    const at = failures.findIndex((failure) => failure !== undefined);
    const failure = failures[at];
    const failing = batch[at];
    if (failure !== undefined && failing !== undefined) {
      return findingOf(job, step, failing, failure, programs + at + 1);
    }
    if (ending !== undefined) {
      const culprit = batch[failures.length];
      return endingOf(job, step, culprit, ending, programs + failures.length + 1);
    }
    programs += batch.length;
    batch = next;
  }
  if (programs > 0) {
    const found =
      job.request.oneCase === undefined && (await findTooMuch(job, step));
    return { verdict: 'passed', words: '', ...found, programs };
  }
  return { verdict: 'not-graded', programs, words: WORDS.noProgram };
}

/** The first of the step's costs that is too much for the learner's module. */
async function findTooMuch(job: Job, step: Step<Plain>): Promise<Told | undefined> {
  const programs = costPrograms(step);
  if (programs.length === 0) return undefined;
  const played = await job.sandbox.play(step.id, programs, 'work', timeLeft(job));
  const asked = { step: step.id, sources: job.sources };
  for (const [number, cost] of (step.costs ?? []).entries()) {
    const texts = played.traces.slice(2 * number, 2 * number + 2);
    const reference = job.work[step.id]?.[number] ?? [0, 0];
    const found = wordsOfWork(cost, texts, reference, asked);
    if (found !== undefined) return found;
  }
  if (played.ending === undefined) return undefined;
  const { verdict, words } = played.ending;
  return { verdict, words: oneLine(words) };
}

/** Programs that write on answers cross with none that do not. */
function* batchesOf(planned: Iterable<Planned>): Generator<readonly Planned[]> {
  let batch: Planned[] = [];
  for (const one of planned) {
    const isAlike = batch[0]?.program.scribbles === one.program.scribbles;
    if (batch.length === BATCH || (batch.length > 0 && !isAlike)) {
      yield batch;
      batch = [];
    }
    batch.push(one);
  }
  if (batch.length > 0) yield batch;
}

function nextOf(batches: Iterator<readonly Planned[]>): readonly Planned[] {
  const next = batches.next();
  return next.done ? [] : next.value;
}

function sidesOf(job: Job, step: Step<Plain>): Sides {
  const { parts, sandbox } = job;
  const reference = { subject: job.reference, parts };
  return { step, reference, sandbox, mostMs: timeLeft(job) };
}

/** How long grading may still take, in milliseconds. */
function timeLeft(job: Job): number {
  return Math.max(0, job.deadline - job.now());
}

const programOf = ({ program }: Planned): Program => program;

const UNSTEADY = { verdict: 'different', words: WORDS.unsteady } as const;
const HANDED_OUT = { verdict: 'different', words: WORDS.handedOut } as const;

/** A program on which the two part: shrunk, told, and held against the misreadings. */
async function findingOf(
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

/** The earlier step that fails by the same fault, if that can be shown. */
async function causeOf(
  job: StepJob,
  step: Step<Plain>,
  { seen, told }: { readonly seen: readonly Seen[]; readonly told: Told },
): Promise<Cause | undefined> {
  const { reference } = sidesOf(job, step);
  for (const earlier of job.before) {
    const known = job.mutants().filter(({ id }) => id === earlier.misreading?.id);
    const here = known.map((mutant) => ({ ...mutant, step: step.id }));
    const diagnosis = new Diagnosis(step, reference, here);
    await diagnosis.see(seen);
    if (diagnosis.isOpen) return { step: earlier.id, same: 'misreading' };
    if (isSamePlace(earlier, told)) return { step: earlier.id, same: 'place' };
  }
  return undefined;
}

/** Whether both threw, and the same line of the learner's code did. */
function isSamePlace(earlier: StepResult, { verdict, where }: Told): boolean {
  const isThrown = verdict === 'threw' && earlier.verdict === 'threw';
  return isThrown && where !== undefined && where === earlier.where;
}

/** The misreading that explains what was seen, and what fresh programs show besides. */
async function diagnose(
  job: Job,
  step: Step<Plain>,
  seen: readonly Seen[],
): Promise<Misreading | undefined> {
  const { reference } = sidesOf(job, step);
  const diagnosis = new Diagnosis(step, reference, job.mutants());
  await diagnosis.see(seen);
  const fresh = await freshPrograms(job.request, step);
  let failed = 0;
  while (diagnosis.isOpen && failed < MOST_FAILING && timeLeft(job) > 0) {
    const programs = take(fresh, BATCH);
    if (programs.length === 0) break;
    const { failures, ending } = await playBoth(
      sidesOf(job, step),
      programs,
      'words',
    );
    const known = failures.map((failure, i) => ({ program: programs[i], failure }));
    await diagnosis.see(known.filter(isSeen));
    failed += failures.filter((failure) => failure !== undefined).length;
    if (ending !== undefined) break;
  }
  return diagnosis.misreading;
}

function isSeen(one: { program: Program | undefined }): one is Seen {
  return one.program !== undefined;
}

/** Whether the learner's lower chapters are at fault: on the given ones all is right. */
async function blameOf(
  job: Job,
  step: Step<Plain>,
  program: Program,
): Promise<string> {
  const { onGiven } = job;
  if (onGiven === undefined) return '';
  const { sandbox, slugs } = onGiven;
  if ((await sandbox.open()) !== undefined) return '';
  const sides = { ...sidesOf(job, step), sandbox };
  const { failures, ending } = await playBoth(sides, [program], 'words');
  if (ending !== undefined || failures[0] !== undefined) return '';
  return WORDS.faultBelow(slugs);
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
async function endingOf(
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
