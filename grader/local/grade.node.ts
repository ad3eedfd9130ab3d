// Grades an exercise on this machine: reads what was built, takes the learner's files
// in, opens a sandbox process and lets the judge (core/judge.ts) do the rest.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type {
  CourseIndex,
  ExerciseFiles,
  IndexedChapter,
} from '../build/course-index.ts';
import type { LoadedMutant } from '../core/diagnose.ts';
import { type Job, judge } from '../core/judge.ts';
import type { Plain } from '../core/plain.ts';
import {
  exitOf,
  type ModuleProblem,
  type Result,
  type StepResult,
} from '../core/result.ts';
import type { Scenario, Subject } from '../core/scenario.ts';
import type { Isolation } from '../sandbox/limits.node.ts';
import { ProcessSandbox, Runner } from '../sandbox/process-sandbox.node.ts';
import type { Load } from '../sandbox/protocol.ts';
import { type LearnerCode, LearnerProblem, readLearner } from './learner.node.ts';

/** The folder that build.node.ts filled for this state of the sources. */
export class Built {
  readonly #folder: string;
  /** What was read already: a watched exercise is graded many times. */
  readonly #read = new Map<string, unknown>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  index(): CourseIndex {
    return this.#json('course.json') as CourseIndex;
  }

  files(slug: string): ExerciseFiles {
    return this.#json(`files-${slug}.json`) as ExerciseFiles;
  }

  /** Our own texts, and what they compile to. */
  bodies(slug: string): ReadonlyMap<string, string> {
    return new Map(this.#json(`bodies-${slug}.json`) as [string, string][]);
  }

  given(name: string): Load['modules'] {
    const modules = this.#json(`given-${name}.json`) as {
      id: string;
      body: string;
    }[];
    return modules.map((module) => ({ ...module, own: false }));
  }

  pack(slug: string): { scenario: Scenario; reference: Subject } {
    return this.#load(`pack-${slug}.cjs`) as {
      scenario: Scenario;
      reference: Subject;
    };
  }

  mutants(slug: string): readonly LoadedMutant[] {
    const { mutants } = this.#load(`mutants-${slug}.cjs`) as {
      mutants: LoadedMutant[];
    };
    return mutants;
  }

  sandboxScript(slug: string): string {
    return join(this.#folder, `sandbox-${slug}.cjs`);
  }

  #json(file: string): unknown {
    let value = this.#read.get(file);
    if (value === undefined) {
      value = JSON.parse(readFileSync(join(this.#folder, file), 'utf8'));
      this.#read.set(file, value);
    }
    return value;
  }

  #load(file: string): unknown {
    const path = join(this.#folder, file);
    return createRequire(path)(path);
  }
}

export interface GradeOptions {
  readonly built: Built;
  readonly chapter: IndexedChapter;
  /** The folder of exercises, for the learner's chapter and those named in `mine`. */
  readonly exercises: string;
  /** Chapters, by name, whose learner's version stands in for the reference. */
  readonly mine: ReadonlySet<string>;
  /** A file to grade in place of the learner's. */
  readonly file?: string;
  readonly seed: number;
  readonly programs: number;
  readonly only?: ReadonlySet<string>;
  readonly oneCase?: string;
  readonly kept: Readonly<Record<string, readonly Plain[]>>;
  readonly isolation: Isolation;
  /** Gives a process that was started ahead of time, or starts one. */
  readonly runner?: () => Runner;
  readonly onStep?: (result: StepResult) => void;
}

/** How long a whole run may take, in milliseconds. */
const WHOLE_RUN_MS = 10_000;

/** Grades one exercise. What the learner did wrong is in the result, never thrown. */
export async function grade(options: GradeOptions): Promise<Result> {
  const { built, chapter } = options;
  const runner = options.runner ?? (() => startRunner(options));
  const first = runner();
  try {
    return await gradeWith(options, first, runner);
  } catch (error) {
    if (!(error instanceof LearnerProblem)) throw error;
    return refused(options, error.problem);
  } finally {
    first.end({ verdict: 'ended-the-process', words: '' });
  }

  function startRunner({ isolation }: GradeOptions): Runner {
    return new Runner(built.sandboxScript(chapter.slug), isolation);
  }
}

async function gradeWith(
  options: GradeOptions,
  first: Runner,
  runner: () => Runner,
): Promise<Result> {
  const { built, chapter, exercises, file, isolation } = options;
  const { scenario, reference } = built.pack(chapter.slug);
  const instead =
    file === undefined ? undefined : { path: file, as: scenario.file };
  const folder = join(exercises, chapter.slug);
  const bodies = built.bodies(chapter.slug);
  const code = readLearner(folder, chapter.slug, instead, bodies);
  let spare: Runner | undefined = first;
  const sandbox = new ProcessSandbox({
    isolation,
    load: loadOf(options, code, scenario),
    runner: () => {
      const next = spare ?? runner();
      spare = undefined;
      return next;
    },
  });
  const now = (): number => performance.now();
  const job: Job = {
    ...options,
    exercise: exerciseOf(chapter),
    steps: chapter.steps,
    scenario,
    reference,
    sandbox,
    mutants: () => built.mutants(chapter.slug),
    todoAt: (where) => todoAt(code, where),
    now,
    deadline: now() + WHOLE_RUN_MS,
  };
  const result = await judge(job);
  return { ...result, output: await sandbox.printed() };
}

/** The learner's modules, and under them those of lower chapters: given or their own. */
function loadOf(
  options: GradeOptions,
  code: LearnerCode,
  scenario: Scenario,
): Load {
  const { built, chapter, exercises, mine, file } = options;
  const { chapters } = built.index();
  const lower = closure(chapters, chapter).flatMap(({ name, slug }) =>
    mine.has(name)
      ? readLearner(join(exercises, slug), slug).modules
      : built.given(name),
  );
  const entry = file === undefined ? 'mod.ts' : scenario.file;
  return {
    modules: [...lower, ...code.modules],
    names: Object.fromEntries(
      closure(chapters, chapter).map(({ name, slug }) => [
        `#${name}`,
        `${slug}/mod.ts`,
      ]),
    ),
    entry: `${chapter.slug}/${entry}`,
    exports: scenario.exports,
  };
}

/** The chapters that a chapter stands on, directly or not. */
function closure(
  chapters: readonly IndexedChapter[],
  { needs }: IndexedChapter,
): readonly IndexedChapter[] {
  const found = new Map<string, IndexedChapter>();
  const visit = (name: string): void => {
    const chapter = chapters.find((candidate) => candidate.name === name);
    if (chapter === undefined || found.has(name)) return;
    found.set(name, chapter);
    chapter.needs.forEach(visit);
  };
  // Every exercise may use the world.
  ['world', ...needs].forEach(visit);
  return [...found.values()];
}

/** The author's words in the line above the throw: `// TODO 1.3: …`. */
function todoAt({ sources }: LearnerCode, where: string): string | undefined {
  const [file = '', line = '0'] = where.split(':');
  const above = sources.get(file)?.split('\n')[Number(line) - 2] ?? '';
  return /\/\/ TODO [\d.]+: (.+)$/.exec(above)?.[1];
}

function exerciseOf({ number, slug, title }: IndexedChapter): Result['exercise'] {
  return { number, slug, title };
}

function refused(options: GradeOptions, problem: ModuleProblem): Result {
  return {
    format: 'kubewright-result',
    version: 1,
    exercise: exerciseOf(options.chapter),
    seed: options.seed.toString(16),
    isolation: options.isolation,
    problem,
    steps: [],
    output: { text: '', dropped: 0 },
    exit: exitOf([], problem),
  };
}
