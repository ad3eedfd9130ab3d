// What a part of the test run comes to, read off how its process ended.

import { stripVTControlCharacters } from 'node:util';
import type { Ended } from './process.ts';

export interface Verdict {
  readonly passed: number;
  readonly failed: number;
  /** What is to be said beside the numbers, each in a few words. */
  readonly notes: readonly string[];
}

/** A check passes or fails as a whole. */
export function judgeCheck(ended: Ended): Verdict {
  const notes = faults(ended);
  const passed = ended.code === 0 && notes.length === 0;
  return passed ? { passed: 1, failed: 0, notes } : { passed: 0, failed: 1, notes };
}

/**
 * Sums a uvu run over these files (paths as uvu prints them). Its exit code alone is
 * not enough: it is 0 when a `before` hook threw and no test ran at all. So a test
 * that is not counted as passed has failed, and a file that ran none counts as one
 * failure, as does a run that ended before its totals.
 */
export function judgeUvu(ended: Ended, files: readonly string[]): Verdict {
  const text = stripVTControlCharacters(ended.stdout);
  const totals = readTotals(text);
  const notes = faults(ended);
  const silent = totals === undefined ? [] : silentFiles(text, files);
  if (files.length === 0) notes.push('there is no test file');
  for (const file of silent) notes.push(`${file} ran no test`);
  if (totals === undefined && !ended.hung) {
    notes.push(`ended before its totals, with exit code ${ended.code ?? 'none'}`);
  }
  const { passed, total, skipped } = totals ?? sumSuites(text);
  const wrongExit = ended.code !== 0 && total === passed && notes.length === 0;
  if (wrongExit) notes.push(`exit code ${ended.code ?? 'none'}`);
  const failed = total - passed + notes.length;
  if (skipped > 0) notes.push(`${skipped} skipped`);
  return { passed, failed, notes };
}

function faults({ hung, leftover, ms }: Ended): string[] {
  const notes: string[] = [];
  if (hung)
    notes.push(`did not end, and was ended after ${Math.round(ms / 1000)} s`);
  if (leftover) notes.push('left a process behind that still wrote');
  return notes;
}

interface Totals {
  readonly passed: number;
  readonly total: number;
  readonly skipped: number;
}

/** The totals at the end of the text, if the run came so far. */
function readTotals(text: string): Totals | undefined {
  const found =
    /\n {2}Total: +(\d+)\n {2}Passed: +(\d+)\n {2}Skipped: +(\d+)\n {2}Duration: [^\n]*\s*$/.exec(
      text.replaceAll('\r\n', '\n'),
    );
  if (found === null) return undefined;
  const [, total, passed, skipped] = found;
  return {
    passed: Number(passed),
    total: Number(total),
    skipped: Number(skipped),
  };
}

const SUITE = /\((\d+) \/ (\d+)\)[^\S\n]*$/gm;

/** What the suites said that had ended before the run broke off. */
function sumSuites(text: string): Totals {
  let passed = 0;
  let total = 0;
  for (const [, ran, all] of text.matchAll(SUITE)) {
    passed += Number(ran);
    total += Number(all);
  }
  return { passed, total, skipped: 0 };
}

/** The files after whose name no suite with a test stands. */
function silentFiles(text: string, files: readonly string[]): string[] {
  const known = new Set(files);
  const loud = new Set<string>();
  let file = '';
  for (const line of text.split('\n')) {
    const name = line.trimEnd();
    if (known.has(name)) file = name;
    else if (/\(\d+ \/ [1-9]\d*\)$/.test(name)) loud.add(file);
  }
  return files.filter((name) => !loud.has(name));
}
