// The parts of a test run: four checks, and the uvu suites by the room they lie in.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judgeForgiving, ownWork } from './own-work.ts';
import type { Ended } from './process.ts';
import { judgeCheck, judgeUvu, type Verdict } from './verdict.ts';

export interface Part {
  readonly name: string;
  /** What Node is started with. */
  readonly args: readonly string[];
  /** Suites that drive a browser come last, one at a time. */
  readonly browser: boolean;
  judge(ended: Ended): Verdict | Promise<Verdict>;
}

export const ROOMS = ['solutions', 'site', 'grader', 'tools'] as const;

const TSX = ['--import', 'tsx'];
const LITERATE = [...TSX, 'site/literate/cli.ts'];
const PLAIN = /(?<!\.browser)\.test\.ts$/;
const BROWSER = /\.browser\.test\.ts$/;

/** All parts of the course at `root`. */
export function partsOf(root: string): Part[] {
  return [...checks(root), ...suites(root, PLAIN), ...suites(root, BROWSER)];
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
    check('style', [biome, 'check', '--error-on-warnings', '--colors=off', '.']),
    check('check', [...LITERATE, 'check'], forgiving),
    check('examples', [...LITERATE, 'examples']),
  ];
}

/** One part for each room that holds such tests: one process runs them all. */
function suites(root: string, pattern: RegExp): Part[] {
  const browser = pattern === BROWSER;
  const parts: Part[] = [];
  for (const room of ROOMS) {
    const files = testFiles(join(root, room), pattern);
    if (files.length === 0) continue;
    const uvu = 'node_modules/uvu/bin.js';
    parts.push({
      name: browser ? `${room} (browser)` : room,
      args: [...TSX, uvu, room, pattern.source, '--no-color'],
      browser,
      judge: (ended) => judgeUvu(ended, files),
    });
  }
  return parts;
}

/** The test files below a folder, as uvu prints their names. */
function testFiles(folder: string, pattern: RegExp): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => pattern.test(name) && !/node_modules/.test(name));
}
