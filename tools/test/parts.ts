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
  /** Whether it drives a browser: left out where there is none. */
  readonly browser: boolean;
  judge(ended: Ended): Verdict | Promise<Verdict>;
}

const TSX = ['--import', 'tsx'];
const LITERATE = [...TSX, 'site/literate/cli.ts'];
const PLAIN = /^(?!scenarios\/\d).*(?<!\.browser|\.each)\.test\.ts$/;
const BROWSER = /\.browser\.test\.ts$/;
/** The pages themselves take as long as all else of the site that needs a browser. */
const PAGES = /^press\/.*\.browser\.test\.ts$/;
const NO_PAGES = /^(?!press\/).*\.browser\.test\.ts$/;

/**
 * All parts of the course at `root`; what takes long begins early. KUBEWRIGHT_EXERCISES
 * names the exercises that are tried, where not all shall be: `01-store,12-client`.
 */
export function partsOf(root: string): Part[] {
  const some = process.env.KUBEWRIGHT_EXERCISES?.split(',');
  const plain = (room: string) => suites(root, room, { pattern: PLAIN });
  const chapters = slugsIn(root, 'solutions').flatMap((slug) =>
    plain(`solutions/${slug}`),
  );
  const exercises = slugsIn(root, 'grader/scenarios')
    .filter((slug) => some === undefined || some.includes(slug))
    .flatMap((slug) => suites(root, 'grader', trialsOf(slug)));
  return [
    ...[...checks(root), ...exercises, ...plain('grader')],
    ...suites(root, 'site', { pattern: PAGES, browser: 'pages' }),
    ...plain('tools'),
    ...suites(root, 'site', { pattern: NO_PAGES, browser: 'browser' }),
    ...suites(root, 'grader', { pattern: BROWSER, browser: 'browser' }),
    ...[...plain('site'), ...chapters],
  ];
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
  /** What is said of a part that drives a browser. */
  readonly browser?: string;
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
function suites(root: string, folder: string, wanted: Wanted): Part[] {
  const { pattern, slug, browser } = wanted;
  const files = testFiles(join(root, folder), pattern);
  if (files.length === 0) return [];
  const uvu = 'node_modules/uvu/bin.js';
  const name = slug === undefined ? folder : `${folder} ${slug}`;
  const part: Part = {
    name: browser === undefined ? name : `${name} (${browser})`,
    args: [...TSX, uvu, folder, pattern.source, '--no-color'],
    browser: browser !== undefined,
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
