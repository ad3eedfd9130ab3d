// Takes the learner's files in: plain files of known size from one folder, no links,
// nothing that configures anything.

import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ModuleProblem } from './core/result.ts';
import { SyntaxProblem, toFactoryBody } from './transform.ts';

const LARGEST_FILE = 256 * 1024;
const MOST_FILES = 50;

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
    super(problem.words);
    this.problem = problem;
  }
}

/**
 * Reads and compiles the `.ts` files of a chapter folder. `instead` is a file that
 * stands in the place of `instead.as`. @throws LearnerProblem
 */
export function readLearner(
  folder: string,
  slug: string,
  instead?: { readonly path: string; readonly as: string },
): LearnerCode {
  const paths = new Map(listed(folder).map((name) => [name, join(folder, name)]));
  if (instead !== undefined) paths.set(instead.as, instead.path);
  const sources = new Map<string, string>();
  const modules: LearnerModule[] = [];
  for (const [name, path] of paths) {
    const source = readPlain(path);
    sources.set(name, source);
    modules.push({ id: `${slug}/${name}`, body: compile(name, source), own: true });
  }
  return { sources, modules };
}

function listed(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
    );
    if (names.length <= MOST_FILES) return names;
  } catch {
    throw new LearnerProblem({
      verdict: 'missing-file',
      words: `there is no folder ${folder}: npm run exercise -- --reset makes it anew`,
    });
  }
  throw new LearnerProblem({
    verdict: 'refused-file',
    words: `${folder} holds more than ${MOST_FILES} files`,
  });
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
  if (stat.size > LARGEST_FILE)
    return refuse(`is larger than ${LARGEST_FILE / 1024} KiB`);
  return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
}

function compile(name: string, source: string): string {
  try {
    return toFactoryBody(source);
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    throw new LearnerProblem({
      verdict: 'does-not-compile',
      words: `${name} does not compile: ${error.message}`,
      where: `${name}:${error.line}`,
    });
  }
}
