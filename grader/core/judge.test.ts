// The judge with sandboxes that answer as no sandbox should: nothing of it is a pass.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as world from '#world';
import type { Job } from './job.ts';
import { judge } from './judge.ts';
import type { Counting } from './meter.ts';
import { pairs } from './pairs.ts';
import { play } from './play.ts';
import type { GradeRequest } from './request.ts';
import type { Result, StepResult } from './result.ts';
import type { Ending, Played, Sandbox } from './sandbox.ts';
import type { Parts, Program, Scenario, Step } from './scenario.ts';

const test = suite('judge');

const parts = { world } as unknown as Parts;

type Numbers = Program & { readonly input: readonly number[] };
type Adder = { readonly add: (a: number, b: number) => number };
const reference: Adder = { add: (a, b) => a + b };

const step: Step<readonly number[]> = {
  id: '1.1',
  cases: { 'one and one': [1, 1], nothing: [] },
  draw: (fc) => fc.array(fc.nat({ max: 9 }), { maxLength: 6 }),
  play: (subject, numbers, stage) => {
    const { add } = subject as Adder;
    let sum = 0;
    for (const number of numbers) {
      const words = (): string => `add ${number}`;
      sum = stage.call(words, () => add(sum, number)) ?? 0;
    }
  },
};
const lawful: Step<readonly number[]> = {
  ...step,
  id: '1.2',
  laws: [{ says: 'sums do not fall', broken: () => undefined }],
};
const scenario: Scenario = {
  file: 'sum.ts',
  exports: ['add'],
  steps: [step, lawful] as readonly Step<unknown>[],
  say: ({ outcome }) => [JSON.stringify(outcome)],
};

/** Plays as a sandbox would, and lets `spoil` have a hand in the answer. */
function sandboxOf(
  subject: Adder,
  spoil: (
    played: Played,
    programs: readonly Program[],
  ) => Played | Promise<Played> = (played) => played,
  first: Step<readonly number[]> = step,
): Sandbox & { plays: number; closed: number } {
  return {
    isolation: 'none',
    plays: 0,
    closed: 0,
    open: async () => undefined,
    close() {
      this.closed++;
    },
    async play(id, programs, telling) {
      this.plays++;
      const played = id === '1.1' ? first : lawful;
      const traces = await Promise.all(
        programs.map((program) =>
          play(played, { subject: { ...subject }, parts }, program as Numbers, {
            words: telling !== 'outcomes',
          }),
        ),
      );
      return spoil(
        { traces: traces.map((trace) => JSON.stringify(trace)) },
        programs,
      );
    },
  };
}

const steps = [
  { id: '1.1', title: 'sums' },
  { id: '1.2', title: 'sums by law' },
];

function grade(
  sandbox: Sandbox,
  { more = {}, ...asked }: Partial<GradeRequest> & { more?: Partial<Job> } = {},
): Promise<Result> {
  return judge({
    request: {
      chapter: { number: 1, slug: '01-sum', title: 'Sums', steps },
      ...{ seed: 5, programs: 60, kept: {}, ...asked },
    },
    scenario,
    reference: { ...reference },
    parts,
    sandbox,
    sources: new Map(),
    work: {},
    mutants: () => [],
    now: () => 0,
    deadline: 1_000,
    ...more,
  });
}

const verdicts = ({ steps }: Result): readonly string[] =>
  steps.map(({ verdict }) => verdict);
const ended = (verdict: Ending['verdict'], words = ''): Ending => ({
  verdict,
  words,
});

test('what agrees passes, with every program counted', async () => {
  const result = await grade(sandboxOf(reference));

  assert.equal(verdicts(result), ['passed', 'passed']);
  // Two cases, each once more with its answers written on, and the random ones.
  assert.is(result.steps[0]?.programs, 64);
  assert.is(result.exit, 0);
});

test('what differs is shown at its shortest', async () => {
  const wrong = { add: (a: number, b: number): number => (a > 9 ? a : a + b) };

  const result = await grade(sandboxOf(wrong));

  const [first] = result.steps;
  assert.is(first?.verdict, 'different');
  assert.ok((first?.difference?.before.length ?? 9) <= 3);
  assert.match(first?.difference?.call ?? '', /^add [1-9]$/);
  assert.is(result.exit, 1);
});

test('no answer is no pass, whatever is left out', async () => {
  const spoilers: readonly ((played: Played) => Played)[] = [
    () => ({ traces: [] }),
    ({ traces }) => ({ traces: traces.slice(0, -1) }),
    ({ traces }) => ({ traces: traces.slice(0, -1), ending: ended('crashed') }),
    ({ traces }) => ({ traces: traces.map(() => '[]') }),
    ({ traces }) => ({ traces: traces.map(() => '') }),
    ({ traces }) => ({ traces: traces.map(() => '{"verdict":"passed"}') }),
    ({ traces }) => ({ traces: traces.toReversed() }),
  ];

  for (const spoil of spoilers) {
    const result = await grade(sandboxOf(reference, spoil));

    assert.not(verdicts(result).includes('passed'), String(spoil));
    assert.is.not(result.exit, 0);
  }
});

