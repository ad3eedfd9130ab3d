// `npm run exercise 1`: grades once, tells what was found, remembers it.

import { existsSync } from 'node:fs';
import type { Result, StepResult } from '../core/result.ts';
import type { LocalRequest } from '../local/grade.node.ts';
import { verdictLine } from '../report/ending.ts';
import { jsonReport } from '../report/json.ts';
import { isolationProblem } from '../sandbox/limits.node.ts';
import { keptAfter } from '../state/cases.ts';
import { afterRun } from '../state/progress.ts';
import type { Wanted } from './arguments.ts';
import { checkCase } from './case.ts';
import type { Choice } from './choose.ts';
import { type Context, freshSeed } from './context.node.ts';
import { readMine } from './mine.ts';
import { ONCE, PROGRAMS } from './programs.ts';
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
  const request = requestOf(context, choice, wanted);
  if (wanted.json) {
    const result = await context.finish(context.grading(request));
    if (result === undefined) return INTERRUPTED;
    remember(context, request, wanted, result);
    screen.write(jsonReport(result));
    context.notes().forEach(complain);
    return result.exit;
  }
  screen.quote();
  const report = createReport(context, request, wanted);
  screen.print(['', ...report.begin()]);
  const onStep = (step: StepResult): void => screen.print(report.step(step));
  const result = await context.finish(context.grading(request, { onStep }));
  if (result === undefined) return INTERRUPTED;
  // The clock stops here: what follows is told, not graded.
  const seconds = performance.now() / 1000;
  remember(context, request, wanted, result);
  screen.takeBack(report.folds);
  screen.print(report.end(result));
  if (wanted.types) screen.print(await typeErrors(context, request));
  screen.print([...context.notes(), '']);
  screen.unquote();
  screen.print([sayVerdict(request, wanted, result, seconds)]);
  return result.exit;
}

function sayVerdict(
  request: LocalRequest,
  wanted: Wanted,
  result: Result,
  seconds: number,
): string {
  const steps = request.only?.size ?? request.chapter.steps.length;
  const told = wanted.verbose || result.isolation !== 'node';
  return verdictLine(result, {
    steps,
    ...(wanted.seed === undefined ? { seconds } : {}),
    ...(told ? { isolation: result.isolation } : {}),
    ...(wanted.verbose ? { seed: result.seed } : {}),
  });
}

/** What there is to grade. @throws Refusal */
export function requestOf(
  context: Context,
  { chapter, step }: Choice,
  wanted: Wanted,
): LocalRequest {
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
    prints: wanted.print,
    ...(file === undefined ? {} : { file }),
    ...(oneCase === undefined ? {} : { oneCase }),
  };
}

/** Keeps what the run showed: nothing of another file, or of one program alone. */
export function remember(
  context: Context,
  request: LocalRequest,
  wanted: Wanted,
  result: Result,
): void {
  if (request.file !== undefined || request.oneCase !== undefined) return;
  context.remember((progress) => afterRun(progress, result));
  if (wanted.seed !== undefined) return;
  const { slug } = request.chapter;
  context.keep(slug, request.kept, keptAfter(request.kept, result));
}

/** The files that a run reads, for those who watch or check them. */
export function foldersOf(
  context: Context,
  request: LocalRequest,
): readonly string[] {
  const others = context.index.chapters.filter(({ name }) =>
    request.mine.has(name),
  );
  const slugs = new Set([request.chapter, ...others].map(({ slug }) => slug));
  return [...slugs].map((slug) => context.exercise(slug));
}
