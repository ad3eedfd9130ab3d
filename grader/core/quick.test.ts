import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readExercises } from '../trials/exercises.node.ts';
import { Dice, diceFor } from './dice.ts';
import { drawOne } from './draw.ts';
import { samePlain } from './plain.ts';
import { quickOf } from './quick.ts';

const test = suite('quick draws');
const SEED = Number(process.env.SEED ?? 1);
const PROGRAMS = process.env.KUBEWRIGHT_LONG === '1' ? 2_000 : 200;

for (const { chapter, scenario } of await readExercises()) {
  for (const step of scenario.steps) {
    test(`step ${step.id} of ${chapter.slug} is drawn as fast-check draws it`, () => {
      const quick = quickOf(step.draw);
      assert.ok(quick, 'a word is missing in quick.ts: the step is graded slowly');
      const arbitrary = step.draw(fc);

      for (let number = 0; number < PROGRAMS; number++) {
        const input = quick.draw(diceFor(SEED, number));
        const drawn = drawOne(arbitrary, SEED, number);

        assert.ok(
          samePlain(JSON.parse(JSON.stringify(input)), plainOf(drawn.input)),
          `seed ${SEED}, program ${number}`,
        );
      }
    });
  }
}

const plainOf = (input: unknown) => JSON.parse(JSON.stringify(input));

test('a word that is not here is left to fast-check', () => {
  assert.is(
    quickOf((fc) => fc.uuid()),
    undefined,
  );
  assert.is(
    quickOf((fc) => fc.array(fc.boolean(), { size: 'large' })),
    undefined,
  );
  assert.is(
    quickOf((fc) => fc.oneof({ maxDepth: 2 }, fc.boolean())),
    undefined,
  );
});

test('a natural number is drawn alike in both ways of asking for it', () => {
  for (const draw of [
    (words: typeof fc) => words.nat(4),
    (words: typeof fc) => words.nat({ max: 4 }),
  ]) {
    const quick = quickOf(draw);
    for (let number = 0; number < 50; number++) {
      const drawn = drawOne(draw(fc), SEED, number).input;
      assert.is(quick?.draw(diceFor(SEED, number)), drawn);
    }
  }
});

test('dice throw every number between two, the same ones for the same seed', () => {
  const [a, b] = [new Dice(SEED), new Dice(SEED)];
  const thrown = Array.from({ length: 500 }, () => a.nextInt(-2, 3));

  assert.equal(
    thrown,
    Array.from({ length: 500 }, () => b.nextInt(-2, 3)),
  );
  assert.equal([...new Set(thrown)].sort(), [-1, -2, 0, 1, 2, 3]);
});

test('dice throw large numbers too', () => {
  const dice = new Dice(SEED);
  const most = 10n ** 30n;

  for (let i = 0; i < 100; i++) {
    const thrown = dice.nextBigInt(-most, most);
    assert.ok(thrown >= -most && thrown <= most);
  }
});

test.run();
