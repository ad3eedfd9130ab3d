// The pattern of a chapter: which sections it has, what stands first, how long a fence is.

import { DIFFERENCES } from '../../chapters/differences.ts';
import type { Fence } from '../../site/literate/fences.ts';
import type { ChapterHead } from '../../site/literate/front-matter.ts';
import { headings } from '../../site/literate/headings.ts';
import { count } from '../../site/press/text.ts';
import type { Findings } from './findings.ts';

export const SHORTEST_FENCE = 4;
export const LONG_FENCE = 20;
export const LONGEST_FENCE = 30;
/** Columns that a code block of the page holds without scrolling. */
export const WIDEST_LINE = 84;
export const FEWEST_FIGURES = 4;
export const MOST_FIGURES = 6;
export const FEWEST_NOTES = 3;
export const MOST_NOTES = 8;
const QUESTIONS = [2, 3];

const ALWAYS: readonly (readonly [heading: string, holds: string])[] = [
  ['How it breaks', 'two or three failures with their traces'],
  ['In the real thing', 'how Kubernetes differs, with file, flag and version'],
];
const WITH_EXERCISE: typeof ALWAYS = [
  ['Check yourself', 'two or three questions with folded answers'],
  ['Go further', 'what to try next, ungraded'],
];

/** The sections that every chapter has; a given one has no exercise to end in. */
export function checkSections(
  head: ChapterHead,
  text: string,
  findings: Findings,
): void {
  const found = new Set(headings(text));
  const wanted = head.given ? ALWAYS : [...ALWAYS, ...WITH_EXERCISE];
  for (const [heading, holds] of wanted) {
    if (found.has(heading)) continue;
    findings.error(1, `has no section "${heading}"; it holds ${holds}`);
  }
  if (!head.given) checkQuestions(text, findings);
  checkFigures(head, text, findings);
  const notes = blocks(text, 'side');
  if (notes < FEWEST_NOTES || notes > MOST_NOTES) {
    const range = `${FEWEST_NOTES} to ${MOST_NOTES}`;
    findings.warn(1, `has ${count(notes, 'side note')}; a chapter has ${range}`);
  }
}

function blocks(text: string, name: string): number {
  return text.match(new RegExp(`^:{3,}\\s*${name}\\b`, 'gm'))?.length ?? 0;
}

function checkFigures(head: ChapterHead, text: string, findings: Findings): void {
  const figures = blocks(text, 'figure');
  const said =
    `has ${count(figures, 'figure')}; a chapter has ${FEWEST_FIGURES} to ` +
    `${MOST_FIGURES}, drawn in chapters/figures/${head.slug}.ts`;
  if (figures === 0 && head.steps.length > 0) findings.error(1, said);
  else if (figures < FEWEST_FIGURES || figures > MOST_FIGURES)
    findings.warn(1, said);
}

/** A chapter that differs from etcd says so in a box. */
export function checkDiffers(
  { number }: ChapterHead,
  text: string,
  findings: Findings,
): void {
  const differs = DIFFERENCES.some(({ chapter }) => chapter === number);
  if (!differs || blocks(text, 'differs') > 0) return;
  findings.error(
    1,
    'has no :::differs, and chapters/differences.ts names differences of it',
  );
}

function checkQuestions(text: string, findings: Findings): void {
  const questions = blocks(text, 'question');
  const answers = blocks(text, 'answer');
  if (questions !== answers) {
    findings.error(
      1,
      `has ${questions} :::question and ${answers} :::answer; each has the other`,
    );
  } else if (!QUESTIONS.includes(questions)) {
    findings.warn(
      1,
      `asks ${count(questions, 'question')}; "Check yourself" asks 2 or 3`,
    );
  }
}

/** What goes wrong without this part is shown before any of its code. */
export function checkOpening(fences: readonly Fence[], findings: Findings): void {
  const [first] = fences;
  if (first?.kind.type === 'program') return;
  findings.error(
    first?.line ?? 1,
    'the first fence is no ts run; begin with a program that fails without this part',
  );
}

export function checkFences(fences: readonly Fence[], findings: Findings): void {
  checkWidth(fences, findings);
  for (const { kind, info, body, line } of fences) {
    if (kind.type === 'output') continue;
    const said = `the fence "${info}" has ${count(body.length, 'line')}`;
    if (body.length > LONGEST_FENCE) {
      findings.error(line, `${said}, ${LONGEST_FENCE} at most; tell it in two`);
    } else if (body.length > LONG_FENCE || body.length < SHORTEST_FENCE) {
      findings.warn(
        line,
        `${said}; a fence has ${SHORTEST_FENCE} to ${LONG_FENCE}`,
      );
    }
  }
}

/** One error for all of them. */
function checkWidth(fences: readonly Fence[], findings: Findings): void {
  const wide = fences.flatMap(({ body, line }) =>
    body.flatMap((text, at) => (text.length > WIDEST_LINE ? [line + 1 + at] : [])),
  );
  const [first] = wide;
  if (first === undefined) return;
  findings.error(
    first,
    `${count(wide.length, 'line')} of fences and outputs scroll sideways, being longer than ` +
      `${WIDEST_LINE}; the first stands here`,
  );
}
