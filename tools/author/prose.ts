// The prose of a chapter: its words without fences, front matter and marks of containers.
// Counts them, measures how far the fences stand apart, and finds words that the house
// does without.

import type { Fence } from '../../site/literate/fences.ts';
import type { Findings } from './findings.ts';

export const FEWEST_WORDS = 2_500;
export const MOST_WORDS = 4_500;
/** Words between two fences. */
export const NEAR = 120;
export const FAR = 200;

/** One line of prose and its number in the file, from 1. */
export interface ProseLine {
  readonly line: number;
  readonly text: string;
}

const CONTAINER = /^:{3,}/;
const COMMENT = /<!--.*?-->/g;

/** The lines of a chapter that a reader reads as sentences. */
export function proseOf(text: string, fences: readonly Fence[]): ProseLine[] {
  const lines = text.split('\n');
  const found: ProseLine[] = [];
  let at = headLines(lines);
  for (; at < lines.length; at++) {
    const fence = fences.find(({ from }) => from === at);
    if (fence !== undefined) at = fence.to;
    else if (!CONTAINER.test(lines[at] ?? '')) {
      found.push({ line: at + 1, text: (lines[at] ?? '').replace(COMMENT, '') });
    }
  }
  return found;
}

function headLines(lines: readonly string[]): number {
  return lines[0] === '---' ? lines.indexOf('---', 1) + 1 : 0;
}

/** Words of a text: whatever stands between spaces and holds a letter or a digit. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

export function wordsOf(prose: readonly ProseLine[]): number {
  return prose.reduce((sum, { text }) => sum + countWords(text), 0);
}

export function checkLength(prose: readonly ProseLine[], findings: Findings): void {
  const words = wordsOf(prose);
  if (words >= FEWEST_WORDS && words <= MOST_WORDS) return;
  const range = `${FEWEST_WORDS} to ${MOST_WORDS}`;
  findings.warn(1, `has ${words} words of prose; a chapter has ${range}`);
}

/** One warning for all stretches, since no one of them has to be mended. */
export function checkGaps(
  prose: readonly ProseLine[],
  fences: readonly Fence[],
  findings: Findings,
): void {
  const owners = fences.filter(({ kind }) => kind.type !== 'output');
  const gaps = owners.slice(1).map((fence, index) => {
    const before = owners[index]?.line ?? 0;
    const between = prose.filter(({ line }) => line > before && line < fence.line);
    return { line: fence.line, words: wordsOf(between) };
  });
  const near = gaps.filter(({ words }) => words < NEAR);
  const far = gaps.filter(({ words }) => words > FAR);
  const first = [...near, ...far].sort((a, b) => a.line - b.line)[0];
  if (first === undefined) return;
  findings.warn(
    first.line,
    `of ${gaps.length} places between two fences ${near.length} have fewer than ` +
      `${NEAR} words and ${far.length} more than ${FAR}; the first ends here`,
  );
}

const BANNED: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/\bsimply\b/i, '"simply"'],
  [/\bjust\b/i, '"just"'],
  [/\bit is important to note\b/i, '"it is important to note"'],
  [/[\p{L}\p{N})]!+(?=$|[\s"')*_])/u, 'an exclamation mark'],
];

/** A sentence that begins with a free "Who" and is no question. */
const FREE_WHO = /(?:^|[.:!?)]\s+)Who\s(?=[^.?!]*(?:[.!]|$))/;

/** Words and marks that add nothing. Code and what is quoted may hold them. */
export function checkFillers(
  prose: readonly ProseLine[],
  findings: Findings,
): void {
  for (const { line, text } of prose) {
    const own = text.replace(/(`+).*?\1|"[^"]*"|“[^”]*”|\]\([^)]*\)/g, ' ');
    for (const [pattern, what] of BANNED) {
      if (pattern.test(own))
        findings.error(line, `the prose holds ${what}; leave it out`);
    }
    if (FREE_WHO.test(own)) {
      findings.error(
        line,
        'a sentence begins with a free "Who"; name the one: "A client that …"',
      );
    }
  }
}
