import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  anyOf,
  deletes,
  gets,
  type DrawnOp as Op,
  puts,
  ranges,
} from '../scenarios/01-store/draw.ts';
import { type Drawn, draw } from './draw.ts';
import { type Shrunk, shrink } from './shrink.ts';

const test = suite('shrinking');

type Program = readonly Op[];
type Fault = (program: Program) => boolean;

const operation = fc.oneof(puts(fc), gets(fc), deletes(fc), ranges(fc));
const forty: fc.Arbitrary<Program> = fc.array(operation, {
  ...{ minLength: 0, maxLength: 40, size: 'max' as const },
});
const short: fc.Arbitrary<Program> = anyOf(fc, [operation]);

/** A fault: it needs `kinds` to be done in this order, on these keys. */
function fault(kinds: readonly (readonly [Op['op'], string | undefined])[]): Fault {
  return (program) => {
    let at = 0;
    for (const op of program) {
      const [kind, key] = kinds[at] ?? [];
      const there = op.op === 'put' ? op.put.key : op.range.key;
      if (op.op === kind && (key === undefined || key === there)) at++;
    }
    return at === kinds.length;
  };
}

/** Thirty faults, of one to four operations that matter. */
function faults(): readonly Fault[] {
  const kind = fc.constantFrom('put', 'get', 'delete') as fc.Arbitrary<Op['op']>;
  const key = fc.constantFrom(undefined, undefined, 'a', 'b');
  const kinds = fc.array(fc.tuple(kind, key), { minLength: 1, maxLength: 4 });
  return fc.sample(kinds, { seed: 11, numRuns: 30 }).map(fault);
}

/** A long program that shows the fault. */
function failing(fault: Fault, seed: number): Drawn<Program> {
  for (let next = seed; ; next++) {
    const found = draw(forty, next, 200).find(
      ({ input }) => input.length >= 38 && fault(input),
    );
    if (found !== undefined) return found;
  }
}

function shrinkBy(
  fault: Fault,
  drawn: Drawn<Program>,
): Promise<Shrunk<Program, true>> {
  return shrink({ drawn, failure: true as const }, async (inputs) =>
    inputs.map((input) => (fault(input) ? true : undefined)),
  );
}

test('forty operations come down to a handful', async () => {
  const lengths: number[] = [];
  for (const [i, fault] of faults().entries()) {
    const { drawn } = await shrinkBy(fault, failing(fault, i + 1));
    lengths.push(drawn.input.length);
  }

  const median = lengths.toSorted((a, b) => a - b)[15] ?? 0;
  assert.ok(median <= 6, `the median is ${median}: ${lengths}`);
});

test('what is left still fails, and is no longer than what it came from', async () => {
  for (const [i, fault] of faults().entries()) {
    const start = failing(fault, i + 1);

    const { drawn, tried } = await shrinkBy(fault, start);

    assert.ok(fault(drawn.input));
    assert.ok(drawn.input.length <= start.input.length);
    assert.ok(tried <= 1_025);
  }
});

test('a program that can not be made smaller is kept', async () => {
  const drawn = { input: [], smaller: () => [] };

  const shrunk = await shrinkBy(() => true, drawn);

  assert.is(shrunk.drawn, drawn);
  assert.is(shrunk.tried, 0);
});

test('when nothing more is answered the best so far stands', async () => {
  const [start] = draw(short, 3, 1);
  if (start === undefined) throw new Error('nothing was drawn');

  const shrunk = await shrink({ drawn: start, failure: 1 }, async () => []);

  assert.is(shrunk.drawn, start);
});

test.run();
