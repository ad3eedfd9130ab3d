// How long it takes to shrink a program of 40 operations, and how short it gets: the
// faults are the mutants of chapter 01.

import * as fc from 'fast-check';
import { compare } from '../../grader/core/compare.ts';
import { draw } from '../../grader/core/draw.ts';
import { type Factory, link } from '../../grader/core/link.ts';
import { COUNTERS } from '../../grader/core/meter.ts';
import type { Plain } from '../../grader/core/plain.ts';
import { play } from '../../grader/core/play.ts';
import type { Modules, Step } from '../../grader/core/scenario.ts';
import { shrink } from '../../grader/core/shrink.ts';
import {
  type Exercise,
  readExercises,
} from '../../grader/trials/exercises.node.ts';
import { row } from './figures.ts';

const LONG = 36;

export async function benchShrinking(): Promise<void> {
  const [exercise] = await readExercises();
  if (exercise === undefined) return;
  const times: number[] = [];
  const lengths: number[] = [];
  for (const mutant of exercise.mutants) {
    const step = exercise.scenario.steps.find(({ id }) => id === mutant.step);
    if (step === undefined) continue;
    const subject = load(exercise, exercise.mutant(mutant));
    const found = await shrunk(
      step as Step<readonly Plain[]>,
      { subject: exercise.reference, parts: exercise.parts },
      subject,
    );
    if (found === undefined) continue;
    times.push(found.ms);
    lengths.push(found.length);
  }
  console.log(
    `shrinking a program of ${LONG} to 40 operations, ${times.length} faults`,
  );
  console.log(row('  ms (goal 1,000)', times));
  console.log(row('  operations left (goal: median 6)', lengths));
}

function load(exercise: Exercise, files: ReadonlyMap<string, string>): Modules {
  const { modules, names, entry } = exercise.load(files);
  const factories = new Map(
    modules.map(({ id, body }) => [
      id,
      new Function('require', 'exports', COUNTERS, body) as Factory,
    ]),
  );
  const linked = link({ factories, names: new Map(Object.entries(names)) });
  return { subject: linked.module(entry), parts: exercise.parts };
}

async function shrunk(
  step: Step<readonly Plain[]>,
  reference: Modules,
  subject: Modules,
): Promise<{ ms: number; length: number } | undefined> {
  const fails = async (input: readonly Plain[]): Promise<true | undefined> => {
    const expected = await play(step, reference, { input, seed: 1 });
    return compare(expected, await play(step, subject, { input, seed: 1 }))
      ? true
      : undefined;
  };
  for (const drawn of draw(step.draw(fc), 1, 2_000)) {
    if (drawn.input.length < LONG || !(await fails(drawn.input))) continue;
    const start = performance.now();
    const { drawn: best } = await shrink(
      { drawn, failure: true as const },
      (inputs) => Promise.all(inputs.map(fails)),
    );
    return { ms: performance.now() - start, length: best.input.length };
  }
  return undefined;
}
