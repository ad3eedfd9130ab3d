import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  anyOf,
  deletes,
  gets,
  type Program,
  puts,
} from '../scenarios/01-store/draw.ts';
import { type Drawn, draw, given } from './draw.ts';

const test = suite('drawn programs');
const programs: fc.Arbitrary<Program> = anyOf(fc, [
  puts(fc),
  gets(fc),
  deletes(fc),
]);
const inputs = (drawn: readonly Drawn<Program>[]): readonly Program[] =>
  drawn.map(({ input }) => input);

test('the same seed draws the same programs, another seed others', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const [a, b, c] = [seed, seed, seed + 1].map((s) =>
      inputs(draw(programs, s, 20)),
    );

    assert.equal(a, b);
    assert.not.equal(a, c);
  }
});

test('to draw more does not change the earlier ones', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const few = inputs(draw(programs, seed, 30));
    const many = inputs(draw(programs, seed, 100));

    assert.equal(many.slice(0, 30), few);
  }
});

test('what is smaller is drawn from the same kind, and the same each time', () => {
  for (const drawn of draw(programs, 7, 20)) {
    const sizes = [...drawn.smaller()].map(({ input }) => input.length);
    const again = [...drawn.smaller()].map(({ input }) => input.length);

    assert.equal(sizes, again);
    assert.ok(sizes.every((size) => size <= drawn.input.length));
  }
});

test('a written program shrinks where that is possible, and is left alone elsewhere', () => {
  const numbers = given(fc.array(fc.nat()), [3, 2, 1]);
  const foreign = given(programs, [{ op: 'get', range: { key: 'not drawn' } }]);

  assert.ok([...numbers.smaller()].length > 0);
  assert.equal([...foreign.smaller()], []);
});

test('programs have up to 40 operations, most of them few', () => {
  const sizes = draw(programs, 1, 500).map(({ input }) => input.length);

  assert.ok(Math.max(...sizes) > 30);
  assert.ok(Math.max(...sizes) <= 40);
  assert.ok(sizes.filter((size) => size <= 10).length > 300);
});

test.run();
