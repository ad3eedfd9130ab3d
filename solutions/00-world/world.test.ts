import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  createVirtualWorld,
  NotWritten,
  type TraceLine,
  type World,
} from './mod.ts';

const test = suite('world');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 50 };

/** Hosts that gossip, sleep and write: a program that uses all of its world. */
async function gossip(world: World, name: string): Promise<void> {
  const { clock, chance, network, disk, trace } = world;
  const draws = chance.fork(name);
  const file = await disk.open(`${name}/log`);
  const host = network.attach(name, (from, message) => {
    trace.note(`${name} heard ${from}`, message);
    file.append(new Uint8Array([draws.integer(0, 255)]));
  });
  for (let round = 0; round < 5; round++) {
    await clock.sleep(draws.integer(1, 20));
    host.send(draws.pick(['a', 'b', 'c']), { round, wall: clock.wall() });
    if (draws.next() < 0.3) await file.sync();
  }
  trace.note(`${name} wrote`, await file.read(0, await file.size()));
}

async function play(seed: number): Promise<readonly TraceLine[]> {
  const world = createVirtualWorld({ seed });
  world.network.configure({ delay: [1, 9], loss: 0.1, duplication: 0.1 });
  const hosts = ['a', 'b', 'c'].map((name) => gossip(world, name));
  await world.clock.advance(30);
  world.network.partition([['a'], ['b', 'c']]);
  await world.clock.advance(30);
  world.network.heal();
  await world.clock.advance(60);
  await Promise.all(hosts);
  world.disk.crash();
  for (const name of ['a', 'b', 'c']) {
    const file = await world.disk.open(`${name}/log`);
    world.trace.note(`${name} kept`, await file.read(0, 99));
  }
  return world.trace.lines();
}

test('the same seed plays the same world to the letter', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      assert.equal(await play(seed), await play(seed));
    }),
    runs,
  );
});

test('another seed plays another world', async () => {
  assert.not.equal(await play(runs.seed), await play(runs.seed + 1));
});

test('a trace keeps what was seen, whatever becomes of it', async () => {
  const { clock, trace } = createVirtualWorld({ seed: 1 });
  const pod = { phase: 'Pending' };

  trace.note('seen', pod);
  const earlier = trace.lines();
  await clock.advance(5);
  pod.phase = 'Running';
  trace.note('gone');

  assert.equal(earlier, [{ at: 0, what: 'seen', data: { phase: 'Pending' } }]);
  assert.equal(trace.lines(), [...earlier, { at: 5, what: 'gone' }]);
});

test('NotWritten names its step', () => {
  const error = new NotWritten('1.3');

  assert.is(error.message, '1.3 is not written yet');
  assert.equal([error.name, error.step], ['NotWritten', '1.3']);
  assert.instance(error, Error);
});

test.run();
