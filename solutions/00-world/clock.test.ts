import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  createVirtualWorld,
  INSTANT_CHAIN_LIMIT,
  millis,
  VirtualClock,
} from './mod.ts';

const test = suite('clock');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 200 };

test('time stands still until it is advanced', async () => {
  const { clock } = createVirtualWorld({ seed: 1, start: 1_000 });

  await clock.settle();
  const before = [clock.now(), clock.wall()];
  await clock.advance(250);

  assert.equal(before, [0, 1_000]);
  assert.equal([clock.now(), clock.wall()], [250, 1_250]);
});

test('timers run in order of time, then of making, and never early', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.array(fc.nat(9)), (delays, steps) => {
      const clock = new VirtualClock();
      const ran: { order: number; due: number; at: number }[] = [];
      for (const [order, due] of delays.entries()) {
        clock.after(due, () => ran.push({ order, due, at: clock.now() }));
      }

      for (const step of [0, ...steps]) clock.advanceSync(step);

      const now = clock.now();
      const expected = [...delays.entries()]
        .filter(([, due]) => due <= now)
        .sort(([a, dueA], [b, dueB]) => dueA - dueB || a - b)
        .map(([order, due]) => ({ order, due, at: due }));
      assert.equal(ran, expected);
      assert.is(clock.pending.length, delays.length - ran.length);
    }),
    runs,
  );
});

test('both ways of advancing run the same timers', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.nat(9)),
    fc.nat(30),
    async (tree, span) => {
      const play = (clock: VirtualClock): string[] => {
        const ran: string[] = [];
        const arm = (at: number): void => {
          const delay = tree[at];
          if (delay === undefined) return;
          clock.after(delay, () => {
            ran.push(`${at} at ${clock.now()}`);
            arm(2 * at + 1);
            arm(2 * at + 2);
          });
        };
        arm(0);
        return ran;
      };
      const [one, two] = [new VirtualClock(), new VirtualClock()];
      const [ranOne, ranTwo] = [play(one), play(two)];

      await one.advance(span);
      two.advanceSync(span);

      assert.equal(ranOne, ranTwo);
      assert.is(one.now(), two.now());
    },
  );
  await fc.assert(property, runs);
});

test('a cancelled timer does not run, and cancelling late does nothing', () => {
  const clock = new VirtualClock();
  const ran: string[] = [];
  const early = clock.after(1, () => ran.push('early'));
  const late = clock.after(2, () => ran.push('late'));

  clock.advanceSync(1);
  early.cancel();
  late.cancel();
  late.cancel();
  clock.advanceSync(5);

  assert.equal(ran, ['early']);
  assert.is(clock.pending.length, 0);
});

test('what a timer settles goes on before the next timer runs', async () => {
  const clock = new VirtualClock();
  const heard: string[] = [];
  const worker = async (name: string, rest: number): Promise<void> => {
    for (let round = 0; round < 3; round++) {
      await clock.sleep(rest);
      heard.push(`${name} ${clock.now()}`);
    }
  };

  const workers = [worker('a', 2), worker('b', 3)];
  await clock.advance(9);
  await Promise.all(workers);

  assert.equal(heard, ['a 2', 'b 3', 'a 4', 'b 6', 'a 6', 'b 9']);
});

test('a host that can tell when promises are at rest counts no turns', async () => {
  const atRest = (): Promise<void> => new Promise((done) => setImmediate(done));
  const worlds = [{}, { atRest }].map((more) =>
    createVirtualWorld({ seed: 1, turns: 8, ...more }),
  );
  const ended: number[] = [];
  for (const { clock } of worlds) {
    clock.after(1, async () => {
      for (let step = 0; step < 12; step++) await undefined;
      ended.push(clock.now());
    });
    clock.after(2, () => {});
    await clock.advance(5);
  }

  assert.equal(ended, [2, 1]);
});

test('a timer that re-arms itself with no delay is refused', async () => {
  const clock = new VirtualClock();
  const rearm = (): void => void clock.after(0, rearm);
  clock.after(5, rearm);

  const error = await clock.advance(10).then(
    () => undefined,
    (reason: unknown) => reason,
  );

  assert.match(String(error), /1001 timers made one another at 5 ms/);
  assert.is(clock.now(), 5);
});

test('many timers of one instant are no chain', () => {
  const clock = new VirtualClock();
  let ran = 0;
  for (let n = 0; n <= 2 * INSTANT_CHAIN_LIMIT; n++) clock.after(0, () => ran++);

  clock.advanceSync(0);

  assert.is(ran, 2 * INSTANT_CHAIN_LIMIT + 1);
});

test('what a timer throws comes out of advance', async () => {
  const clock = new VirtualClock();
  clock.after(1, () => {
    throw new Error('spilt');
  });

  let message = '';
  await clock.advance(5).catch((error: Error) => {
    message = error.message;
  });
  const at = clock.now();
  await clock.advance(5);

  assert.is(message, 'spilt');
  assert.equal([at, clock.now()], [1, 6]);
});

test('time does not go back, and one advance runs at a time', async () => {
  const clock = new VirtualClock();
  await clock.advanceTo(10);
  clock.after(1, () => clock.advanceSync(1));

  assert.throws(() => clock.after(-1, () => undefined), /found -1/);
  assert.throws(() => millis(Number.NaN), /found NaN/);
  assert.throws(() => clock.advanceSync(1), /advanced while it advances/);
  await clock.advanceTo(5).then(
    () => assert.unreachable('the past was reached'),
    (error: Error) =>
      assert.match(error.message, /can not go back to 5 ms, it is 11 ms/),
  );
});

test('the wall clock may be set, and now goes on', async () => {
  const clock = new VirtualClock(1_000_000);
  await clock.advance(500);

  clock.setWall(400_000);
  await clock.advance(1);

  assert.equal([clock.now(), clock.wall()], [501, 400_001]);
});

test.run();
