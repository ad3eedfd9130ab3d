// `npm run grade`: grades what a learner has begun, and writes what it came to in the
// formats that were asked for.

import { appendFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Context, freshSeed } from '../cli/context.node.ts';
import { orTold } from '../cli/fault.node.ts';
import type { Ready } from '../cli/main.ts';
import { readMine } from '../cli/mine.ts';
import { ONCE } from '../cli/programs.ts';
import { INTERRUPTED, NO_ISOLATION, Refusal } from '../cli/refusal.ts';
import { isolationProblem } from '../sandbox/limits.node.ts';
import { type GradeWanted, readGradeWords } from './arguments.ts';
import { type Chosen, chosen } from './chosen.node.ts';
import { FORMATS } from './formats/format.ts';
import { endLines, exerciseLines } from './formats/terminal.ts';
import { gradeAll } from './grading.node.ts';
import { GRADE_HELP } from './help.ts';
import { takeIn } from './intake/intake.node.ts';
import { sourceOf } from './intake/open.node.ts';
import { IntakeProblem } from './intake/picked.ts';
import { pointsFrom } from './points.node.ts';
import { endOnSignals, Pool } from './pool.node.ts';
import { type Sheet, type SheetExercise, sheetOf } from './sheet.ts';
import { writeReports } from './write.node.ts';

/** Does what `words` say, with what was built in `folder`; the exit code. */
export function main(
  root: string,
  folder: string,
  [, ...words]: readonly string[],
  ready: Ready,
): Promise<number> {
  return orTold(root, ['grade', ...words], async () => {
    const wanted = readGradeWords(words, process.env);
    if (wanted.help) {
      process.stdout.write(GRADE_HELP);
      return 0;
    }
    return grade(new Context(root, folder, process.env), wanted, ready);
  });
}

async function grade(
  context: Context,
  wanted: GradeWanted,
  ready: Ready,
): Promise<number> {
  const weak = isolationProblem(wanted.isolation);
  if (weak !== undefined) throw new Refusal(`Not graded: ${weak}`, NO_ISOLATION);
  const place = await placeOf(context, wanted);
  try {
    return await gradeAt(context, wanted, ready, place.root);
  } finally {
    place.remove();
  }
}

interface Root {
  /** Holds `exercises/`. */
  readonly root: string;
  remove(): void;
}

/** Where the exercises lie: here, or taken in from what somebody handed in. */
async function placeOf(context: Context, wanted: GradeWanted): Promise<Root> {
  const { built, index, root } = context;
  if (wanted.from === undefined) return { root, remove: () => {} };
  const names = readMine(index, wanted.only ?? 'all', 'only');
  const slugs = index.chapters.flatMap(({ name, slug }) =>
    names.has(name) ? [slug] : [],
  );
  const source = sourceOf(context.full(wanted.from));
  try {
    const { folder, remove } = await takeIn(source, new Set(slugs), built);
    return { root: folder, remove };
  } catch (error) {
    if (!(error instanceof IntakeProblem)) throw error;
    throw new Refusal(`--from ${wanted.from}: ${error.message}`, 1);
  }
}

async function gradeAt(
  context: Context,
  wanted: GradeWanted,
  ready: Ready,
  root: string,
): Promise<number> {
  const seed = wanted.seed ?? freshSeed();
  const points = pointsFrom(context, wanted.points);
  const exercises = join(root, 'exercises');
  const picked = chosen(context.built, (slug) => join(exercises, slug), wanted);
  const folder = await prepared(context, picked, ready);
  const pool = new Pool(join(folder, 'hand.cjs'), folder, handsFor(wanted, picked));
  endOnSignals(pool, INTERRUPTED);
  const view = new View(context, wanted);
  const head = { seed: seed.toString(16), isolation: wanted.isolation, points };
  try {
    const entries = await gradeAll(pool, {
      chosen: picked,
      mine: readMine(context.index, wanted.mine),
      root,
      job: { exercises, seed, programs: ONCE, isolation: wanted.isolation },
      onEntry: (entry, at) => view.show(sheetOf(head, [entry]).exercises, at),
    });
    const sheet = sheetOf(head, entries);
    deliver(context, wanted, sheet);
    view.end(sheet);
    return sheet.exit;
  } finally {
    pool.close();
  }
}

/** All that was picked is built; the folder that holds it. */
async function prepared(
  { built }: Context,
  picked: readonly Chosen[],
  ready: Ready,
): Promise<string> {
  let folder = '';
  for (const { chapter } of picked) folder = await ready(chapter.slug);
  built.moveTo(folder);
  return folder;
}

function handsFor({ jobs }: GradeWanted, picked: readonly Chosen[]): number {
  const begun = picked.filter((one) => one.begun).length;
  return Math.max(1, Math.min(jobs ?? availableParallelism(), begun));
}

/** Where the reports go: files, the standard output, and what GitHub reads. */
function deliver(context: Context, wanted: GradeWanted, sheet: Sheet): void {
  const { out, formats } = wanted;
  if (out !== undefined) writeReports(context.full(out), formats, sheet);
  else {
    const [only = ''] = formats;
    const format = FORMATS[only];
    if (format !== undefined) context.screen.write(format.write(sheet));
  }
  const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY } = process.env;
  if (GITHUB_ACTIONS !== 'true' || GITHUB_STEP_SUMMARY === undefined) return;
  appendFileSync(GITHUB_STEP_SUMMARY, FORMATS.markdown?.write(sheet) ?? '');
}

/** The terminal's view: exercises in their order, each when those before it are told. */
class View {
  readonly #context: Context;
  readonly #isShown: boolean;
  readonly #ready = new Map<number, readonly SheetExercise[]>();
  #next = 0;

  constructor(context: Context, { formats, out }: GradeWanted) {
    this.#context = context;
    this.#isShown = formats.includes('terminal') || out !== undefined;
    if (!this.#isShown) return;
    context.screen.quote();
    context.screen.print(['']);
  }

  show(exercises: readonly SheetExercise[], at: number): void {
    this.#ready.set(at, exercises);
    for (;;) {
      const next = this.#ready.get(this.#next);
      if (next === undefined) return;
      this.#next += 1;
      if (this.#isShown) this.#print(next);
    }
  }

  #print(exercises: readonly SheetExercise[]): void {
    const { screen } = this.#context;
    screen.print(exercises.flatMap((one) => exerciseLines(one, screen.look)));
  }

  end(sheet: Sheet): void {
    if (!this.#isShown) return;
    const { screen } = this.#context;
    screen.unquote();
    if (process.env.GITHUB_ACTIONS === 'true') {
      screen.write(FORMATS.github?.write(sheet) ?? '');
    }
    screen.print(endLines(sheet, performance.now() / 1000));
  }
}
