// What an exercise needs beside its front matter: enough steps, enough wrong versions
// of the reference, and a proof for each claim of the chapter.

import type { ChapterHead } from '../../site/literate/front-matter.ts';
import { count } from '../../site/press/text.ts';
import type { Findings } from './findings.ts';

export const FEWEST_STEPS = 5;
export const MOST_STEPS = 8;
export const FEWEST_MUTANTS = 8;

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
      `step ${id} of ${slug} gives a hint twice; it has a question, a pointer, nearly ` +
        'the code',
    );
  }
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

const CLAIM = /^:{3,}\s*claim\s+(\S+)/;

/** Each claim of the front matter is proven once, by a `:::claim` with its id. */
export function checkClaims(
  { claims }: ChapterHead,
  text: string,
  findings: Findings,
): void {
  const proven = new Map<string, number[]>();
  for (const [at, line] of text.split('\n').entries()) {
    const id = CLAIM.exec(line)?.[1];
    if (id !== undefined) proven.set(id, [...(proven.get(id) ?? []), at + 1]);
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
