// Every exercise of the course: what is not written fails as not written, the reference
// passes, and each known misreading fails and is recognised. KUBEWRIGHT_EXERCISE names one.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isEngineRoom } from '../../site/literate/head-comment.ts';
import { partingOf } from '../core/compare.ts';
import { namedCases } from '../core/pairs.ts';
import type { Plain } from '../core/plain.ts';
import { play } from '../core/play.ts';
import type { Result, StepResult } from '../core/result.ts';
import type { Step } from '../core/scenario.ts';
import { toFactoryBody } from '../core/strip.ts';
import type { Trace } from '../core/trace.ts';
import { type Exercise, gradeInProcess, readExercises } from './exercises.node.ts';

const SEED = Number(process.env.SEED ?? 1);
const LONG = process.env.KUBEWRIGHT_LONG !== undefined;
const SEEDS = LONG ? 100 : 20;
/** Enough where all should agree; what should differ is looked for with more. */
const programs = LONG ? 100 : 25;
const exercises = await readExercises(process.env.KUBEWRIGHT_EXERCISE);
/** Lines of a bare starter that are not the reference's: throws and imports. */
const MADE = /NotWritten|^\/\/ TODO|^import |^\} from|^(?:type )?\w+,$/;

const verdicts = ({ steps }: Result): readonly string[] =>
  steps.map(({ id, verdict }) => `${id} ${verdict}`);

