// The course as the grader's tests need it: every exercise with what it is made of, and
// a way to grade files of it in this process.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deriveBare } from '../../site/literate/bare.ts';
import { readCourse } from '../../site/literate/course.node.ts';
import { type Course, starterFiles } from '../../site/literate/course.ts';
import { courseIndex, type IndexedChapter } from '../build/course-index.ts';
import { moduleFiles, mutate, readMutants } from '../build/mutants-module.node.ts';
import type { LoadedMutant } from '../core/diagnose.ts';
import type { Job } from '../core/job.ts';
import { judge } from '../core/judge.ts';
import { type Exports, type Factory, link } from '../core/link.ts';
import { COUNTERS, type Counting, UNCOUNTED } from '../core/meter.ts';
import type { Result } from '../core/result.ts';
import type { Mutant, Parts, Scenario, Subject } from '../core/scenario.ts';
import { type Work, weighReference } from '../core/work.ts';
import type { Load } from '../sandbox/protocol.ts';
import { bodyOf } from './body-of.ts';
import { InProcessSandbox } from './in-process-sandbox.ts';

export const ROOT: string = fileURLToPath(new URL('../..', import.meta.url));

/** File names to TypeScript. */
export type Files = ReadonlyMap<string, string>;

export interface Exercise {
  readonly chapter: IndexedChapter;
  readonly scenario: Scenario;
  readonly reference: Subject;
  readonly mutants: readonly Mutant[];
  /** What the learner begins with; steps up to `solved` are filled by the reference. */
  starters(solved: number): Files;
  /** The public face alone. */
  bare(): Files;
  /** The reference with the mutant's words changed. */
  mutant(mutant: Mutant): Files;
  /** The lower chapters as they are. */
  readonly parts: Parts;
  /** What the costs of the steps come to for the reference. */
  readonly work: Work;
  /** What a sandbox is given for such files. */
  load(files: Files, options?: LoadOptions): Load;
}

export interface LoadOptions {
  readonly entry?: string;
  /** The learner's own files of lower chapters, by name. */
  readonly mine?: ReadonlyMap<string, Files>;
}

/** Every exercise of the course, or the one that a part of the test run is about. */
export async function readExercises(slug?: string): Promise<readonly Exercise[]> {
  const course = await readCourse(ROOT);
  const { chapters } = courseIndex(course);
  const graded = chapters.filter(
    (chapter) =>
      chapter.steps.length > 0 && (slug ?? chapter.slug) === chapter.slug,
  );
  return Promise.all(graded.map((chapter) => readExercise(course, chapter)));
}

/** Whether this run tries all that there is; else it is one more, on another Node. */
export function isAllTried(): boolean {
  return process.env.KUBEWRIGHT_EXERCISES === undefined;
}

/** Whether an exercise is tried in this run: KUBEWRIGHT_EXERCISES may name a few. */
export function isTried(slug: string): boolean {
  return process.env.KUBEWRIGHT_EXERCISES?.split(',').includes(slug) ?? true;
}

async function readExercise(
  course: Course,
  chapter: IndexedChapter,
): Promise<Exercise> {
  const { slug, name } = chapter;
  const at = (path: string): string => pathToFileURL(join(ROOT, path)).href;
  const { scenario } = (await import(at(`grader/scenarios/${slug}.ts`))) as {
    scenario: Scenario;
  };
  const reference = (await import(`#${name}`)) as Subject;
  const names = Object.fromEntries(
    chapter.below.map((lower) => [`#${lower.name}`, `${lower.slug}/mod.ts`]),
  );
  return {
    chapter,
    scenario,
    reference,
    mutants: await readMutants(ROOT, slug),
    starters: (solved) => starterFiles(course, slug, { solved }),
    bare: () =>
      deriveBare(
        starterFiles(course, slug, { solved: chapter.steps.length }),
        chapter.number,
      ),
    mutant: (mutant) => {
      const files = solution(slug);
      const source = files.get(mutant.file) ?? '';
      return new Map(files).set(mutant.file, mutate(source, mutant));
    },
    parts: await partsOf(chapter),
    work: await weighReference(scenario, {
      modules: [...chapter.below, chapter].flatMap((one) =>
        bodies(one.slug, solution(one.slug), true),
      ),
      ...{ names, entry: `${slug}/mod.ts` },
      compile: (body) =>
        new Function('require', 'exports', COUNTERS, body) as Factory,
    }),
    load: (files, { entry = 'mod.ts', mine = new Map() } = {}) => ({
      modules: [
        ...chapter.below.flatMap((lower) => {
          const own = mine.get(lower.name);
          return bodies(lower.slug, own ?? solution(lower.slug), own !== undefined);
        }),
        ...bodies(slug, files, true),
      ],
      names,
      entry: `${slug}/${entry}`,
      exports: scenario.exports,
    }),
  };
}

