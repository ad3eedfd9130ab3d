// The course as the grader's tests need it: every exercise with what it is made of, and
// a way to grade files of it in this process.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readCourse } from '../../site/literate/course.node.ts';
import { type Course, starterFiles } from '../../site/literate/course.ts';
import { courseIndex, type IndexedChapter } from '../build/course-index.ts';
import { moduleFiles, mutate, readMutants } from '../build/mutants-module.node.ts';
import type { LoadedMutant } from '../core/diagnose.ts';
import { judge } from '../core/judge.ts';
import { type Factory, link } from '../core/link.ts';
import type { Result } from '../core/result.ts';
import type { Sandbox } from '../core/sandbox.ts';
import type { Mutant, Scenario, Subject } from '../core/scenario.ts';
import { toFactoryBody } from '../core/transform.ts';
import type { Load } from '../sandbox/protocol.ts';
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
  /** The reference with the mutant's words changed. */
  mutant(mutant: Mutant): Files;
  /** What a sandbox is given for such files. */
  load(files: Files, entry?: string): Load;
}

/** Every exercise of the course. */
export async function readExercises(): Promise<readonly Exercise[]> {
  const course = await readCourse(ROOT);
  const { chapters } = courseIndex(course);
  const graded = chapters.filter(({ steps }) => steps.length > 0);
  return Promise.all(graded.map((chapter) => readExercise(course, chapter)));
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
  const given = chapter.below.flatMap((lower) =>
    bodies(lower.slug, solution(lower.slug), false),
  );
  const names = Object.fromEntries(
    chapter.below.map((lower) => [`#${lower.name}`, `${lower.slug}/mod.ts`]),
  );
  return {
    chapter,
    scenario,
    reference,
    mutants: await readMutants(ROOT, slug),
    starters: (solved) => starterFiles(course, slug, { solved }),
    mutant: (mutant) => {
      const files = solution(slug);
      const source = files.get(mutant.file) ?? '';
      return new Map(files).set(mutant.file, mutate(source, mutant));
    },
    load: (files, entry = 'mod.ts') => ({
      modules: [...given, ...bodies(slug, files, true)],
      names,
      entry: `${slug}/${entry}`,
      exports: scenario.exports,
    }),
  };
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
    const body = compiled.get(source) ?? toFactoryBody(source);
    compiled.set(source, body);
    return { id: `${slug}/${file}`, body, own };
  });
}

export interface Options {
  readonly seed?: number;
  readonly programs?: number;
  readonly only?: ReadonlySet<string>;
  readonly entry?: string;
}

/** Grades files in this process. */
export function gradeInProcess(
  exercise: Exercise,
  files: Files,
  options: Options = {},
): Promise<Result> {
  const load = exercise.load(files, options.entry);
  const sandbox = new InProcessSandbox(exercise.scenario, load);
  return gradeIn(exercise, files, { ...options, sandbox });
}

/** Grades files in a sandbox that holds them. */
export function gradeIn(
  exercise: Exercise,
  files: Files,
  options: Options & { readonly sandbox: Sandbox },
): Promise<Result> {
  const { chapter, scenario, reference } = exercise;
  const { seed = 1, programs = 100, only, sandbox } = options;
  const request = { chapter, seed, programs, kept: {} };
  return judge({
    request: only === undefined ? request : { ...request, only },
    ...{ scenario, reference, sandbox },
    sources: files,
    mutants: () => exercise.mutants.map((mutant) => loaded(exercise, mutant)),
    now: () => 0,
    deadline: 60_000,
  });
}

function loaded(exercise: Exercise, mutant: Mutant): LoadedMutant {
  const { modules, names, entry } = exercise.load(exercise.mutant(mutant));
  const { id, step, looksAsIf, hint } = mutant;
  const factories = new Map(
    modules.map((module) => [
      module.id,
      new Function('require', 'exports', module.body) as Factory,
    ]),
  );
  return {
    ...{ id, step, looksAsIf, hint },
    load: () => link(entry, { factories, names: new Map(Object.entries(names)) }),
  };
}
