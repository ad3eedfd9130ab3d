// Plays a module, and the reference, on all programs of its exercise: the grader as the
// test of mutation testing, without its sandbox, since the code is our own.

import * as fc from 'fast-check';
import { partingOf } from '../../grader/core/compare.ts';
import { draw } from '../../grader/core/draw.ts';
import { namedCases } from '../../grader/core/pairs.ts';
import type { Plain } from '../../grader/core/plain.ts';
import { play } from '../../grader/core/play.ts';
import type { Modules, Scenario, Step } from '../../grader/core/scenario.ts';

const SEED = 1;
/** Random programs a step: as many as a watched exercise has met in the end. */
const PROGRAMS = 200;

/** The step in which the subject is told from the reference; undefined if it is not. */
export async function toldApart(
  scenario: Scenario,
  reference: Modules,
  subject: Modules,
): Promise<string | undefined> {
  for (const step of scenario.steps) {
    if (await differs(step, reference, subject)) return step.id;
  }
  return undefined;
}

async function differs(
  step: Step<unknown>,
  reference: Modules,
  subject: Modules,
): Promise<boolean> {
  const random = draw(step.draw(fc), SEED, PROGRAMS).map(({ input }) => input);
  for (const input of [...Object.values(namedCases(step)), ...random]) {
    const program = { input: input as Plain, seed: SEED };
    const trace = await play(step as Step<Plain>, subject, program);
    const expected = await play(step as Step<Plain>, reference, program);
    if (partingOf(step, expected, trace, input) !== undefined) return true;
  }
  return false;
}