test('a way to end is the verdict, with its words on one line', async () => {
  const evil = '\x1b]52;c;aGk=\x07died\n✓ 1.1 passed';

  const result = await grade(
    sandboxOf(reference, () => ({ traces: [], ending: ended('crashed', evil) })),
  );

  assert.equal(verdicts(result), ['crashed', 'crashed']);
  assert.is(result.steps[0]?.words, 'died ✓ 1.1 passed');
  assert.is(result.exit, 5);
});

test('the last call before the end is told from a second playing', async () => {
  const result = await grade(
    sandboxOf(reference, ({ traces }, inputs) =>
      inputs.length > 1
        ? { traces: traces.slice(0, 1), ending: ended('timed-out', 'slow') }
        : {
            traces: [],
            ending: { ...ended('timed-out', 'slow'), lastCall: 'add 1' },
          },
    ),
  );

  assert.is(result.steps[0]?.words, 'slow\nLast call: add 1');
  assert.is(result.steps[0]?.programs, 2);
  assert.is(result.exit, 3);
});

test('the same program answered in two ways is not told as a difference', async () => {
  let turn = 0;
  const result = await grade(
    sandboxOf(reference, ({ traces }) =>
      turn++ === 0
        ? { traces: traces.map((text) => text.replace('"value":1', '"value":9')) }
        : { traces },
    ),
    { only: new Set(['1.1']) },
  );

  assert.match(result.steps[0]?.words ?? '', /two ways/);
  assert.is(result.exit, 1);
});

test('when the time is up the other steps are not graded, and none is begun', async () => {
  let clock = 0;
  const sandbox = sandboxOf(reference, (played) => {
    clock += 600;
    return played;
  });

  const result = await grade(sandbox, { more: { now: () => clock } });

  assert.is(sandbox.plays, 3);
  assert.is(result.steps[1]?.verdict, 'not-graded');
  assert.is.not(result.exit, 0);
});

test('a sandbox is told how long it may still take', async () => {
  const told: number[] = [];
  const sandbox = sandboxOf(reference);
  const { play: playIt } = sandbox;
  sandbox.play = (id, inputs, telling, mostMs) => {
    told.push(mostMs);
    return playIt.call(sandbox, id, inputs, telling, mostMs);
  };

  await grade(sandbox, { more: { now: () => 400 } });

  assert.ok(told.every((ms) => ms === 600));
});

test('a program that nobody knows is not graded, which is no pass', async () => {
  const result = await grade(sandboxOf(reference), { oneCase: '61' });

  assert.equal(verdicts(result), ['not-graded', 'not-graded']);
  assert.is(result.exit, 1);
  assert.is((await grade(sandboxOf(reference), { oneCase: '60' })).exit, 0);
  assert.is(
    (await grade(sandboxOf(reference), { only: new Set(['1.11']) })).exit,
    1,
  );
});

test('one program alone is the same as among the others', async () => {
  const wrong = { add: (a: number, b: number): number => (a > 9 ? a : a + b) };
  const [all] = (await grade(sandboxOf(wrong))).steps;
  const origin = all?.difference?.origin ?? '';

  const [alone] = (await grade(sandboxOf(wrong), { oneCase: origin })).steps;

  assert.equal(alone?.difference, all?.difference);
});

test('a first look plays nothing made by rule, writes on no answer, counts no cost', async () => {
  const asked: string[] = [];
  const sandbox = sandboxOf(reference);
  const { play: playIt } = sandbox;
  sandbox.play = (id, programs, telling, mostMs) => {
    asked.push(telling);
    assert.ok(programs.every(({ scribbles }) => scribbles !== true));
    return playIt.call(sandbox, id, programs, telling, mostMs);
  };
  const [costly] = scenario.steps;
  const costs = [{ what: 'a sum', among: 'numbers', prepare: () => () => {} }];
  const options = { first: [1, 2], second: [3, 4] };
  const made = pairs(options, () => assert.unreachable('a program made by rule'));
  const steps = [{ ...costly, costs, pairs: made } as unknown as Step<unknown>];
  const more = { scenario: { ...scenario, steps } };

  const { exit } = await grade(sandbox, {
    ...{ only: new Set(['1.1']), firstLook: true, more },
  });

  assert.is(exit, 0);
  assert.not(asked.includes('work'));
});

test('kept programs come first', async () => {
  const wrong = { add: (a: number, b: number): number => (a > 9 ? a : a + b) };

  const result = await grade(sandboxOf(wrong), {
    kept: { '1.1': [{ input: [9, 1, 1], seed: 1 }] },
  });

  const [first] = result.steps as [StepResult];
  assert.is(first.difference?.origin, 'kept');
  assert.is(first.programs, 1);
});

