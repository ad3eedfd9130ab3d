import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { gradeIn, readExercises } from '../trials/exercises.node.ts';
import { InProcessSandbox } from '../trials/in-process-sandbox.ts';
import { Memory } from './memory.ts';

const test = suite('the memory of a judge');
const [exercise] = await readExercises('01-store');
if (exercise === undefined) throw new Error('there is no exercise 01-store');
const { scenario, mutants } = exercise;
const whole = exercise.starters(99);

function grade(files: typeof whole, memory?: Memory, seed = 3) {
  if (exercise === undefined) throw new Error('there is no exercise');
  const sandbox = new InProcessSandbox(scenario, exercise.load(files));
  return gradeIn(exercise, files, {
    ...{ sandbox, seed, programs: 20, isUnweighed: true },
    ...(memory === undefined ? {} : { memory }),
  });
}

test('with it each learner gets the result that they get without', async () => {
  const memory = new Memory();
  const [one, two] = mutants;
  if (one === undefined || two === undefined) throw new Error('too few mutants');
  for (const files of [whole, exercise.mutant(one), exercise.mutant(two), whole]) {
    assert.equal(await grade(files, memory), await grade(files));
  }
});

test('another seed is another memory', async () => {
  const memory = new Memory();
  await grade(whole, memory, 3);

  assert.equal(await grade(whole, memory, 4), await grade(whole, undefined, 4));
});

test('the reference plays a program once, for however many learners', async () => {
  const memory = new Memory();
  let played = 0;
  const counting = {
    ...exercise,
    reference: new Proxy(exercise.reference, {
      get: (target, name) => {
        played += 1;
        return Reflect.get(target, name);
      },
    }),
  };
  const run = async (): Promise<number> => {
    const before = played;
    const sandbox = new InProcessSandbox(scenario, exercise.load(whole));
    await gradeIn(counting, whole, {
      sandbox,
      programs: 20,
      isUnweighed: true,
      memory,
    });
    return played - before;
  };

  assert.ok((await run()) > 100);
  assert.is(await run(), 0);
});

test.run();
