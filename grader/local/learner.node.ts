// Takes the learner's files in: plain files of known size from one folder, no links,
// nothing that configures anything.

import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { oneLine } from '../core/clean.ts';
import type { ModuleProblem } from '../core/result.ts';
import { SyntaxProblem } from '../core/strip.ts';
import { toCountedBody } from '../core/transform.ts';

const LARGEST_FILE = 128 * 1024;
const LARGEST_FOLDER = 512 * 1024;
export const MOST_FILES: number = 100;

/** How long all files may take to be read as TypeScript, in milliseconds. */
const COMPILE_MS = 3_000;

export interface LearnerModule {
  readonly id: string;
  readonly body: string;
  readonly own: true;
}

export interface LearnerCode {
  /** Source texts by file name, for places in reports. */
  readonly sources: ReadonlyMap<string, string>;
  readonly modules: readonly LearnerModule[];
}

/** Thrown with the words for the learner when their files cannot be taken in. */
export class LearnerProblem extends Error {
  readonly problem: ModuleProblem;

  constructor(problem: ModuleProblem) {
    super(oneLine(problem.words));
    this.problem = { ...problem, words: this.message };
  }
}

/**
 * Reads and compiles the `.ts` files of a chapter folder. `instead` is a file that
 * stands in the place of `instead.as`; `known` is what some texts compile to.
 * @throws LearnerProblem
 */
export function readLearner(
  folder: string,
  slug: string,
  instead?: { readonly path: string; readonly as: string },
  known: ReadonlyMap<string, string> = new Map(),
): LearnerCode {
  const paths = new Map(listed(folder).map((name) => [name, join(folder, name)]));
  if (instead !== undefined) paths.set(instead.as, instead.path);
  const sources = new Map<string, string>();
  let size = 0;
  for (const [name, path] of paths) {
    const source = readPlain(path);
    size += source.length;
    if (size > LARGEST_FOLDER) throw tooLarge(folder);
    sources.set(name, source);
  }
  return { sources, modules: compileAll(slug, sources, known) };
}

function tooLarge(folder: string): LearnerProblem {
  const words = `the files of ${folder} are larger than ${LARGEST_FOLDER / 1024} KiB`;
  return new LearnerProblem({ verdict: 'refused-file', words });
}

function listed(folder: string): readonly string[] {
  const refuse = (words: string): never => {
    throw new LearnerProblem({ verdict: 'refused-file', words });
  };
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink())
    return refuse(`${folder} is a link; the grader reads plain folders only`);
  if (!stat?.isDirectory()) {
    const slug = basename(folder);
    const again = `npm run exercise ${Number.parseInt(slug, 10)} -- --reset`;
    const words = `there is no folder exercises/${slug}: ${again} writes it anew`;
    throw new LearnerProblem({ verdict: 'missing-file', words });
  }
  const names = readdirSync(folder).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const odd = names.find((name) => !/^[\w.-]{1,100}$/.test(name));
  if (odd !== undefined) {
    const shown = JSON.stringify(odd).slice(0, 100);
    return refuse(`${shown} is no name for a file of an exercise`);
  }
  if (names.length > MOST_FILES)
    return refuse(`${folder} holds more than ${MOST_FILES} files`);
  return names;
}

function readPlain(path: string): string {
  const name = basename(path);
  const refuse = (words: string): never => {
    throw new LearnerProblem({
      verdict: 'refused-file',
      words: `${name} ${words}`,
    });
  };
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    const words = `there is no file ${path}`;
    throw new LearnerProblem({ verdict: 'missing-file', words });
  }
  if (stat.isSymbolicLink())
    return refuse('is a link; the grader reads plain files only');
  if (!stat.isFile()) return refuse('is not a plain file');
  // What is read is what was looked at, whatever happens to the name meanwhile.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const { size, ino } = fstatSync(file);
    if (ino !== stat.ino) return refuse('changed while it was read');
    if (size > LARGEST_FILE)
      return refuse(`is larger than ${LARGEST_FILE / 1024} KiB`);
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } finally {
    closeSync(file);
  }
}

/** What was not compiled before, by us or in this process, is compiled now. */
function compileAll(
  slug: string,
  sources: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, string>,
): readonly LearnerModule[] {
  const bodyOf = (source: string): string | undefined =>
    known.get(source) ?? compiled.get(source);
  if (held > MOST_HELD) {
    compiled.clear();
    held = 0;
  }
  const changed = [...sources].filter(([, source]) => bodyOf(source) === undefined);
  if (changed.length > 0) compileInTime(changed);
  return Array.from(sources, ([name, source]) => ({
    id: `${slug}/${name}`,
    body: bodyOf(source) ?? '',
    own: true,
  }));
}

/**
 * Compiles files within a bound of time. The parser has to try several readings of
 * some texts, and nested ones double its work with each level: forty characters could
 * keep it busy for an hour.
 */
function compileInTime(files: readonly (readonly [string, string])[]): void {
  let at = '';
  const run = (): void => {
    for (const [name, source] of files) {
      at = name;
      const body = compile(name, source);
      compiled.set(source, body);
      held += source.length + body.length;
    }
  };
  try {
    runInNewContext('run()', { run }, { timeout: COMPILE_MS });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new LearnerProblem({
      verdict: 'does-not-compile',
      words: `${at} takes too long to compile; is something nested very deep?`,
    });
  }
}

function isTimeout(error: unknown): boolean {
  // It comes from the other context: no Error of ours.
  const code: unknown = Reflect.get(Object(error), 'code');
  return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}

/** Bodies by source: a watched exercise is compiled anew only where it was changed. */
const compiled = new Map<string, string>();
let held = 0;

/** Characters of sources and bodies that are kept: a batch sees many, of any size. */
const MOST_HELD = 2_000_000;

function compile(name: string, source: string): string {
  try {
    return toCountedBody(source);
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    throw new LearnerProblem({
      verdict: 'does-not-compile',
      words: `${name} does not compile: ${error.message}`,
      where: `${name}:${error.line}`,
    });
  }
}
