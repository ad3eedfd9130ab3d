// Builds what a run needs into a cache folder: the command line and the index of the
// course at once; an exercise (its judge's half, its mutants, its sandbox) and what it
// is given when it is first asked for. Started by start/prepare.mjs.

import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { readCourse } from '../../site/literate/course.node.ts';
import { chapterNumber } from '../../site/literate/derive.ts';
import type { Factory } from '../core/link.ts';
import { COUNTERS } from '../core/meter.ts';
import type { Scenario } from '../core/scenario.ts';
import { toCountedBody } from '../core/transform.ts';
import { type Work, weighReference } from '../core/work.ts';
import {
  type CourseIndex,
  type ExerciseFiles,
  exerciseFiles,
  type IndexedChapter,
  joinEntries,
  type OwnEntry,
  ownEntries,
} from './course-index.ts';
import {
  moduleFiles,
  mutantsModule,
  referenceModule,
} from './mutants-module.node.ts';
import { bundle, writeJson, writePart } from './part.node.ts';

/** Fills `out` with everything that a run of the grader may load. */
export async function buildGrader(root: string, out: string): Promise<void> {
  await buildBase(root, out);
  for (const { slug, steps } of readIndex(out)) {
    if (steps.length > 0) await buildExercise(root, out, slug);
  }
}

/** What every run loads. Parts that stand in `out` already are not built again. */
export async function buildBase(root: string, out: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  await Promise.all([buildCommandLine(root, out), buildIndex(root, out)]);
}

async function buildCommandLine(root: string, out: string): Promise<void> {
  if (existsSync(join(out, 'cli.part.json'))) return;
  const plugins = [lazyCompiler()];
  const read = await Promise.all([
    ...Object.entries(COMMANDS).map(([to, from]) =>
      bundle(root, out, { from, to, small: true, plugins }),
    ),
    bundle(root, out, {
      from: 'kubewright:compiler',
      to: 'compiler.cjs',
      source: () =>
        "export { transform } from 'sucrase';\nexport { parse } from 'acorn';",
      small: true,
    }),
  ]);
  const outputs = [...Object.keys(COMMANDS), 'compiler.cjs'];
  const files = [...new Set(read.flat())];
  writePart(out, 'cli', { files, folders: [], outputs });
}

/** A run of an exercise loads the first alone; a grading of several, the others. */
const COMMANDS = {
  'cli.cjs': 'grader/cli/main.ts',
  'grade.cjs': 'grader/grade/main.ts',
  'hand.cjs': 'grader/grade/hand.node.ts',
  'class.cjs': 'grader/class/main.ts',
};

/** A chapter's line in the index is read again only when the chapter has changed. */
async function buildIndex(root: string, out: string): Promise<void> {
  const names = readdirSync(join(root, 'chapters'));
  const slugs = names.flatMap((name) => /^(\d\d-\w+)\.md$/.exec(name)?.[1] ?? []);
  const entries: OwnEntry[] = [];
  for (const slug of slugs.sort((a, b) => chapterNumber(a) - chapterNumber(b))) {
    const file = `index-${slug}.json`;
    if (!existsSync(join(out, file))) await buildEntry(root, out, slug);
    entries.push(...readJson<OwnEntry[]>(join(out, file)));
  }
  writeJson(join(out, 'course.json'), joinEntries(entries));
}

/** What a chapter's own files say of it, and what its exercise begins with. */
async function buildEntry(root: string, out: string, slug: string): Promise<void> {
  const course = await readCourse(root, slug);
  const entries = ownEntries(course);
  const outputs = [`index-${slug}.json`, `files-${slug}.json`];
  const steps = entries.flatMap((entry) => entry.steps).length;
  writeJson(join(out, `files-${slug}.json`), exerciseFiles(course, slug, steps));
  writeJson(join(out, `index-${slug}.json`), entries);
  writePart(out, `index-${slug}`, {
    files: [`chapters/${slug}.md`],
    folders: [`solutions/${slug}`],
    outputs,
  });
}

