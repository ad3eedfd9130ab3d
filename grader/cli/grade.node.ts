// `npm run exercise 1`: grades once, tells what was found, remembers it.

import { existsSync } from 'node:fs';
import type { Result, StepResult } from '../core/result.ts';
import { verdictLine } from '../report/ending.ts';
import { jsonReport } from '../report/json.ts';
import { isolationProblem } from '../sandbox/limits.node.ts';
import { keptAfter } from '../state/cases.ts';
import { afterRun } from '../state/progress.ts';
import type { Wanted } from './arguments.ts';
import { checkCase } from './case.ts';
import type { Choice } from './choose.ts';
import { type Context, freshSeed } from './context.node.ts';
import { Grading, type GradingOptions, ONCE, PROGRAMS } from './grading.node.ts';
import { readMine } from './mine.ts';
import { INTERRUPTED, NO_ISOLATION, Refusal } from './refusal.ts';
import { complain } from './screen.node.ts';
import { typeErrors } from './types.node.ts';
import { createReport } from './view.node.ts';

/** Grades an exercise and returns the exit code. @throws Refusal */
export async function gradeOnce(
  context: Context,
  choice: Choice,
  wanted: Wanted,
): Promise<number> {
  const { screen } = context;
  const job = jobOf(context, choice, wanted);
  if (wanted.json) {
    const result = await new Grading(context, job).run();
    if (result === undefined) return INTERRUPTED;
    remember(context, job, wanted, result);
    screen.write(jsonReport(result));
    context.notes().forEach(complain);
    return result.exit;
  }
  screen.quote();
  const report = createReport(context, job, wanted);
  screen.print(['', ...report.begin()]);
  const onStep = (step: StepResult): void => screen.print(report.step(step));
  const result = await new Grading(context, { ...job, onStep }).run();
  if (result === undefined) return INTERRUPTED;
  // The clock stops here: what follows is told, not graded.
  const seconds = performance.now() / 1000;
  remember(context, job, wanted, result);
  screen.takeBack(report.folds);
  screen.print(report.end(result));
  if (wanted.types) screen.print(await typeErrors(context, job));
  screen.print([...context.notes(), '']);
  screen.unquote();
  screen.print([sayVerdict(job, wanted, result, seconds)]);
  return result.exit;
}

function sayVerdict(
  job: GradingOptions,
  wanted: Wanted,
  result: Result,
  seconds: number,
): string {
  const steps = job.only?.size ?? job.chapter.steps.length;
  const told = wanted.verbose || result.isolation !== 'node';
  return verdictLine(result, {
    steps,
    ...(wanted.seed === undefined ? { seconds } : {}),
    ...(told ? { isolation: result.isolation } : {}),
    ...(wanted.verbose ? { seed: result.seed } : {}),
  });
}

/** What there is to grade. @throws Refusal */
export function jobOf(
  context: Context,
  { chapter, step }: Choice,
  wanted: Wanted,
): GradingOptions {
  const { seed, oneCase, isolation } = wanted;
  const weak = isolationProblem(isolation);
  if (weak !== undefined) throw new Refusal(`Not graded: ${weak}`, NO_ISOLATION);
  const only = checkCase(
    context.built,
    { chapter, ...(step && { step }) },
    oneCase,
  );
  const file = wanted.file === undefined ? undefined : context.full(wanted.file);
  if (file !== undefined && !existsSync(file)) {
    throw new Refusal(
      `There is no file ${context.near(file)}, which --file names.`,
    );
  }
  return {
    chapter,
    ...(only === undefined ? {} : { only }),
    seed: seed ?? freshSeed(),
    programs: oneCase === undefined ? ONCE : PROGRAMS,
    // A replay is the same each time, whatever is kept.
    kept:
      seed === undefined && oneCase === undefined ? context.kept(chapter.slug) : {},
    mine: readMine(context.index, wanted.mine),
    isolation,
    ...(file === undefined ? {} : { file }),
    ...(oneCase === undefined ? {} : { oneCase }),
  };
}

/** Keeps what the run showed: nothing of another file, or of one program alone. */
export function remember(
  context: Context,
  job: GradingOptions,
  wanted: Wanted,
  result: Result,
): void {
  if (job.file !== undefined || job.oneCase !== undefined) return;
  context.remember((progress) => afterRun(progress, result));
  if (wanted.seed !== undefined) return;
  const { slug } = job.chapter;
  context.keep(slug, job.kept, keptAfter(job.kept, result));
}

/** The files that a run reads, for those who watch or check them. */
export function foldersOf(
  context: Context,
  job: GradingOptions,
): readonly string[] {
  const others = context.index.chapters.filter(({ name }) => job.mine.has(name));
  const slugs = new Set([job.chapter, ...others].map(({ slug }) => slug));
  return [...slugs].map((slug) => context.exercise(slug));
}
