import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as world from '#world';
import { NotWritten } from '#world';
import { type PlayOptions, play as playProgram } from './play.ts';
import type { Parts, Step, Subject } from './scenario.ts';
import type { Outcome, Trace } from './trace.ts';

const test = suite('playing');

const parts = { world } as unknown as Parts;

function play(
  one: Step<null>,
  subject: Subject,
  input: null,
  options: PlayOptions = {},
): Promise<Trace> {
  return playProgram(one, { subject, parts }, { input, seed: 1 }, options);
}

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

/** Two calls at 5 ms: the first is answered at 35, the second at 15. */
const overtaking = (options: { readonly noted?: 'at its end' }): Step<null> => ({
  ...step,
  play: async (_subject, _input, stage) => {
    const { clock } = stage.world;
    await clock.advance(5);
    for (const delay of [30, 10]) {
      const action = (): Promise<void> => clock.sleep(delay);
      void stage.callAsync(() => `wait ${delay}`, action, options);
    }
    await clock.advance(100);
  },
});

const callsOf = (trace: Trace): readonly string[] =>
  trace.slice(0, -1).map(({ call, at }) => `${call} at ${at}`);

test('a call has the line and the time of its beginning, however late its answer', async () => {
  const trace = await play(overtaking({}), {}, null, { words: true });

  assert.equal(callsOf(trace), ['wait 30 at 5', 'wait 10 at 5']);
});

test('a call that is noted at its end has the line and the time of its answer', async () => {
  const ends = overtaking({ noted: 'at its end' });

  const trace = await play(ends, {}, null, { words: true });

  assert.equal(callsOf(trace), ['wait 10 at 15', 'wait 30 at 35']);
});

test('a program that waits for what nobody does is over when nothing is left to do', async () => {
  const never = (): Promise<never> => new Promise(() => {});
  const subject = { a: async () => 1, never, b: () => 1 };

  const trace = await play(step, subject, null, { words: true });

  assert.equal(
    trace.map(({ call, outcome: { kind } }) => `${call}: ${kind}`),
    ['a: returned', 'never: pending', 'the end of the program: pending'],
  );
});

test('a promise that takes many turns is waited for, on the clock and off it', async () => {
  const slow = async (): Promise<void> => {
    for (let turn = 0; turn < 1_000; turn++) await undefined;
  };
  const onClock: Step<null> = {
    ...step,
    play: async (_subject, _input, stage) => {
      const { clock } = stage.world;
      const now = (): number => clock.now();
      clock.after(1, () => void stage.callAsync(() => 'slow', slow));
      clock.after(2, () => void stage.call(() => 'next', now));
      await clock.advance(3);
      await stage.callAsync(() => 'slow', slow);
    },
  };

  const trace = await play(onClock, {}, null);

  assert.equal(
    trace.map(({ at, outcome }) => `${at} ${outcome.kind}`),
    ['1 returned', '2 returned', '3 returned', '3 left'],
  );
});

test('the world of a program is given by its seed', async () => {
  const drawing: Step<null> = {
    ...step,
    play: (_subject, _input, stage) => {
      const action = (): number => stage.world.chance.integer(1, 1_000_000);
      stage.call(() => 'draw', action);
    },
  };
  const drawn = async (seed: number): Promise<unknown> => {
    const modules = { subject: {}, parts };
    return (await playProgram(drawing, modules, { input: null, seed }))[0]?.outcome;
  };

  assert.equal(await drawn(7), await drawn(7));
  assert.not.equal(await drawn(7), await drawn(8));
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

/** Makes a world, lets the subject do what it does to it, and holds two of something. */
const leaving: Step<null> = {
  ...step,
  play: async (subject, _input, stage) => {
    const { clock, network, disk } = stage.world;
    stage.atEnd('the box', () => ({ balls: 2, cubes: 0 }));
    const action = subject.action as (world: unknown) => Promise<void>;
    await stage.callAsync(
      () => 'act',
      () => action({ clock, network, disk }),
    );
    await clock.advance(1_000);
  },
};

async function leftBy(
  action: (given: world.VirtualWorld) => Promise<void>,
): Promise<Outcome | undefined> {
  return (await play(leaving, { action }, null)).at(-1)?.outcome;
}

test('what a program leaves behind is its last line', async () => {
  const left = await leftBy(async ({ clock, network, disk }) => {
    clock.after(500, () => {});
    clock.after(25_000, () => {});
    network.attach('a', () => {});
    await (await disk.open('closed')).close();
    await disk.open('open');
  });

  assert.equal(left, {
    kind: 'left',
    left: {
      ...{ timers: 1, 'open files': 1 },
      ...{ 'hosts on the network': 1, 'balls of the box': 2 },
    },
    due: [25_000],
  });
});

/** Asks for the list twice. */
const asking: Step<null> = {
  ...step,
  play: (subject, _input, stage) => {
    const list = subject.list as () => readonly number[];
    for (const _ of [1, 2]) {
      const used = stage.call(() => 'list', list);
      stage.call(
        () => 'length of it',
        () => used?.length,
      );
    }
  },
};

test('where answers are written on, a list of the inside is found out, a copy is not', async () => {
  const inside = [1, 2];
  const lists = { live: () => inside, copied: () => [1, 2] };
  const said = async (list: () => readonly number[]): Promise<unknown> => {
    const program = { input: null, seed: 1, scribbles: true } as const;
    const modules = { subject: { list }, parts };
    const trace = await playProgram(asking, modules, program, { words: true });
    return trace.map(({ call, outcome }) =>
      outcome.kind === 'returned' ? [call, outcome.value] : [],
    );
  };
  const words = [
    'list, and write on the answer',
    'length of it, and write on the answer',
  ];

  const copied = await said(lists.copied);
  const live = await said(lists.live);

  assert.equal(copied, [
    [words[0], [1, 2]],
    [words[1], 1],
    [words[0], [1, 2]],
    [words[1], 1],
  ]);
  assert.equal(live, [
    [words[0], [1, 2]],
    [words[1], 1],
    [words[0], ['written on']],
    [words[1], 1],
  ]);
});

test('after a program that stopped or never ended nothing is counted', async () => {
  const never = await leftBy(() => new Promise(() => {}));
  const hole = await leftBy(() => {
    throw new NotWritten('1.1');
  });

  assert.equal([never?.kind, hole?.kind], ['pending', 'not-written']);
});

test.run();
