// `npm run mutate [N]`: how good is an exercise at telling wrong code from right? Stryker
// changes the modules that hold its steps in small ways, one at a time; the grader's
// programs must notice.
// What is not noticed has to be explained in grader/mutants/NN-name.survivors.md.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { build } from 'esbuild';
import { courseIndex, type IndexedChapter } from '../grader/build/course-index.ts';
import { referenceModule } from '../grader/build/mutants-module.node.ts';
import { readCourse } from '../site/literate/course.node.ts';
import type { Source } from '../site/literate/regions.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The share of mutants, in percent, that an exercise has to kill. */
const GOAL = 95;

/**
 * What the exercise's modules hold for later chapters: no call of chapter 01 reaches it.
 * `undo` has unit tests; forgetting and the floor are played by chapter 03's exercise.
 */
const BEYOND: readonly (readonly [place: string, line?: RegExp])[] = [
  ['01-store/history.ts#forget'],
  ['01-store/key-index.ts#remove'],
  ['01-store/read.ts#revision', /floor|compacted/],
  ['01-store/write-txn.ts#undo'],
];

/**
 * Left out: `?.` and `[]` stand where the type checker asks what happens if an index
 * finds nothing, at places where it always does; changing them changes nothing.
 */
const EXCLUDED = ['OptionalChaining', 'ArrayDeclaration'];

interface Mutant {
  readonly status: string;
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number } };
}

delete process.env.NODE_EXTRA_CA_CERTS;
process.exitCode = await main(process.argv[2]);

async function main(word: string | undefined): Promise<number> {
  const course = await readCourse(ROOT);
  const { chapters } = courseIndex(course);
  const graded = chapters.filter(({ steps }) => steps.length > 0);
  const chosen = graded.filter(
    ({ number }) => word === undefined || String(number) === word,
  );
  if (chosen.length === 0) {
    console.error(
      `There is no exercise ${word}; there are ${graded.map(({ number }) => number).join(', ')}.`,
    );
    return 2;
  }
  let exit = 0;
  for (const chapter of chosen) {
    const told = [...course.sources.values()]
      .filter(({ file }) => file.startsWith(`${chapter.slug}/`))
      .filter(({ holes }) => holes.length > 0);
    const mutants = await mutate(
      chapter,
      told.map(({ file }) => `solutions/${file}`),
    );
    const score = report(
      chapter,
      mutants.filter((mutant) => !told.some((source) => isBeyond(source, mutant))),
    );
    if (score < GOAL) exit = 1;
  }
  return exit;
}

/** Whether a mutant lies where the exercise does not reach. */
function isBeyond({ file, regions, lines }: Source, mutant: Mutant): boolean {
  if (!mutant.fileName.endsWith(file)) return false;
  const { line } = mutant.location.start;
  return BEYOND.some(([place, words]) => {
    const region = regions.get(place.slice(file.length + 1));
    if (!place.startsWith(`${file}#`) || region === undefined) return false;
    if (line <= region.from || line > region.to) return false;
    return words === undefined || words.test(lines[line - 1] ?? '');
  });
}

async function mutate(
  chapter: IndexedChapter,
  files: string[],
): Promise<readonly Mutant[]> {
  const lower = chapter.below.map(({ name }) => name);
  const harness = await buildHarness(chapter);
  const command = `node ${JSON.stringify(join(ROOT, 'tools/mutate/run.mjs'))}`;
  return new Stryker({
    mutate: files,
    testRunner: 'command',
    commandRunner: {
      command: `${command} ${JSON.stringify(harness)} ${[chapter.slug, ...lower].join(' ')}`,
    },
    // What a sandbox of Stryker's needs of the project, and nothing else.
    ignorePatterns: ['**', '!package.json', '!solutions/**/*.ts'],
    tempDirName: join(ROOT, '.kubewright', 'mutate', 'tmp'),
    mutator: { excludedMutations: EXCLUDED },
    coverageAnalysis: 'off',
    symlinkNodeModules: false,
    reporters: ['json'],
    jsonReporter: {
      fileName: join(ROOT, 'reports', `stryker-${chapter.slug}.json`),
    },
    plugins: [],
    concurrency: 2,
    timeoutMS: 10_000,
    allowConsoleColors: false,
    logLevel: 'warn',
    fileLogLevel: 'off',
  } as ConstructorParameters<typeof Stryker>[0]).runMutationTest();
}

/** The exercise's programs and the reference in one script, built from what is true. */
async function buildHarness(chapter: IndexedChapter): Promise<string> {
  const { slug } = chapter;
  const folder = join(ROOT, '.kubewright', 'mutate');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `harness-${slug}.cjs`);
  await build({
    stdin: {
      contents: `
        export { scenario } from './grader/scenarios/${slug}.ts';
        ${referenceModule(chapter)}
        export { toldApart } from './tools/mutate/harness.ts';`,
      resolveDir: ROOT,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    logLevel: 'error',
  });
  return outfile;
}

/** Prints what was found, and gives the share that was killed, in percent. */
function report({ slug }: IndexedChapter, mutants: readonly Mutant[]): number {
  const of = (...statuses: string[]): readonly Mutant[] =>
    mutants.filter(({ status }) => statuses.includes(status));
  const killed = of('Killed', 'Timeout').length;
  const survivors = of('Survived', 'NoCoverage');
  const score = (100 * killed) / Math.max(1, killed + survivors.length);
  console.log(
    `${slug}: ${score.toFixed(1)} % killed (${killed} of ${killed + survivors.length}, ` +
      `${of('Timeout').length} by time)`,
  );
  for (const { fileName, location, mutatorName, replacement = '' } of survivors) {
    const place = `${fileName.slice(fileName.indexOf(slug))}:${location.start.line}`;
    const text = replacement.replace(/\s+/g, ' ').slice(0, 70);
    console.log(`  survived  ${place}  ${mutatorName}  → ${text}`);
  }
  mkdirSync(join(ROOT, 'reports'), { recursive: true });
  const file = join(ROOT, 'reports', `mutation-${slug}.json`);
  writeFileSync(file, JSON.stringify(mutants, null, 1));
  return score;
}
