import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld, type Host, type VirtualWorld } from './mod.ts';

const test = suite('network');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 100 };
const NAMES = ['a', 'b', 'c', 'd'];

/** Hosts that note what they receive, with the time. */
function attachAll(world: VirtualWorld): Map<string, Host> {
  const hosts = new Map<string, Host>();
  for (const name of NAMES) {
    const receive = (from: string, message: unknown): void =>
      world.trace.note(`${from}>${name}`, message);
    hosts.set(name, world.network.attach(name, receive));
  }
  return hosts;
}

function noted(world: VirtualWorld): string[] {
  return world.trace
    .lines()
    .map((line) => `${line.at} ${line.what} ${JSON.stringify(line.data)}`);
}

const name = fc.constantFrom(...NAMES);
const groups = fc.constantFrom(
  [['a', 'b'], ['c']],
  [['a'], ['b', 'c', 'd']],
  [['a', 'd']],
);
const command = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('send'), from: name, to: name }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('wait'), ms: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('partition'), groups }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('heal') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('crash'), name }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('restart'), name }) },
);
type Command = {
  readonly type: string;
  readonly from?: string;
  readonly to?: string;
  readonly ms?: number;
  readonly name?: string;
  readonly groups?: readonly (readonly string[])[];
};

function obey(world: VirtualWorld, hosts: Map<string, Host>, step: Command): void {
  const { network, clock } = world;
  if (step.type === 'send')
    hosts.get(step.from ?? '')?.send(step.to ?? '', clock.now());
  if (step.type === 'wait') clock.advanceSync(step.ms ?? 0);
  if (step.type === 'partition') network.partition(step.groups ?? []);
  if (step.type === 'heal') network.heal();
  if (step.type === 'crash') network.crash(step.name ?? '');
  if (step.type === 'restart') network.restart(step.name ?? '');
}

test('a calm network delivers everything once, in order, after its delay', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, name)), fc.nat(50), (letters, delay) => {
      const world = createVirtualWorld({ seed: 1 });
      const hosts = attachAll(world);
      world.network.configure({ delay: [delay, delay] });

      for (const [n, [from, to]] of letters.entries()) hosts.get(from)?.send(to, n);
      world.clock.advanceSync(delay);

      assert.equal(
        noted(world),
        letters.map(([from, to], n) => `${delay} ${from}>${to} ${n}`),
      );
      assert.is(world.clock.pending.length, 0);
    }),
    runs,
  );
});

test('the same seed and the same program give the same deliveries', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.array(command),
      (seed, program: readonly Command[]) => {
        const play = (): string[] => {
          const world = createVirtualWorld({ seed });
          const hosts = attachAll(world);
          world.network.configure({ delay: [0, 5], loss: 0.2, duplication: 0.2 });
          for (const step of program) obey(world, hosts, step);
          world.clock.advanceSync(10);
          return noted(world);
        };

        assert.equal(play(), play());
      },
    ),
    runs,
  );
});

test('no message crosses a partition or reaches a crashed host', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.array(command),
      (seed, program: readonly Command[]) => {
        const world = createVirtualWorld({ seed });
        let sides: readonly (readonly string[])[] = [];
        const down = new Set<string>();
        const sideOf = (host: string): number =>
          sides.findIndex((g) => g.includes(host));
        const hosts = new Map<string, Host>();
        for (const to of NAMES) {
          const receive = (from: string): void => {
            assert.ok(
              from === to || sideOf(from) === sideOf(to),
              `${from}>${to} came across`,
            );
            assert.not(down.has(to), `${to} is down and heard ${from}`);
          };
          hosts.set(to, world.network.attach(to, receive));
        }
        world.network.configure({ delay: [0, 5], duplication: 0.3 });

        for (const step of program) {
          if (step.type === 'partition') sides = step.groups ?? [];
          if (step.type === 'heal') sides = [];
          if (step.type === 'crash') down.add(step.name ?? '');
          if (step.type === 'restart') down.delete(step.name ?? '');
          obey(world, hosts, step);
        }
        world.clock.advanceSync(10);
      },
    ),
    runs,
  );
});

test('a partition loses what is sent during it or under way when it falls', () => {
  const world = createVirtualWorld({ seed: 1 });
  const a = attachAll(world).get('a');
  world.network.configure({ delay: [3, 3] });

  a?.send('b', 'under way');
  world.network.partition([['a'], ['b']]);
  a?.send('b', 'sent into it');
  world.clock.advanceSync(2);
  a?.send('b', 'sent later into it');
  world.clock.advanceSync(2);
  world.network.heal();
  a?.send('b', 'healed');
  world.clock.advanceSync(9);

  assert.equal(noted(world), ['7 a>b "healed"']);
});

test('what was under way to a crashed host is lost for good', () => {
  const world = createVirtualWorld({ seed: 1 });
  const a = attachAll(world).get('a');

  a?.send('b', 'for the earlier life');
  world.network.crash('b');
  world.network.restart('b');
  a?.send('b', 'for the later life');
  world.clock.advanceSync(5);

  assert.equal(noted(world), ['1 a>b "for the later life"']);
});

test('loss and duplication come as often as configured', () => {
  const world = createVirtualWorld({ seed: runs.seed });
  const a = attachAll(world).get('a');
  world.network.configure({ loss: 0.25, duplication: 0.5 });

  for (let n = 0; n < 4_000; n++) a?.send('b', n);
  world.clock.advanceSync(1);

  const arrived = new Set(world.trace.lines().map((line) => line.data)).size;
  const copies = world.trace.lines().length - arrived;
  // Four standard deviations either side.
  assert.ok(
    Math.abs(arrived - 3_000) < 110,
    `seed ${runs.seed}: ${arrived} arrived`,
  );
  assert.ok(
    Math.abs(copies - 1_500) < 125,
    `seed ${runs.seed}: ${copies} came twice`,
  );
});

test('sender and receivers share no object', () => {
  const world = createVirtualWorld({ seed: 1 });
  const received: { tags: string[] }[] = [];
  const a = world.network.attach('a', () => undefined);
  world.network.attach('b', (_from, message) =>
    received.push(message as { tags: string[] }),
  );
  world.network.configure({ duplication: 1 });
  const message = { tags: ['sent'] };

  a.send('b', message);
  message.tags.push('changed by the sender');
  world.clock.advanceSync(1);
  received[0]?.tags.push('changed by the receiver');

  assert.equal(received, [
    { tags: ['sent', 'changed by the receiver'] },
    { tags: ['sent'] },
  ]);
  assert.throws(
    () => a.send('b', { call: () => undefined }),
    /could not be cloned/,
  );
});

test('a name belongs to one host at a time', () => {
  const world = createVirtualWorld({ seed: 1 });
  const hosts = attachAll(world);

  assert.throws(
    () => world.network.attach('a', () => undefined),
    /name a is taken/,
  );
  hosts.get('b')?.send('a', 'to the one that leaves');
  hosts.get('a')?.detach();
  hosts.set(
    'a',
    world.network.attach('a', () => world.trace.note('new a')),
  );
  world.clock.advanceSync(1);
  hosts.get('b')?.send('a', 'to the one that came');
  hosts.get('b')?.send('nobody', 'into the void');
  world.clock.advanceSync(1);

  assert.equal(noted(world), ['2 new a undefined']);
  assert.throws(() => world.network.crash('z'), /\(b, c, d, a\), found z/);
  assert.throws(() => world.network.configure({ loss: 2 }), /found 2/);
  assert.throws(() => world.network.configure({ delay: [5, 1] }), /found \[5,1\]/);
});

test.run();
