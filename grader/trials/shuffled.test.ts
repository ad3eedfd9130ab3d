// Many runs in an order drawn by chance: the same code gets the same verdict whatever was
// graded before it, and whatever the seed. KUBEWRIGHT_LONG=1: 10,000 runs.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createChance } from '#world';
import { type Exercise, gradeInProcess, readExercises } from './exercises.node.ts';

const SEED = Number(process.env.SEED ?? 1);
const RUNS = Number(
  process.env.RUNS ?? (process.env.KUBEWRIGHT_LONG === '1' ? 10_000 : 40),
);
const exercises = await readExercises();
const chance = createChance(SEED);
const test = suite(`shuffled runs, SEED=${SEED}`);

/** A starter with some steps solved, or one of the mutants. */
async function oneRun(exercise: Exercise, seed: number): Promise<void> {
  const { chapter, mutants } = exercise;
  const mutant = chance.next() < 0.3 ? chance.pick(mutants) : undefined;
  const solved = chance.integer(0, chapter.steps.length);
  const files = mutant ? exercise.mutant(mutant) : exercise.starters(solved);
  const { steps, problem } = await gradeInProcess(exercise, files, {
    seed,
    // A mutant is looked for with as many as a learner's run has.
    programs: mutant ? 200 : 20,
  });

  const passed = steps
    .filter(({ verdict }) => verdict === 'passed')
    .map(({ id }) => id);
  const told = `${chapter.slug} ${mutant?.id ?? `${solved} solved`}, seed ${seed}`;
  assert.is(problem, undefined, told);
  if (mutant) return assert.not(passed.includes(mutant.step), told);
  const expected = chapter.steps.slice(0, solved).map(({ id }) => id);
  assert.equal(passed.slice(0, solved), expected, told);
  // Behind them passes at most what has no open hole of its own.
  const open = chapter.holes.map(({ opens }) => opens);
  const behind = passed.slice(solved).filter((id) => open.includes(id));
  assert.equal(behind, [], told);
}

test(`${RUNS} runs, no verdict that surprises`, async () => {
  for (let run = 0; run < RUNS; run++) {
    await oneRun(chance.pick(exercises), chance.integer(1, 1_000_000));
  }
});

test.run();
