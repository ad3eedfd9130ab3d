// The judge's half of the conversation, with a channel that is played by hand.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ModuleProblem } from '../core/result.ts';
import type { Ending } from '../core/sandbox.ts';
import type { Program } from '../core/scenario.ts';
import { AskingSandbox, type Channel } from './asking.ts';
import type { Answer, Load, Request } from './protocol.ts';

const test = suite('asking');
const load: Load = { modules: [], names: {}, entry: 'a/mod.ts', exports: [] };

type Reply = (requests: readonly Request[], channel: HandChannel) => void;

class HandChannel implements Channel {
  readonly ready: Promise<ModuleProblem | undefined>;
  ending: Ending | undefined;
  onAnswer: (answer: Answer) => void = () => {};
  onEnd: (ending: Ending) => void = () => {};
  readonly #reply: Reply;

  constructor(reply: Reply, ready: Promise<ModuleProblem | undefined>) {
    this.#reply = reply;
    this.ready = ready;
  }

  ask(requests: readonly Request[]): void {
    if (requests[0]?.ask === 'load') this.onAnswer({ say: 'loaded' });
    else this.#reply(requests, this);
  }

  end(why: Ending): void {
    if (this.ending !== undefined) return;
    this.ending = why;
    this.onEnd(why);
  }
}

const PROGRAMS: readonly Program[] = [1, 2].map((input) => ({ input, seed: 1 }));

const played = (number: number): Answer => ({ say: 'played', number, trace: '[]' });

/** A sandbox over such channels; `made` counts them. */
function sandboxOf(
  reply: Reply,
  ready: Promise<ModuleProblem | undefined> = Promise.resolve(undefined),
): { sandbox: AskingSandbox; made: HandChannel[] } {
  const made: HandChannel[] = [];
  const channel = (): Channel => {
    const next = new HandChannel(reply, ready);
    made.push(next);
    return next;
  };
  return { sandbox: new AskingSandbox({ isolation: 'none', load, channel }), made };
}

async function playTwo(reply: Reply, telling: 'outcomes' | 'ahead' = 'outcomes') {
  const { sandbox, made } = sandboxOf(reply);
  await sandbox.open();
  return {
    ...(await sandbox.play('1.1', PROGRAMS, telling, 5_000)),
    sandbox,
    made,
  };
}

test('answers in order are traces', async () => {
  const { traces, ending } = await playTwo((_requests, channel) => {
    channel.onAnswer(played(0));
    channel.onAnswer(played(1));
  });

  assert.equal(traces, ['[]', '[]']);
  assert.is(ending, undefined);
});

test('an answer out of turn ends the conversation', async () => {
  const wrong: readonly Answer[] = [
    played(1),
    { say: 'ready' },
    { say: 'loaded' },
    { say: 'call', number: 0, call: 'unasked' },
    { say: 'end', verdict: 'threw', words: '' },
  ];

  for (const answer of wrong) {
    const { traces, ending } = await playTwo((_requests, channel) => {
      channel.onAnswer(answer);
    });

    assert.equal(traces, []);
    assert.is(ending?.verdict, 'garbled', answer.say);
  }
});

test('the same answer twice ends the conversation', async () => {
  const { traces, ending } = await playTwo((_requests, channel) => {
    channel.onAnswer(played(0));
    channel.onAnswer(played(0));
  });

  assert.is(traces.length, 1);
  assert.is(ending?.verdict, 'garbled');
});

test('an answer when nobody asked ends it, and the next program finds a new place', async () => {
  const { sandbox, made } = await playTwo((_requests, channel) => {
    channel.onAnswer(played(0));
    channel.onAnswer(played(1));
    channel.onAnswer(played(2));
  });

  const first = made[0];
  const again = await sandbox.play('1.1', PROGRAMS, 'outcomes', 5_000);

  assert.is(first?.ending?.verdict, 'garbled');
  assert.is(again.traces.length, 2);
  assert.is(made.length, 2);
});

test('a place that ended between two programs is replaced, not waited for', async () => {
  const { sandbox, made } = await playTwo((requests, channel) => {
    requests.forEach((_request, number) => {
      channel.onAnswer(played(number));
    });
  });

  made[0]?.end({ verdict: 'ended-the-process', words: '' });
  const again = await sandbox.play('1.1', PROGRAMS.slice(0, 1), 'outcomes', 5_000);

  assert.is(again.traces.length, 1);
  assert.is(made.length, 2);
});

test('calls that are announced do not win time', async () => {
  const began = performance.now();

  const { ending } = await playTwo((_requests, channel) => {
    const call = (): void => {
      if (channel.ending !== undefined) return;
      channel.onAnswer({ say: 'call', number: 0, call: 'put a' });
      setTimeout(call, 200);
    };
    call();
  }, 'ahead');

  assert.is(ending?.verdict, 'timed-out');
  assert.is(ending?.lastCall, 'put a');
  assert.ok(performance.now() - began < 2_900);
});

test('the time of the run is kept, however quick each program is', async () => {
  const { sandbox } = sandboxOf((requests, channel) => {
    const answer = (number: number): void => {
      if (channel.ending === undefined) channel.onAnswer(played(number));
      if (number < requests.length - 1) setTimeout(answer, 50, number + 1);
    };
    answer(0);
  });
  await sandbox.open();

  const { traces, ending } = await sandbox.play(
    '1.1',
    Array(25).fill(PROGRAMS[0]),
    'outcomes',
    300,
  );

  assert.is(ending?.verdict, 'timed-out');
  assert.match(ending?.words ?? '', /whole run/);
  assert.ok(traces.length > 0 && traces.length < 12);
});

test('an answer that waited behind our own work is heard', async () => {
  const { traces, ending } = await playTwo((_requests, channel) => {
    setTimeout(() => {
      channel.onAnswer(played(0));
      channel.onAnswer(played(1));
    }, 2_001);
    const busyUntil = performance.now() + 2_050;
    while (performance.now() < busyUntil);
  });

  assert.is(ending, undefined);
  assert.is(traces.length, 2);
});

test('modules that can not be read there are a problem, a place that does not start is not', async () => {
  const problem = { verdict: 'does-not-compile', words: 'a' } as const;
  const unreadable = sandboxOf(() => {}, Promise.resolve(problem));
  const broken = sandboxOf(() => {}, Promise.reject(new Error('no place')));

  const failure = await broken.sandbox.open().catch((error: unknown) => error);

  assert.is(await unreadable.sandbox.open(), problem);
  assert.match(String(failure), /no place/);
});

test.run();
