// Programs drawn by chance, each with the ways in which it can be made smaller.

import * as fc from 'fast-check';

/** A program, and the smaller ones that may still show the same fault. */
export interface Drawn<Input> {
  readonly input: Input;
  smaller(): Iterable<Drawn<Input>>;
}

/** Hands fast-check's own values out, so that shrinking stays in our hands. */
class Whole<T> extends fc.Arbitrary<fc.Value<T>> {
  readonly #inner: fc.Arbitrary<T>;

  constructor(inner: fc.Arbitrary<T>) {
    super();
    this.#inner = inner;
  }

  override generate(
    random: fc.Random,
    bias: number | undefined,
  ): fc.Value<fc.Value<T>> {
    return new fc.Value(this.#inner.generate(random, bias), undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is fc.Value<T> {
    return false;
  }

  override shrink(): fc.Stream<fc.Value<fc.Value<T>>> {
    return fc.Stream.nil();
  }
}

/** Draws `count` programs; the same seed draws the same ones. */
export function draw<Input>(
  arbitrary: fc.Arbitrary<Input>,
  seed: number,
  count: number,
): readonly Drawn<Input>[] {
  const values = fc.sample(new Whole(arbitrary), { seed, numRuns: count });
  return values.map((value) => drawn(arbitrary, value));
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
