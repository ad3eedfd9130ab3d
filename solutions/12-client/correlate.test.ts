import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld, type VirtualWorld } from '#world';
import { Correlator, type Event, eventOf } from './correlate.ts';

const test = suite('events');

function happened(world: VirtualWorld, message: string, name = 'web'): Event {
  const about = { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name };
  const source = { component: 'kubelet', host: 'node-1' };
  const said = { type: 'Warning', reason: 'Failed', message, source } as const;
  return eventOf(world.clock, about, said);
}

test('an event that was told before is counted up, under its first name', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const correlator = new Correlator(world.clock);

  const first = correlator.correlate(happened(world, 'no'));
  await world.clock.advance(1_000);
  const second = correlator.correlate(happened(world, 'no'));

  assert.is(first?.count, 1);
  assert.is(second?.metadata.name, first?.metadata.name);
  assert.is(second?.firstTimestamp, '2025-01-01T00:00:00Z');
  assert.is(second?.lastTimestamp, '2025-01-01T00:00:01Z');
});

test('the tenth that differs in its message alone stands for all that follow', () => {
  const world = createVirtualWorld({ seed: 1 });
  const correlator = new Correlator(world.clock);

  const told = Array.from({ length: 12 }, (_, i) =>
    correlator.correlate(happened(world, `port ${i}`)),
  );

  assert.is(told[8]?.message, 'port 8');
  assert.is(told[9]?.message, '(combined from similar events): port 9');
  assert.is(told[9]?.count, 1);
  assert.is(told[11]?.message, '(combined from similar events): port 11');
  assert.is(told[11]?.count, 3);
});

test('after ten minutes of silence they are told one by one again', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const correlator = new Correlator(world.clock);
  for (let i = 0; i < 12; i++) correlator.correlate(happened(world, `port ${i}`));

  await world.clock.advance(600_001);

  assert.is(correlator.correlate(happened(world, 'port 99'))?.message, 'port 99');
});

test('of one object 25 are sent, then one each five minutes', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const correlator = new Correlator(world.clock);

  const told = Array.from({ length: 27 }, () =>
    correlator.correlate(happened(world, 'no')),
  );

  assert.is(told[24]?.count, 25);
  assert.is(told[25], undefined);
  assert.is(correlator.correlate(happened(world, 'no', 'other'))?.count, 1);
  await world.clock.advance(300_000);
  assert.is(correlator.correlate(happened(world, 'no'))?.count, 28);
  assert.is(correlator.correlate(happened(world, 'no')), undefined);
});

test.run();
