import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rfc3339 } from '#objects';
import { createVirtualWorld, type VirtualWorld } from '#world';
import { type Bench, benchOf } from './fixtures.ts';
import { createPodGc, OUT_OF_SERVICE } from './pod-gc.ts';

const test = suite('pod gc');

async function begun(
  threshold?: number,
): Promise<{ world: VirtualWorld; bench: Bench; end(): Promise<void> }> {
  const world = createVirtualWorld({ seed: 1 });
  const bench = benchOf(world);
  const { client, informers } = bench;
  const gc = createPodGc(world, {
    ...{ client, informers },
    ...(threshold === undefined ? {} : { threshold }),
  });
  await bench.begin();
  const run = gc.run();
  const end = async (): Promise<void> => {
    gc.stop();
    await bench.end();
    await run;
  };
  return { world, bench, end };
}

async function names({ pods }: Bench): Promise<readonly string[]> {
  const { items } = await pods.list();
  return items.map(({ metadata }) => metadata.name ?? '');
}

test('the pods of a node that is gone go after a quarantine of 40 s', async () => {
  const { world, bench, end } = await begun();
  await bench.join('a');
  await bench.place('on-a', 'a');
  await bench.place('lost', 'b');
  const phases: string[] = [];
  bench.informers.pods.listen(({ type, object: { status, metadata } }) => {
    const why = status?.conditions?.find((one) => one.type === 'DisruptionTarget');
    if (why || type === 'Deleted')
      phases.push(
        `${world.clock.now()} ${type} ${metadata.name} ${status?.phase} ${why?.reason}`,
      );
  });
  // It looks at 20 s, and has waited for 40 s at 60 s.
  await world.clock.advance(59_999);
  assert.equal(await names(bench), ['lost', 'on-a']);
  await world.clock.advance(1);
  assert.equal(await names(bench), ['on-a']);
  assert.equal(phases, [
    '60000 Updated lost Failed DeletionByPodGC',
    '60000 Deleted lost Failed DeletionByPodGC',
  ]);
  await end();
});

test('a node that comes back within the quarantine keeps its pods', async () => {
  const { world, bench, end } = await begun();
  await bench.place('lost', 'b');
  await world.clock.advance(30_000);
  await bench.join('b');
  await world.clock.advance(100_000);
  assert.equal(await names(bench), ['lost']);
  await end();
});

test('a pod that ends on a node that is off goes only if somebody says that it is off', async () => {
  const { world, bench, end } = await begun();
  for (const name of ['a', 'b', 'c']) await bench.join(name);
  await bench.place('here', 'a');
  await bench.place('there', 'b');
  bench.kill('a');
  bench.kill('b');
  await world.clock.advance(70_000);
  for (const key of ['default/here', 'default/there']) await bench.pods.delete(key);
  await world.clock.advance(100_000);
  assert.equal(await names(bench), ['here', 'there']);
  const taints = [
    { key: OUT_OF_SERVICE, value: 'nodeshutdown', effect: 'NoExecute' },
  ];
  await bench.nodes.patch('a', { spec: { taints } });
  await world.clock.advance(20_000);
  assert.equal(await names(bench), ['there']);
  await end();
});

test('of pods that have ended so many are kept: evicted ones go first, then the oldest', async () => {
  const { world, bench, end } = await begun(2);
  await bench.join('a');
  const finish = async (name: string, status: object): Promise<void> => {
    await bench.place(name, 'a');
    await bench.pods.patch(
      `default/${name}`,
      { status },
      { subresource: 'status' },
    );
    await world.clock.advance(1_000);
  };
  await bench.place('running', 'a');
  await finish('oldest', { phase: 'Succeeded' });
  await finish('older', { phase: 'Failed' });
  await finish('new', { phase: 'Succeeded' });
  await finish('evicted', { phase: 'Failed', reason: 'Evicted' });
  assert.is(rfc3339(world.clock.wall()), '2025-01-01T00:00:04Z');
  await world.clock.advance(16_000);
  assert.equal(await names(bench), ['new', 'older', 'running']);
  await end();
});

test.run();
