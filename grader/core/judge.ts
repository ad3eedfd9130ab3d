// Grades one exercise. Here the inputs are drawn, the reference is played and the
// verdict is found; the learner's module is only ever seen as traces from a sandbox.
// Nothing of Node: a page grades with the same code.

import { oneLine } from './clean.ts';
import { endingOf, findingOf } from './finding.ts';
import {
  BATCH,
  type Job,
  type StepFinding,
  type StepJob,
  sidesOf,
  timeLeft,
} from './job.ts';
import type { Plain } from './plain.ts';
import { type Planned, planStep } from './plan.ts';
import { type Told, wordsOfWork } from './report-step.ts';
import type { GradeRequest } from './request.ts';
import {
  exitOf,
  type ModuleProblem,
  type Result,
  type StepResult,
} from './result.ts';
import type { Program, Scenario, Step } from './scenario.ts';
import { WORDS } from './sentences.ts';
import { playBoth } from './sides.ts';
import { costPrograms } from './work.ts';

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

async function gradeStep(job: StepJob, step: Step<Plain>): Promise<StepFinding> {
  if (timeLeft(job) === 0) {
    return { verdict: 'not-graded', programs: 0, words: WORDS.noTimeLeft };
  }
  const { memory, request } = job;
  const planned = await (memory?.planned(request, step) ?? planStep(request, step));
  const batches = batchesOf(planned);
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
    const { oneCase, firstLook } = job.request;
    const isWhole = oneCase === undefined && firstLook !== true;
    const found = isWhole && (await findTooMuch(job, step));
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

const programOf = ({ program }: Planned): Program => program;
