// What an exercise needs beside its front matter: enough steps, enough wrong versions
// of the reference, and a proof for each claim of the chapter.

import { claimsIn } from '../../site/literate/claims.ts';
import type { ChapterHead } from '../../site/literate/front-matter.ts';
import type { TextFile } from '../../site/literate/problem.ts';
import type { Hole, Source } from '../../site/literate/regions.ts';
import { count } from '../../site/press/text.ts';
import type { Findings } from './findings.ts';
import { WIDEST_LINE } from './pattern.ts';

export const FEWEST_STEPS = 5;
export const MOST_STEPS = 8;
export const FEWEST_MUTANTS = 8;
export const FEWEST_HOLES = 3;
export const MOST_HOLES = 5;
export const SHORTEST_HOLE = 8;
export const LONGEST_HOLE = 25;
/** A shorter line (`continue`, `return 0`) is no answer. */
const SHORTEST_GIVEN = 10;

export function checkSteps({ steps, slug }: ChapterHead, findings: Findings): void {
  if (steps.length < FEWEST_STEPS || steps.length > MOST_STEPS) {
    findings.error(
      1,
      `has ${count(steps.length, 'step')}; an exercise has ${FEWEST_STEPS} to ${MOST_STEPS}`,
    );
  }
  for (const { id, hints } of steps) {
    if (new Set(hints).size === hints.length) continue;
    findings.error(
      1,
      `step ${id} of ${slug} gives a hint twice; it has a question, a pointer, pseudocode`,
    );
  }
}

/** How many holes, of how many lines: a hole is a decision, not a line. */
export function checkHoles(
  { number }: ChapterHead,
  own: ReadonlyMap<string, Source>,
  findings: Findings,
): void {
  const holes = [...own.values()].flatMap((source) =>
    source.holes.map((hole) => ({
      hole,
      file: source.file,
      lines: codeOf(source, hole),
    })),
  );
  if (holes.length < FEWEST_HOLES || holes.length > MOST_HOLES) {
    findings.warn(
      1,
      `has ${count(holes.length, 'hole')}; an exercise has ${FEWEST_HOLES} to ${MOST_HOLES}`,
    );
  }
  for (const { hole, file, lines } of holes) {
    checkTask(`${number}.${hole.steps.join(`, ${number}.`)}`, hole, findings);
    if (lines.length >= SHORTEST_HOLE && lines.length <= LONGEST_HOLE) continue;
    findings.warn(
      1,
      `the hole "${hole.text}" of ${file}:${hole.from + 1} has ${count(lines.length, 'line')}; ` +
        `a decision has ${SHORTEST_HOLE} to ${LONGEST_HOLE}`,
    );
  }
}

/** The line that stands in the hole's place, on the page and in the starter. */
function checkTask(
  steps: string,
  { indent, text }: Hole,
  findings: Findings,
): void {
  const { length } = `${indent}// step ${steps}: ${text}`;
  if (length <= WIDEST_LINE) return;
  findings.error(
    1,
    `the hole "${text}" is ${length} columns wide with its steps, ${WIDEST_LINE} at most`,
  );
}

/** The lines that a learner writes into a hole. */
function codeOf({ lines, marks }: Source, { from, to }: Hole): string[] {
  return lines
    .slice(from + 1, to)
    .filter((line, at) => line.trim() !== '' && !marks.has(from + 1 + at));
}

/** A third hint is pseudocode: never a line of the reference. */
export function checkHints(
  { steps }: ChapterHead,
  own: ReadonlyMap<string, Source>,
  findings: Findings,
): void {
  for (const { id, number, hints } of steps) {
    const said = (hints[2] ?? '').split('`').map(bare);
    for (const source of own.values()) {
      const holes = source.holes.filter((hole) => hole.steps.includes(number));
      const line = holes
        .flatMap((hole) => codeOf(source, hole))
        .find(
          (one) => bare(one).length > SHORTEST_GIVEN && said.includes(bare(one)),
        );
      if (line === undefined) continue;
      findings.warn(
        1,
        `the third hint of step ${id} is a line of the reference, "${line.trim()}"; ` +
          'say it in pseudocode',
      );
    }
  }
}

function bare(text: string): string {
  return text.replace(/\s+|;$/g, '');
}

/** `mutants` holds the step of each; undefined if there is no such file. */
export function checkMutants(
  { steps, slug }: ChapterHead,
  mutants: readonly string[] | undefined,
  findings: Findings,
): void {
  const file = `grader/mutants/${slug}.ts`;
  if (mutants === undefined) {
    findings.error(
      1,
      `${file} is missing; it holds ${FEWEST_MUTANTS} mutants or more`,
    );
    return;
  }
  if (mutants.length < FEWEST_MUTANTS) {
    findings.error(
      1,
      `${file} holds ${count(mutants.length, 'mutant')}, ${FEWEST_MUTANTS} at least; ask how a ` +
        'person would get each step wrong',
    );
  }
  for (const { id } of steps) {
    if (mutants.includes(id)) continue;
    findings.warn(1, `no mutant of ${file} fails in step ${id}`);
  }
}

/**
 * Each claim of the front matter is proven once, by a `:::claim` with its id that says
 * which program or step shows it.
 */
export function checkClaims(
  { claims }: ChapterHead,
  chapter: TextFile,
  findings: Findings,
): void {
  const proven = new Map<string, number[]>();
  for (const { id, line, proof } of claimsIn(chapter)) {
    proven.set(id, [...(proven.get(id) ?? []), line]);
    if (proof !== undefined) continue;
    findings.warn(
      line,
      `claim ${id} names no proof; write proof=run:NAME, proof=step:1.3 or proof=told`,
    );
  }
  for (const id of claims) {
    const [, again] = proven.get(id) ?? [];
    if (!proven.has(id)) {
      findings.error(
        1,
        `claims ${id} and does not prove it; write :::claim ${id} VERDICT`,
      );
    } else if (again !== undefined) {
      findings.error(again, `proves claim ${id} a second time; keep one of them`);
    }
  }
  for (const [id, [line = 1]] of proven) {
    if (claims.includes(id)) continue;
    findings.error(line, `proves ${id}, which claims does not name; add it there`);
  }
}
