// Every exercise: nothing of a program that is shown can go. KUBEWRIGHT_EXERCISE names one.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { partingOf } from '../core/compare.ts';
import { withoutOne } from '../core/elements.ts';
import { UNCOUNTED } from '../core/meter.ts';
import type { Plain } from '../core/plain.ts';
import { play } from '../core/play.ts';
import type { Modules, Mutant, Program, Step } from '../core/scenario.ts';
import { type Failure, isSound, kindOf } from '../core/sides.ts';
import {
  type Exercise,
  gradeInProcess,
  loaded,
  readExercises,
} from './exercises.node.ts';

const LONG = process.env.KUBEWRIGHT_LONG !== undefined;

for (const exercise of await readExercises(process.env.KUBEWRIGHT_EXERCISE)) {
  const test = suite(exercise.chapter.slug);

  for (const mutant of sampled(exercise)) {
    test(`nothing can go from the program that shows ${mutant.id}`, async () => {
      const only = new Set([mutant.step]);
      const options = { only, isUnweighed: true } as const;
      const files = exercise.mutant(mutant);
      const [found] = (await gradeInProcess(exercise, files, options)).steps;
      const program = found?.difference?.program;
      // What turns for ever is not made smaller.
      if (program === undefined || found?.verdict === 'endless-loop') return;
      const failureOf = failing(exercise, mutant);
      const whole = await failureOf(program);

      for (const input of withoutOne(program.input)) {
        const less = await failureOf({ ...program, input });

        assert.ok(
          less === undefined ||
            whole === undefined ||
            kindOf(less) !== kindOf(whole),
          `${JSON.stringify(program.input)} could be ${JSON.stringify(input)}`,
        );
      }
      assert.ok(whole, 'it fails on the program that is shown');
    });
  }

  test.run();
}

/** One mutant of each step, or all. */
function sampled({ mutants }: Exercise): readonly Mutant[] {
  if (LONG) return mutants;
  return mutants.filter(
    ({ step }, i) => mutants.findIndex((other) => other.step === step) === i,
  );
}

/** How a mutant fails on a program that its step can read. */
function failing(
  exercise: Exercise,
  mutant: Mutant,
): (program: Program) => Promise<Failure | undefined> {
  const { parts, scenario, reference } = exercise;
  const steps = scenario.steps as readonly Step<Plain>[];
  const step = steps.find(({ id }) => id === mutant.step);
  if (step === undefined) throw new Error(`there is no step ${mutant.step}`);
  const right: Modules = { subject: reference, parts };
  const wrong: Modules = {
    subject: loaded(exercise, mutant).load(parts, UNCOUNTED),
    parts,
  };
  return async (program) => {
    const expected = await play(step, right, program, { words: true });
    const trace = await play(step, wrong, program, { words: true });
    const parting = partingOf(step, expected, trace, program.input);
    if (parting === undefined) return undefined;
    const failure = { parting, trace, reference: expected };
    return isSound(step, program, failure) ? failure : undefined;
  };
}