/** Adds when somebody else says so, who never does. */
const waiting: Step<readonly number[]> = {
  ...step,
  play: async (subject, [first = 0]) => {
    const { add } = subject as Adder;
    if (Number.isNaN(add(first, first))) await new Promise(() => {});
  },
};
/** A scenario of this one step. */
const only = (one: Step<readonly number[]>): Scenario => ({
  ...scenario,
  steps: [one] as readonly Step<unknown>[],
});
const forever: Adder = { add: () => Number.NaN };

test('a reference that never settles is the grader’s own fault, and said to be', async () => {
  const failure = await grade(sandboxOf(reference), {
    only: new Set(['1.1']),
    more: { scenario: only(waiting), reference: { ...forever } },
  }).catch((error: unknown) => error);

  assert.match(String(failure), /step 1\.1: the reference waits for a promise/);
});

/** Adds two numbers and promises the sum, which never comes if there is none. */
const late: Step<readonly number[]> = {
  ...step,
  play: async (subject, [a = 0, b = 0], stage) => {
    const { add } = subject as Adder;
    const action = (): Promise<number> =>
      Number.isNaN(add(a, b)) ? new Promise(() => {}) : Promise.resolve(add(a, b));
    await stage.callAsync(() => `add ${a} ${b}`, action);
  },
};

test('an answer that never comes is a verdict, with the call that it was asked for', async () => {
  const { steps, exit } = await grade(sandboxOf(forever, undefined, late), {
    only: new Set(['1.1']),
    more: { scenario: only(late) },
  });

  assert.is(steps[0]?.verdict, 'never-settled');
  assert.is(steps[0]?.difference?.call, 'add 0 0');
  assert.is(exit, 3);
});

test('a mutant that never settles is none that explains anything', async () => {
  const mutant = { id: 'M1', step: '1.1', looksAsIf: 'it waits', hint: 'Do not.' };

  const { steps } = await grade(sandboxOf({ add: (a) => a }, undefined, late), {
    only: new Set(['1.1']),
    more: {
      scenario: only(late),
      mutants: () => [{ ...mutant, load: () => ({ ...forever }) }],
    },
  });

  assert.is(steps[0]?.verdict, 'different');
  assert.is(steps[0]?.misreading, undefined);
});

test('a mutant that turns for ever is ended, and explains nothing', async () => {
  const mutant = { id: 'M1', step: '1.1', looksAsIf: 'it turns', hint: 'Do not.' };
  const turning = (counting: Counting): Adder => {
    const { turn } = counting(1);
    return {
      add: () => {
        for (;;) turn(3);
      },
    };
  };

  const { steps } = await grade(sandboxOf({ add: (a) => a }), {
    only: new Set(['1.1']),
    more: {
      mutants: () => [
        { ...mutant, load: (_, counting) => ({ ...turning(counting) }) },
      ],
    },
  });

  assert.is(steps[0]?.verdict, 'different');
  assert.is(steps[0]?.misreading, undefined);
});

test('a misreading that explains a later step too is told once', async () => {
  const again = { ...step, id: '1.2' };
  const steps = [step, again] as readonly Step<unknown>[];
  const misread = { add: (a: number, b: number): number => (a > 9 ? a : a + b) };
  const mutant = { id: 'M1', step: '1.1', looksAsIf: 'it is full', hint: 'Is it?' };
  const more = {
    scenario: { ...scenario, steps },
    mutants: () => [{ ...mutant, load: () => misread }],
  };

  const same = await grade(sandboxOf(misread), { more });
  const other = await grade(sandboxOf({ add: (a) => a }), { more });

  assert.is(same.steps[0]?.misreading?.id, 'M1');
  assert.is(same.steps[0]?.fallsWith, undefined);
  assert.equal(same.steps[1]?.fallsWith, { step: '1.1', same: 'misreading' });
  assert.ok(same.steps[1]?.difference);
  assert.is(other.steps[1]?.verdict, 'different');
  assert.is(other.steps[1]?.fallsWith, undefined);
});

test('the sandbox is closed, also when the grader itself fails', async () => {
  const fine = sandboxOf(reference);
  const broken = sandboxOf(reference, () => {
    throw new Error('no such sandbox');
  });

  await grade(fine);
  const failure = await grade(broken).catch((error: unknown) => error);

  assert.match(String(failure), /no such sandbox/);
  assert.is(fine.closed, 1);
  assert.is(broken.closed, 1);
});

test('a module that can not be played has no steps, and its problem in clean words', async () => {
  const sandbox = {
    ...sandboxOf(reference),
    open: async () => ({ verdict: 'threw', words: 'threw: \x1b[2Ja\nb' }) as const,
  };

  const result = await grade(sandbox);

  assert.equal(result.steps, []);
  assert.equal(result.problem, { verdict: 'threw', words: 'threw: a b' });
  assert.is(result.exit, 1);
});

test.run();
