// Right implementations that look nothing like the reference: none may be refused, unless
// for its work, and then it says so itself.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Mutant } from '../core/scenario.ts';
import {
  type Exercise,
  type Files,
  gradeInProcess,
  isTried,
  ROOT,
  readExercises,
  saysSlow,
} from './exercises.node.ts';

const SEED = Number(process.env.SEED ?? 1);
/** A sweep of 50 in the long run: a style plays hundreds of fixed programs for each. */
const SEEDS = process.env.KUBEWRIGHT_LONG === '1' ? 50 : 3;
const STYLES = join(ROOT, 'grader/trials/styles');
const exercises = await readExercises();

/** Where a chapter is too much for one file: other words in the reference's. */
interface Swapped {
  readonly swaps?: readonly Pick<Mutant, 'file' | 'swaps'>[];
}

/** The style in the place of the module, or in the places that it names. */
function filesOf(exercise: Exercise, source: string, { swaps }: Swapped): Files {
  if (swaps === undefined)
    return new Map(exercise.starters(0)).set(exercise.scenario.file, source);
  const files = new Map<string, string>();
  for (const change of swaps) {
    const mutant = { ...change, id: '', step: '', looksAsIf: '', hint: '' };
    for (const [file, text] of exercise.mutant(mutant))
      if (file === change.file || !files.has(file)) files.set(file, text);
  }
  return files;
}

for (const slug of readdirSync(STYLES)) {
  if (!isTried(slug)) continue;
  const test = suite(`${slug} in other styles`);
  const exercise = exercises.find(({ chapter }) => chapter.slug === slug);
  if (exercise === undefined) throw new Error(`no exercise is called ${slug}`);

  for (const file of readdirSync(join(STYLES, slug))) {
    const source = readFileSync(join(STYLES, slug, file), 'utf8');
    const entry = exercise.scenario.file;
    const swapped = (await import(join(STYLES, slug, file))) as Swapped;
    const files = filesOf(exercise, source, swapped);

    test(`${file} works no more than the chapter promises, or says so`, async () => {
      const options = { seed: SEED, entry, programs: 1 };
      const { steps } = await gradeInProcess(exercise, files, options);

      const refused = steps.filter(({ verdict }) => verdict !== 'passed');
      assert.is(refused.length > 0, saysSlow(source));
      for (const { verdict, words } of refused)
        assert.is(verdict, 'too-much-work', words);
    });

    test(`${file} passes, seeds ${SEED} to ${SEED + SEEDS - 1}`, async () => {
      for (let seed = SEED; seed < SEED + SEEDS; seed++) {
        const options = { seed, entry, programs: 15, isUnweighed: true } as const;
        const { problem, steps } = await gradeInProcess(exercise, files, options);

        const refused = steps.find(({ verdict }) => verdict !== 'passed');
        assert.is(problem, undefined);
        assert.is(refused, undefined, `seed ${seed}: ${JSON.stringify(refused)}`);
        assert.is(steps.length, exercise.chapter.steps.length);
      }
    });
  }

  test.run();
}
