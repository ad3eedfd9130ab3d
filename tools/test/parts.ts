// The parts of a test run: four checks, the tests of each chapter of the reference, the
// trials of each exercise, and the other uvu suites by the room they lie in.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judgeForgiving, ownWork } from './own-work.ts';
import type { Ended } from './process.ts';
import { judgeCheck, judgeUvu, type Verdict } from './verdict.ts';

export interface Part {
  readonly name: string;
  /** What Node is started with. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Suites that drive a browser come last, one at a time. */
  readonly browser: boolean;
  judge(ended: Ended): Verdict | Promise<Verdict>;
}

export const ROOMS = ['solutions', 'site', 'grader', 'tools'] as const;

const TSX = ['--import', 'tsx'];
const LITERATE = [...TSX, 'site/literate/cli.ts'];
const PLAIN = /^(?!scenarios\/\d).*(?<!\.browser|\.each)\.test\.ts$/;
const BROWSER = /\.browser\.test\.ts$/;

/**
 * All parts of the course at `root`; what takes long begins early. KUBEWRIGHT_EXERCISES
 * names the exercises that are tried, where not all shall be: `01-store,12-client`.
 */
export function partsOf(root: string): Part[] {
  const some = process.env.KUBEWRIGHT_EXERCISES?.split(',');
  const plain = ROOMS.flatMap((room) =>
    room === 'solutions' ? [] : suites(root, room, { pattern: PLAIN }),
  );
  const chapters = slugsIn(root, 'solutions').flatMap((slug) =>
    suites(root, `solutions/${slug}`, { pattern: PLAIN }),
  );
  const exercises = slugsIn(root, 'grader/scenarios')
    .filter((slug) => some === undefined || some.includes(slug))
    .flatMap((slug) => suites(root, 'grader', trialsOf(slug)));
  const browser = ROOMS.flatMap((room) => suites(root, room, { pattern: BROWSER }));
  return [...checks(root), ...exercises, ...plain, ...chapters, ...browser];
}

/** The chapters that have a folder or a file in a place of the house. */
function slugsIn(root: string, place: string): string[] {
  const names = readdirSync(join(root, place)).map(
    (name) => name.split('.')[0] ?? '',
  );
  return [...new Set(names)].filter((name) => /^\d\d-/.test(name)).sort();
}

interface Wanted {
  readonly pattern: RegExp;
  readonly slug?: string;
}

/** What is tried on every exercise (`*.each.test.ts`), on this one; and its own tests. */
function trialsOf(slug: string): Wanted {
  const pattern = new RegExp(
    `^scenarios/${slug}/.*\\.test\\.ts$|\\.each\\.test\\.ts$`,
  );
  return { pattern, slug };
}

function checks(root: string): Part[] {
  const forgiving = async (ended: Ended): Promise<Verdict> =>
    judgeForgiving(ended, ended.code === 0 ? new Set() : await ownWork(root));
  const check = (
    name: string,
    args: readonly string[],
    judge: Part['judge'] = judgeCheck,
  ): Part => ({ name, args, browser: false, judge });
  const tsc = 'node_modules/typescript/bin/tsc';
  const biome = 'node_modules/@biomejs/biome/bin/biome';
  return [
    check('types', [tsc, '-p', '.', '--pretty', 'false'], forgiving),
    check(
      'types of a page',
      [tsc, '-p', 'site/desk', '--pretty', 'false'],
      forgiving,
    ),
    check('style', [biome, 'check', '--error-on-warnings', '--colors=off', '.']),
    check('check', [...LITERATE, 'check'], forgiving),
    check('examples', [...LITERATE, 'examples']),
  ];
}

/** The tests of a folder as a part, if it holds such: one process runs them all. */
function suites(root: string, folder: string, { pattern, slug }: Wanted): Part[] {
  const files = testFiles(join(root, folder), pattern);
  if (files.length === 0) return [];
  const browser = pattern === BROWSER;
  const uvu = 'node_modules/uvu/bin.js';
  const name = slug === undefined ? folder : `${folder} ${slug}`;
  const part: Part = {
    name: browser ? `${name} (browser)` : name,
    args: [...TSX, uvu, folder, pattern.source, '--no-color'],
    browser,
    judge: (ended) => judgeUvu(ended, files),
  };
  return [
    slug === undefined ? part : { ...part, env: { KUBEWRIGHT_EXERCISE: slug } },
  ];
}

/** The test files below a folder, as uvu prints their names. */
function testFiles(folder: string, pattern: RegExp): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => pattern.test(name) && !/node_modules/.test(name));
}
