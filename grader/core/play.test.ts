import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { NotWritten } from '#world';
import { play } from './play.ts';
import type { Step } from './scenario.ts';
import type { Outcome } from './trace.ts';

const test = suite('playing');

/** Calls each of the subject's functions in turn. */
const step: Step<null> = {
  id: '1.1',
  cases: {},
  draw: (fc) => fc.constant(null),
  play: async (subject, _input, stage) => {
    for (const [name, action] of Object.entries(subject)) {
      await stage.callAsync(() => name, action as () => Promise<unknown>);
    }
  },
};

async function outcomeOf(action: () => unknown): Promise<Outcome | undefined> {
  const calls: Step<null> = {
    ...step,
    play: (subject, _input, stage) => {
      stage.call(() => 'call', subject.action as () => unknown);
    },
  };
  return (await play(calls, { action }, null))[0]?.outcome;
}

test('each call has a line, and a program goes on after an error', async () => {
  const subject = {
    one: async () => 1,
    bad: () => Promise.reject(new TypeError('no')),
    list: async () => new Map(),
    two: () => 2,
  };

  const trace = await play(step, subject, null, { words: true });

  assert.equal(
    trace.map(({ call, outcome: { kind } }) => `${call}: ${kind}`),
    ['one: returned', 'bad: threw', 'list: odd', 'two: returned'],
  );
});

test('words are asked for only when they are wanted, or before each call', async () => {
  const announced: string[] = [];

  const silent = await play(step, { a: async () => 1 }, null);
  await play(step, { a: async () => 1 }, null, {
    onCall: (call) => announced.push(call),
  });

  assert.ok(silent.every(({ call }) => call === ''));
  assert.equal(announced, ['a']);
});

test('after a hole nothing is played', async () => {
  const hole = (): never => {
    throw new NotWritten('1.3');
  };

  const trace = await play(step, { a: hole, b: () => 1 }, null);

  assert.equal(
    trace.map(({ outcome }) => outcome),
    [{ kind: 'not-written', step: '1.3' }],
  );
});

test('a hole behind a getter of an answer is a hole', async () => {
  const outcome = await outcomeOf(() => ({
    get revision(): never {
      throw new NotWritten('1.1');
    },
  }));

  assert.equal(outcome, { kind: 'not-written', step: '1.1' });
});

test('whatever is thrown becomes a line', async () => {
  const thrower = (what: unknown) => (): never => {
    throw what;
  };
  const evil = new Proxy(
    {},
    {
      get: () => {
        throw evil;
      },
      getPrototypeOf: () => {
        throw evil;
      },
    },
  );
  const cases: readonly (readonly [unknown, Outcome])[] = [
    [new Error('a'), { kind: 'threw', code: '', message: 'a' }],
    [new TypeError('a'), { kind: 'threw', code: '', message: 'TypeError: a' }],
    [
      { code: 5, message: 'a' },
      { kind: 'threw', code: '5', message: 'a' },
    ],
    [null, { kind: 'threw', code: '', message: 'null' }],
    [undefined, { kind: 'threw', code: '', message: 'undefined' }],
    ['text', { kind: 'threw', code: '', message: 'text' }],
    [Symbol('a'), { kind: 'threw', code: '', message: 'Symbol(a)' }],
    [Object.freeze(Object.create(null)), { kind: 'threw', code: '', message: '' }],
    [evil, { kind: 'threw', code: '', message: '' }],
    [{ message: {} }, { kind: 'threw', code: '', message: '' }],
  ];

  for (const [thrown, outcome] of cases) {
    assert.equal(await outcomeOf(thrower(thrown)), outcome);
  }
  const long = await outcomeOf(thrower(new Error('a'.repeat(9_999))));
  assert.is(long?.kind === 'threw' && long.message.length, 1_000);
});

test('an answer that throws when it is read is odd', async () => {
  const revoked = Proxy.revocable([], {});
  revoked.revoke();
  const answers = [
    revoked.proxy,
    {
      get a() {
        throw new Error('no');
      },
    },
  ];

  for (const answer of answers) {
    assert.equal(await outcomeOf(() => answer), {
      ...{ kind: 'odd', what: 'a value that throws when it is read' },
    });
  }
});

test('every program has a world of its own', async () => {
  const worlds = new Set<unknown>();
  const looking: Step<null> = {
    ...step,
    play: (_subject, _input, stage) => {
      worlds.add(stage.world);
      worlds.add(stage.world);
    },
  };

  await play(looking, {}, null);
  await play(looking, {}, null);

  assert.is(worlds.size, 2);
});

test.run();
