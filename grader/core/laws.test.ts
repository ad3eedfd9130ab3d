// A step that is judged by laws: two clients at once, answers that come when they come,
// and more than one right order.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { World } from '#world';
import * as world from '#world';
import type { LoadedMutant } from './diagnose.ts';
import { judge } from './judge.ts';
import { play } from './play.ts';
import type { Result } from './result.ts';
import type { Sandbox } from './sandbox.ts';
import type { Law, Parts, Program, Scenario, Step, Subject } from './scenario.ts';
import type { Trace } from './trace.ts';

const test = suite('laws');
const parts = { world } as unknown as Parts;

/** A counter that many may add to: `add` promises the sum after it. */
type CreateCounter = (world: World) => {
  add(by: number): Promise<number>;
  read(): number;
};

type Adds = readonly number[];

const sumsOf = (trace: Trace): readonly number[] =>
  trace.map(({ outcome }) =>
    outcome.kind === 'returned' ? Number(outcome.value) : Number.NaN,
  );

const kept: Law<Adds> = {
  says: 'no addition is lost',
  broken: (trace, adds) => {
    const sums = sumsOf(trace);
    const total = adds.reduce((sum, by) => sum + by, 0);
    if (sums.at(-1) === total) return undefined;
    return { line: trace.length - 1, how: 'less was read than was added' };
  },
};
const answered: Law<Adds> = {
  says: 'an answer is a sum of some of the additions, its own among them',
  broken: (trace, adds) => {
    const line = adds.findIndex((by, i) => !((sumsOf(trace)[i] ?? 0) >= by));
    return line < 0 ? undefined : { line, how: 'its own addition is missing' };
  },
};

/** All are asked for at once; then the sum is read. */
const step: Step<Adds> = {
  id: '1.1',
  cases: { 'two at once': [1, 2] },
  draw: (fc) => fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }),
  laws: [answered, kept],
  play: async (subject, adds, stage) => {
    const create = subject.createCounter as CreateCounter;
    const counter = create(stage.world);
    for (const by of adds)
      void stage.callAsync(
        () => `add ${by}`,
        () => counter.add(by),
      );
    await stage.world.clock.advance(1_000);
    stage.call(
      () => 'read',
      () => counter.read(),
    );
  },
};

/** One after the other, the one that `pick` takes from those that wait. */
function inTurn(
  pick: (waiting: (() => void)[]) => (() => void) | undefined,
): Subject {
  const createCounter: CreateCounter = ({ clock }) => {
    const waiting: (() => void)[] = [];
    let sum = 0;
    return {
      add: (by) =>
        new Promise((resolve) => {
          waiting.push(() => {
            sum += by;
            resolve(sum);
          });
          clock.after(10, () => pick(waiting)?.());
        }),
      read: () => sum,
    };
  };
  return { createCounter };
}

const firstFirst = inTurn((waiting) => waiting.shift());
const lastFirst = inTurn((waiting) => waiting.pop());

/** Reads, waits, and writes what it read and added: another may have written since. */
const losing = (delay: number): Subject => {
  const createCounter: CreateCounter = ({ clock }) => {
    let sum = 0;
    return {
      add: async (by) => {
        const before = sum;
        await clock.sleep(delay);
        sum = before + by;
        return sum;
      },
      read: () => sum,
    };
  };
  return { createCounter };
};
const deaf: Subject = {
  createCounter: () => ({ add: async () => 0, read: () => 0 }),
};

const scenario: Scenario = {
  file: 'counter.ts',
  exports: ['createCounter'],
  steps: [step] as readonly Step<unknown>[],
  say: ({ outcome }) => [JSON.stringify(outcome)],
};

function sandboxOf(subject: Subject): Sandbox {
  return {
    isolation: 'none',
    open: async () => undefined,
    close: () => {},
    play: async (_step, programs) => {
      const traces: string[] = [];
      for (const program of programs) {
        const mine = program as Program & { readonly input: Adds };
        const trace = await play(step, { subject, parts }, mine, { words: true });
        traces.push(JSON.stringify(trace));
      }
      return { traces };
    },
  };
}

const mutant = (id: string, subject: Subject): LoadedMutant => ({
  ...{ id, step: '1.1', looksAsIf: `it is ${id}`, hint: 'Look.' },
  load: () => subject,
});

function grade(
  subject: Subject,
  mutants: readonly LoadedMutant[] = [],
): Promise<Result> {
  const chapter = {
    ...{ number: 1, slug: '01-counter', title: 'Counter' },
    steps: [{ id: '1.1', title: 'sums' }],
  };
  return judge({
    request: { chapter, seed: 3, programs: 30, kept: {} },
    ...{ scenario, reference: firstFirst, parts, sandbox: sandboxOf(subject) },
    sources: new Map(),
    work: {},
    mutants: () => mutants,
    now: () => 0,
    deadline: 1_000,
  });
}

test('right answers in another order pass', async () => {
  assert.is((await grade(firstFirst)).exit, 0);
  assert.is((await grade(lastFirst)).exit, 0);
});

test('a lost update is refused by the law that it breaks, at its shortest', async () => {
  const [found] = (await grade(losing(10))).steps;

  assert.is(found?.verdict, 'law-broken');
  assert.match(found?.words ?? '', /no addition is lost; here less was read/);
  assert.is(found?.difference?.law, kept.says);
  assert.is(found?.difference?.before.length, 2);
});

test('a mutant that breaks the same law in the same way is named, whatever its trace', async () => {
  const mutants = [mutant('M1', deaf), mutant('M2', losing(20))];

  const [found] = (await grade(losing(10), mutants)).steps;

  assert.is(found?.misreading?.id, 'M2');
});

test('of two that break it alike none is named', async () => {
  const mutants = [mutant('M1', losing(30)), mutant('M2', losing(20))];

  const [found] = (await grade(losing(10), mutants)).steps;

  assert.is(found?.verdict, 'law-broken');
  assert.is(found?.misreading, undefined);
});

test('a mutant that fails where the module is right is not named', async () => {
  const wrongOnce: Subject = {
    createCounter: (one: World) => {
      const counter = (losing(10).createCounter as CreateCounter)(one);
      return { ...counter, read: () => Math.max(counter.read() - 1, 0) };
    },
  };

  const [found] = (await grade(losing(10), [mutant('M1', wrongOnce)])).steps;

  assert.is(found?.misreading, undefined);
});

test.run();
