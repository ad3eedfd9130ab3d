/**
 * Reads the course from its folder and writes what was woven or derived. The only
 * file here that knows the disk; a file that can not be read is a problem of the
 * course, not an exception.
 */
import type { Dirent } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Chapter, Course } from './course.ts';
import { parseHead } from './front-matter.ts';
import { gather, type Problem, readText } from './problem.ts';
import { readSource, type Source } from './regions.ts';
import type { Tree } from './slugs.ts';

/** Reads the course below `root`: all of it, or what is one chapter's. */
export async function readCourse(root: string, slug = ''): Promise<Course> {
  const problems: Problem[] = [];
  const own = (name: string) => /\d\d-[\w-]+/.exec(name)?.[0] === slug;
  const wanted = slug === '' ? () => true : own;
  const [texts, sources, tree] = await Promise.all([
    readTexts(root, 'chapters', problems, wanted),
    readSources(root, problems, wanted),
    readTree(root),
  ]);
  const chapters = readChapters(texts, problems);
  const figures = figureTexts(texts);
  return { root, chapters, sources, tree, figures, problems };
}

function readChapters(
  texts: ReadonlyMap<string, string>,
  problems: Problem[],
): Chapter[] {
  const chapters: Chapter[] = [];
  for (const [name, text] of texts) {
    if (!/^\d/.test(name) || !name.endsWith('.md')) continue;
    const file = `chapters/${name}`;
    const { head, problems: found } = parseHead({ file, text });
    problems.push(...found);
    if (head !== undefined) chapters.push({ file, text, head });
  }
  return chapters.sort((a, b) => a.head.number - b.head.number);
}

/** `figures/01-store.ts` by its slug: what draws the figures of a chapter. */
export function figureTexts(
  texts: ReadonlyMap<string, string>,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, text] of texts) {
    const slug = /^figures\/(\d\d-[\w-]+)\.ts$/.exec(name)?.[1];
    if (slug !== undefined) found.set(slug, text);
  }
  return found;
}

async function readSources(
  root: string,
  problems: Problem[],
  wanted: (name: string) => boolean,
): Promise<Map<string, Source>> {
  const sources = new Map<string, Source>();
  const texts = await readTexts(root, 'solutions', problems, wanted);
  for (const [file, text] of texts) {
    const source = gather(problems, () => readSource(file, text));
    if (source !== undefined) sources.set(file, source);
  }
  return sources;
}

/**
 * Every text below `root`/`folder` that is `wanted`, by its path below it and in the
 * order of these paths.
 */
export async function readTexts(
  root: string,
  folder: string,
  problems: Problem[],
  wanted: (name: string) => boolean = () => true,
): Promise<Map<string, string>> {
  const names = (await filesBelow(join(root, folder))).filter(wanted);
  const read = await Promise.all(
    names.map((name) => readFile(join(root, folder, name))),
  );
  const texts = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const bytes = read[index] ?? new Uint8Array();
    const text = gather(problems, () => readText(`${folder}/${name}`, bytes));
    if (text !== undefined) texts.set(name, text);
  }
  return texts;
}

/** What lies in the places of the house. */
export async function readTree(root: string): Promise<Tree> {
  const [solutions, exercises, scenarios, mutants, json] = await Promise.all([
    names(join(root, 'solutions')),
    names(join(root, 'exercises')),
    names(join(root, 'grader/scenarios')),
    names(join(root, 'grader/mutants')),
    readFile(join(root, 'package.json'), 'utf8'),
  ]);
  return {
    solutions,
    exercises,
    scenarios,
    mutants,
    imports: readImports(JSON.parse(json)),
  };
}

function readImports(json: unknown): Map<string, Map<string, string>> {
  const imports = new Map<string, Map<string, string>>();
  for (const [name, conditions] of entries(property(json, 'imports'))) {
    const targets =
      typeof conditions === 'string' ? { default: conditions } : conditions;
    const paths = entries(targets).filter(
      (one): one is [string, string] => typeof one[1] === 'string',
    );
    imports.set(name, new Map(paths));
  }
  return imports;
}

function property(value: unknown, name: string): unknown {
  return new Map(entries(value)).get(name);
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

async function names(folder: string): Promise<string[]> {
  return (await list(folder)).map((entry) => entry.name).sort();
}

async function filesBelow(folder: string, prefix = ''): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await list(folder)) {
    if (entry.name.startsWith('.')) continue;
    const name = prefix + entry.name;
    if (entry.isDirectory())
      found.push(...(await filesBelow(join(folder, entry.name), `${name}/`)));
    else found.push(name);
  }
  return found.sort();
}

/** The entries of a folder; a folder that is not there has none. */
async function list(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return [];
    throw error;
  }
}

/** Writes texts by their paths below `root`; folders are made. */
export async function writeTexts(
  root: string,
  texts: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [file, text] of texts) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
}
