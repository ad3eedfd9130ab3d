import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import { createRateLimiter } from './mod.ts';

const test = suite('rate limiter');

test('a key waits 5 ms, then twice as long each time, and at most 1,000 s', async () => {
  const { clock } = createVirtualWorld({ seed: 1 });
  const limiter = createRateLimiter(clock);

  const waits: number[] = [];
  for (let i = 0; i < 20; i++) waits.push(limiter.when('a'));

  assert.equal(waits.slice(0, 4), [5, 10, 20, 40]);
  assert.equal(waits.slice(16, 20), [327_680, 655_360, 1_000_000, 1_000_000]);
  assert.is(limiter.numRequeues('a'), 20);
  limiter.forget('a');
  assert.is(limiter.when('a'), 5);
});

test('a hundred come at once, then one each 100 ms', async () => {
  const { clock } = createVirtualWorld({ seed: 1 });
  const limiter = createRateLimiter(clock);

  const waits = Array.from({ length: 104 }, (_, i) => limiter.when(`key-${i}`));

  assert.equal(waits.slice(98), [5, 5, 100, 200, 300, 400]);
  await clock.advance(450);
  assert.is(limiter.when('one more'), 50);
});

test('the bucket is full again after ten seconds, and holds no more', async () => {
  const { clock } = createVirtualWorld({ seed: 1 });
  const limiter = createRateLimiter(clock);
  for (let i = 0; i < 100; i++) limiter.when(`key-${i}`);

  await clock.advance(1_000_000);

  const waits = Array.from({ length: 101 }, (_, i) => limiter.when(`again-${i}`));
  assert.equal(waits.slice(98), [5, 5, 100]);
});

test.run();
