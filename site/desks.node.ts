// Builds what a page needs to grade its exercise: one script a chapter, loaded when it is
// asked for. What was built is kept, by the sources that it was made from.

import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { buildBase, buildExercise } from '../grader/build/build.node.ts';
import type { CourseIndex, IndexedChapter } from '../grader/build/course-index.ts';
import {
  mutantsModule,
  referenceModule,
} from '../grader/build/mutants-module.node.ts';
import { Built } from '../grader/local/built.node.ts';
import { bundled, writeDeskStyle } from './bundled.node.ts';
import type { DeskData } from './desk/data.ts';
import { parseHead } from './literate/front-matter.ts';

/** The script of a chapter's desk. */
export const deskFile = (slug: string): string => `${slug}.desk.js`;

export interface DesksOptions {
  readonly root: string;
  readonly out: string;
  /** Where built scripts are kept. */
  readonly cache: string;
  /** Only these chapters; all, where it is not said. */
  readonly slugs?: ReadonlySet<string>;
}

/** Writes a script for each exercise, and the style. Answers with the names. */
export async function buildDesks(
  options: DesksOptions,
): Promise<readonly string[]> {
  const { root, out, cache, slugs } = options;
  mkdirSync(cache, { recursive: true });
  mkdirSync(out, { recursive: true });
  const work = join(cache, `${process.pid}`);
  try {
    const names: string[] = [];
    for (const slug of exercisesIn(root)) {
      if (slugs !== undefined && !slugs.has(slug)) continue;
      const kept = join(cache, `${slug}-${keyOf(root, slug)}.js`);
      if (!existsSync(kept)) {
        forget(cache, slug);
        writeFileSync(kept, await buildDesk(root, work, slug));
      }
      copyFileSync(kept, join(out, deskFile(slug)));
      names.push(deskFile(slug));
    }
    return [...names, await writeDeskStyle(root, out)];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function exercisesIn(root: string): readonly string[] {
  return readdirSync(join(root, 'grader/scenarios'))
    .flatMap((name) => /^(\d\d-\w+)\.ts$/.exec(name)?.[1] ?? [])
    .sort();
}

function forget(cache: string, slug: string): void {
  for (const name of readdirSync(cache)) {
    if (name.startsWith(`${slug}-`)) rmSync(join(cache, name));
  }
}

/** Of all sources that may be in it: the chapter's, and those of all that it stands on. */
function keyOf(root: string, slug: string): string {
  const hash = createHash('sha256');
  const below = [...standsOn(root, slug)].map((one) => `solutions/${one}`);
  const folders = [...below, 'site/desk', 'site/literate'];
  const rooms = ['core', 'sandbox', 'report', 'build'].map(
    (room) => `grader/${room}`,
  );
  const own = [`grader/scenarios/${slug}`];
  const files = [`grader/scenarios/${slug}.ts`, `grader/mutants/${slug}.ts`];
  for (const folder of [...folders, ...rooms, ...own]) addBelow(hash, root, folder);
  for (const file of [
    ...files,
    `chapters/${slug}.md`,
    'package-lock.json',
    'site/bundled.node.ts',
  ]) {
    add(hash, root, file);
  }
  return hash.digest('hex').slice(0, 16);
}

/** The chapter, and all below it, directly or not; every exercise may use the world. */
function standsOn(root: string, slug: string): ReadonlySet<string> {
  const slugs = new Map(
    readdirSync(join(root, 'chapters')).flatMap((name) => {
      const [, found, short] = /^(\d\d-(\w+))\.md$/.exec(name) ?? [];
      return found === undefined || short === undefined ? [] : [[short, found]];
    }),
  );
  const found = new Set([slug]);
  for (const one of found) {
    const file = `chapters/${one}.md`;
    const text = readFileSync(join(root, file), 'utf8');
    for (const name of [
      'world',
      ...(parseHead({ file, text }).head?.needs ?? []),
    ]) {
      const lower = slugs.get(name);
      if (lower !== undefined) found.add(lower);
    }
  }
  return found;
}

type Hash = ReturnType<typeof createHash>;

function addBelow(hash: Hash, root: string, folder: string): void {
  if (!existsSync(join(root, folder))) return;
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) addBelow(hash, root, path);
    else if (!/\.test\.ts$/.test(path)) add(hash, root, path);
  }
}

function add(hash: Hash, root: string, file: string): void {
  const path = join(root, file);
  if (!existsSync(path)) return;
  const text = readFileSync(path);
  hash.update(`${file} ${text.length}\n`).update(text);
}

async function buildDesk(
  root: string,
  work: string,
  slug: string,
): Promise<string> {
  await buildBase(root, work);
  await buildExercise(root, work, slug);
  const { chapters } = JSON.parse(
    readFileSync(join(work, 'course.json'), 'utf8'),
  ) as CourseIndex;
  const chapter = chapters.find((one) => one.slug === slug);
  if (chapter === undefined) throw new Error(`there is no exercise ${slug}`);
  const scenario = `export { scenario } from './grader/scenarios/${slug}.ts';`;
  const { script: runner } = await bundled(root, 'grader/sandbox/worker.ts', {
    'kubewright:scenario': scenario,
  });
  const data = dataOf(new Built(work), chapter, runner);
  const desk = await bundled(root, 'site/desk/entry.ts', {
    'kubewright:scenario': scenario,
    'kubewright:reference': referenceModule(chapter),
    'kubewright:mutants': await mutantsModule(root, chapter),
    'kubewright:desk': `export const data = ${JSON.stringify(data)};`,
  });
  return desk.script;
}

function dataOf(built: Built, chapter: IndexedChapter, runner: string): DeskData {
  const { slug, below } = chapter;
  const { starters, reference } = built.files(slug);
  return {
    ...{ chapter, starters, reference, runner },
    given: below.flatMap(({ name }) => built.given(name)),
    names: Object.fromEntries(
      below.map((one) => [`#${one.name}`, `${one.slug}/mod.ts`]),
    ),
    work: built.work(slug),
  };
}