async function partsOf({ below }: IndexedChapter): Promise<Parts> {
  const modules = await Promise.all(below.map(({ name }) => import(`#${name}`)));
  const parts = below.map(({ name }, i) => [name, modules[i]] as const);
  return Object.fromEntries(parts) as unknown as Parts;
}

function solution(slug: string): Files {
  const folder = join(ROOT, 'solutions', slug);
  const files = moduleFiles(folder);
  return new Map(
    files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  );
}

const compiled = new Map<string, string>();

function bodies(slug: string, files: Files, own: boolean): Load['modules'] {
  return Array.from(files, ([file, source]) => {
    const body = compiled.get(source) ?? bodyOf(source);
    compiled.set(source, body);
    return { id: `${slug}/${file}`, body, own };
  });
}

export interface Options extends LoadOptions {
  readonly seed?: number;
  readonly programs?: number;
  readonly only?: ReadonlySet<string>;
  /** Without the costs, which are the same for every seed. */
  readonly isUnweighed?: true;
}

/** Grades files in this process. */
export function gradeInProcess(
  exercise: Exercise,
  files: Files,
  options: Options = {},
): Promise<Result> {
  const load = exercise.load(files, options);
  const sandbox = new InProcessSandbox(exercise.scenario, load);
  return gradeIn(exercise, files, { ...options, sandbox });
}

/** Grades files in a sandbox that holds them. */
export function gradeIn(
  exercise: Exercise,
  files: Files,
  options: Options & Pick<Job, 'sandbox' | 'onGiven' | 'memory'>,
): Promise<Result> {
  const { chapter, reference, parts, work } = exercise;
  const { seed = 1, programs = 100, only, sandbox, onGiven, memory } = options;
  const request = { chapter, seed, programs, kept: {} };
  const scenario = options.isUnweighed
    ? unweighed(exercise.scenario)
    : exercise.scenario;
  return judge({
    request: only === undefined ? request : { ...request, only },
    ...{ scenario, reference, parts, work, sandbox, onGiven, memory },
    sources: files,
    mutants: () => exercise.mutants.map((mutant) => loaded(exercise, mutant)),
    now: () => 0,
    deadline: 60_000,
  });
}

/** A mutant as the judge holds it against what it sees. */
export function loaded(exercise: Exercise, mutant: Mutant): LoadedMutant {
  const { slug } = exercise.chapter;
  const { id, step, looksAsIf, hint } = mutant;
  const factories = new Map(
    bodies(slug, exercise.mutant(mutant), true).map((module) => [
      module.id,
      new Function('require', 'exports', COUNTERS, module.body) as Factory,
    ]),
  );
  return {
    ...{ id, step, looksAsIf, hint },
    load: (parts, counting) => {
      const named = Object.entries(parts).map(([name, part]) => [`#${name}`, part]);
      const names = new Map(named as [string, Exports][]);
      const counted = (id: string): Counting =>
        id === `${slug}/${mutant.file}` ? counting : UNCOUNTED;
      return link({ factories, names, counting: counted }).module(`${slug}/mod.ts`);
    },
  };
}

/** Whether a style says of itself that it works more than the chapter promises. */
export function saysSlow(source: string): boolean {
  return /^\/\/ .*Slow, and right\.$/m.test(source);
}

function unweighed(scenario: Scenario): Scenario {
  return {
    ...scenario,
    steps: scenario.steps.map((step) => ({ ...step, costs: [] })),
  };
}