for (const exercise of exercises) {
  const { chapter, mutants, scenario } = exercise;
  const test = suite(chapter.slug);
  const ids = chapter.steps.map(({ id }) => id);
  const last = ids.length;
  const opens = new Set(chapter.holes.map(({ opens }) => opens));

  test('chapter, scenario and mutants name the same steps', () => {
    assert.equal(
      scenario.steps.map(({ id }) => id),
      ids,
    );
    assert.ok(mutants.every(({ step }) => ids.includes(step)));
    assert.equal([...new Set(chapter.holes.map(({ step }) => step))].sort(), ids);
  });

  test('a starter fails in every step, as not written', async () => {
    const result = await gradeInProcess(exercise, exercise.starters(0));

    assert.is(result.problem, undefined);
    assert.equal(
      verdicts(result),
      ids.map((id) => `${id} not-written`),
    );
    assert.is(result.exit, 1);
  });

  test('a bare starter fails in every step, as not written, with its number', async () => {
    const result = await gradeInProcess(exercise, exercise.bare());

    assert.is(result.problem, undefined);
    assert.equal(
      result.steps.map(({ verdict, words }) => `${verdict}: ${words}`),
      ids.map((id) => `not-written: ${id} is not written yet`),
    );
  });

  test('a bare starter is the public face of the reference, and no more', () => {
    const files = [...exercise.bare().values()];
    const bare = files.join('\n');
    // Plumbing stays whole; of what the chapter tells nothing does.
    const told = files.filter((text) => !isEngineRoom(text.split('\n')));
    const whole = [...exercise.starters(last).values()].join('\n');
    const known = new Set(whole.split('\n').map((line) => line.trim()));
    const own = bare
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => !MADE.test(line));

    assert.equal(
      exercise.bare().get('mod.ts'),
      exercise.starters(last).get('mod.ts'),
    );
    assert.not.match(told.join('\n'), /this\.#/);
    for (const name of scenario.exports) assert.match(bare, `function ${name}`);
    assert.equal(
      own.filter((line) => !known.has(line)),
      [],
    );
  });

  test('a step passes when its holes and those before are written, and no sooner', async () => {
    for (let solved = 0; solved < last; solved++) {
      const { steps } = await gradeInProcess(exercise, exercise.starters(solved), {
        programs,
      });

      const before = steps.slice(0, solved);
      const next = steps[solved];
      assert.ok(
        before.every(({ verdict }) => verdict === 'passed'),
        `${solved} solved: ${steps.map(told).join('; ')}`,
      );
      // What shares the hole of an earlier step is written with it.
      const shared = !opens.has(next?.id ?? '');
      assert.is(next?.verdict, shared ? 'passed' : 'not-written');
      if (shared) continue;
      const todos = exercise.chapter.holes.filter(
        ({ opens }) => opens === next?.id,
      );
      const words = todos.map(({ text }) => `not written yet: ${text}`);
      assert.ok(words.includes(next?.words ?? ''), next?.words);
    }
  });

  test(`the reference passes, seeds ${SEED} to ${SEED + SEEDS - 1}`, async () => {
    for (let seed = SEED; seed < SEED + SEEDS; seed++) {
      const result = await gradeInProcess(exercise, exercise.starters(last), {
        ...{ seed, programs },
        ...(seed > SEED ? { isUnweighed: true } : {}),
      });

      assert.equal(
        verdicts(result),
        ids.map((id) => `${id} passed`),
        `seed ${seed}`,
      );
      assert.is(result.exit, 0);
    }
  });

  test('one step alone draws what it draws among the others', async () => {
    const files = exercise.starters(last - 1);
    const all = await gradeInProcess(exercise, files);

    const alone = await gradeInProcess(exercise, files, {
      only: new Set([ids[0] ?? '']),
    });

    assert.equal(alone.steps, all.steps.slice(0, 1));
  });

  test('there are ten mutants or more, each with a name of its own, and all compile', () => {
    assert.ok(mutants.length >= 10, `${mutants.length} mutants`);
    assert.is(new Set(mutants.map(({ id }) => id)).size, mutants.length);
    for (const mutant of mutants) {
      for (const source of exercise.mutant(mutant).values()) toFactoryBody(source);
    }
  });

  for (const mutant of mutants) {
    test(`${mutant.id} fails in ${mutant.step}, and is recognised: ${mutant.looksAsIf}`, async () => {
      const only = new Set([mutant.step]);
      for (let seed = SEED; seed < SEED + 3; seed++) {
        const result = await gradeInProcess(exercise, exercise.mutant(mutant), {
          ...{ seed, only },
        });

        const [step] = result.steps;
        assert.is.not(step?.verdict, 'passed');
        assert.is(step?.misreading?.id, mutant.id, `seed ${seed}: ${told(step)}`);
      }
    });
  }

  test('the reference hands out nothing of its inside', async () => {
    const modules = { subject: exercise.reference, parts: exercise.parts };
    for (const step of scenario.steps as readonly Step<Plain>[]) {
      for (const [name, input] of Object.entries(step.cases)) {
        const program = { input, seed: SEED };
        const plain = await play(step, modules, program);
        const written = await play(step, modules, { ...program, scribbles: true });

        assert.equal(written, plain, `${step.id}, ${name}`);
      }
    }
  });

  test('no law lets a trace pass that answers nothing, and none refuses the reference', async () => {
    const modules = { subject: exercise.reference, parts: exercise.parts };
    for (const step of scenario.steps as readonly Step<Plain>[]) {
      for (const [name, input] of Object.entries(namedCases(step))) {
        const right = await play(step, modules, { input, seed: SEED });
        const nothing: Trace = Array.from({ length: 20 }, () => ({
          ...{ call: '', at: 0, outcome: { kind: 'returned', value: null } },
        }));
        const told = `${step.id}, ${name}`;
        assert.is(partingOf(step, right, right, input), undefined, told);
        assert.is.not(partingOf(step, right, nothing, input), undefined, told);
      }
    }
  });

  test.run();
}

function told(step: StepResult | undefined): string {
  return JSON.stringify({ ...step, title: undefined }).slice(0, 600);
}

const everyExercise = suite('exercises');

everyExercise('there is at least one', () => {
  const found: readonly Exercise[] = exercises;
  assert.ok(found.length > 0);
});

everyExercise.run();
