// Programs drawn by chance, each with the ways in which it can be made smaller.

import type * as fc from 'fast-check';
import { diceFor } from './dice.ts';

/** A program, and the smaller ones that may still show the same fault. */
export interface Drawn<Input> {
  readonly input: Input;
  smaller(): Iterable<Drawn<Input>>;
}

/** Draws `count` programs; the same seed draws the same ones. */
export function draw<Input>(
  arbitrary: fc.Arbitrary<Input>,
  seed: number,
  count: number,
): readonly Drawn<Input>[] {
  return Array.from({ length: count }, (_, i) => drawOne(arbitrary, seed, i));
}

/** The program `number`, from 0, among those of `seed`. */
export function drawOne<Input>(
  arbitrary: fc.Arbitrary<Input>,
  seed: number,
  number: number,
): Drawn<Input> {
  // It asks for no more than our dice have.
  const dice = diceFor(seed, number) as unknown as fc.Random;
  // No bias to small values: scenarios say themselves how much of what they want.
  return drawn(arbitrary, arbitrary.generate(dice, undefined));
}

/** A program that was not drawn but written or kept; it shrinks where that is possible. */
export function given<Input>(
  arbitrary: fc.Arbitrary<Input>,
  input: Input,
): Drawn<Input> {
  return {
    input,
    *smaller() {
      if (!arbitrary.canShrinkWithoutContext(input)) return;
      for (const value of arbitrary.shrink(input, undefined)) {
        yield drawn(arbitrary, value);
      }
    },
  };
}

function drawn<Input>(
  arbitrary: fc.Arbitrary<Input>,
  value: fc.Value<Input>,
): Drawn<Input> {
  return {
    input: value.value,
    *smaller() {
      for (const next of arbitrary.shrink(value.value, value.context)) {
        yield drawn(arbitrary, next);
      }
    },
  };
}