/** An exercise, and the chapters that it stands on. */
export async function buildExercise(
  root: string,
  out: string,
  slug: string,
): Promise<void> {
  const chapters = readIndex(out);
  const chapter = chapters.find((one) => one.slug === slug);
  if (chapter === undefined) return;
  const { below } = chapter;
  for (const lower of below) buildGiven(root, out, lower);
  if (existsSync(join(out, `exercise-${slug}.part.json`))) return;
  const scenario = `export { scenario } from './grader/scenarios/${slug}.ts';`;
  const pack = scenario + referenceModule(chapter);
  const sandbox = 'grader/sandbox/process.node.ts';
  const mutants = (): Promise<string> => mutantsModule(root, chapter);
  const jobs = [
    { from: 'kubewright:pack', to: `pack-${slug}.cjs`, source: () => pack },
    { from: sandbox, to: `sandbox-${slug}.cjs`, source: () => scenario },
    { from: 'kubewright:mutants', to: `mutants-${slug}.cjs`, source: mutants },
  ];
  const read = await Promise.all(jobs.map((job) => bundle(root, out, job)));
  const files = readJson<ExerciseFiles>(join(out, `files-${slug}.json`));
  const bodies = bodiesOf(files);
  writeJson(join(out, `bodies-${slug}.json`), bodies);
  const work = await weigh(out, chapter, files, new Map(bodies));
  writeJson(join(out, `work-${slug}.json`), work);
  const own = [`chapters/${slug}.md`, `grader/mutants/${slug}.ts`];
  writePart(out, `exercise-${slug}`, {
    files: [...new Set([...own, ...read.flat()])],
    // With what it is given it goes out of date, and is built again.
    folders: [slug, ...below.map((one) => one.slug)].map(
      (one) => `solutions/${one}`,
    ),
    outputs: [
      ...jobs.map(({ to }) => to),
      ...[`bodies-${slug}.json`, `work-${slug}.json`],
    ],
  });
}

/** What the costs of an exercise come to for the reference. */
function weigh(
  out: string,
  { slug, below }: IndexedChapter,
  { reference }: ExerciseFiles,
  bodies: ReadonlyMap<string, string>,
): Promise<Work> {
  const pack = join(out, `pack-${slug}.cjs`);
  const { scenario } = createRequire(pack)(pack) as { scenario: Scenario };
  const given = below.flatMap(({ name }) =>
    readJson<{ id: string; body: string }[]>(join(out, `given-${name}.json`)),
  );
  const own = Object.entries(reference).map(([file, source]) => {
    return { id: `${slug}/${file}`, body: bodies.get(source) ?? '' };
  });
  return weighReference(scenario, {
    modules: [...given, ...own],
    names: Object.fromEntries(
      below.map((one) => [`#${one.name}`, `${one.slug}/mod.ts`]),
    ),
    entry: `${slug}/mod.ts`,
    compile: (body) =>
      new Function('require', 'exports', COUNTERS, body) as Factory,
  });
}

type Below = IndexedChapter['below'][number];

/** The reference of a chapter as modules for the sandbox of a later one. */
function buildGiven(root: string, out: string, { slug, name }: Below): void {
  const file = `given-${name}.json`;
  if (existsSync(join(out, file))) return;
  const folder = join(root, 'solutions', slug);
  const modules = moduleFiles(folder).map((module) => ({
    id: `${slug}/${module}`,
    body: toCountedBody(readFileSync(join(folder, module), 'utf8')),
  }));
  writeJson(join(out, file), modules);
  writePart(out, `given-${name}`, {
    files: [],
    folders: [`solutions/${slug}`],
    outputs: [file],
  });
}

function readIndex(out: string): readonly IndexedChapter[] {
  return readJson<CourseIndex>(join(out, 'course.json')).chapters;
}

/** What this file wrote itself. */
function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

/** Our own texts compiled ahead: what a learner did not touch needs no compiler. */
function bodiesOf(files: ExerciseFiles): [string, string][] {
  const { starters, bare, reference } = files;
  const sources = new Set([
    ...Object.values(starters),
    ...Object.values(bare),
    ...Object.values(reference),
  ]);
  return [...sources].map((source) => [source, toCountedBody(source)]);
}

/** Leaves the compiler in a file of its own: most runs compile nothing. */
function lazyCompiler(): Plugin {
  const contents = ['transform', 'parse']
    .map(
      (name) =>
        `exports.${name} = (...args) => require('./compiler.cjs').${name}(...args);`,
    )
    .join('\n');
  return {
    name: 'lazy-compiler',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(?:sucrase|acorn)$/ }, ({ path }) => {
        return { path, namespace: 'lazy' };
      });
      onResolve({ filter: /^\.\/compiler\.cjs$/ }, ({ path }) => {
        return { path, external: true };
      });
      onLoad({ filter: /.*/, namespace: 'lazy' }, () => ({ contents }));
    },
  };
}
