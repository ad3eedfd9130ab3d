import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import {
  createRateLimitedQueue,
  type RateLimitedQueue,
} from './rate-limited-queue.ts';

const test = suite('rate limited queue');

/** Tries every 100 ms, as the controller does at most. */
function takenUntil(queue: RateLimitedQueue, from: number, end: number): string[] {
  const taken: string[] = [];
  for (let now = from; now <= end; now += 100) {
    const node = queue.take(now);
    if (node !== undefined) taken.push(`${now / 1_000} ${node}`);
  }
  return taken;
}

test('the first at once, and then one every 10 s', () => {
  const queue = createRateLimitedQueue();
  for (const node of ['a', 'b', 'c']) assert.ok(queue.add(node, 500));
  assert.equal(takenUntil(queue, 0, 60_000), ['0.5 a', '10.5 b', '20.5 c']);
});

test('a node waits once, and again only after it was removed', () => {
  const queue = createRateLimitedQueue();
  assert.ok(queue.add('a', 0));
  assert.not.ok(queue.add('a', 0));
  assert.is(queue.take(0), 'a');
  assert.not.ok(queue.add('a', 0));
  queue.remove('a');
  assert.ok(queue.add('a', 0));
});

test('at rate 0 nothing is taken, and after it a whole token has to grow', () => {
  const queue = createRateLimitedQueue();
  queue.add('a', 0);
  queue.setRate(0, 0);
  assert.is(queue.next(), Number.POSITIVE_INFINITY);
  assert.is(queue.take(1_000_000), undefined);
  queue.setRate(0.1, 1_000_000);
  assert.is(queue.next(), 1_010_000);
});

test('a token that is there stays, one that is not has to grow at the new rate', () => {
  const rested = createRateLimitedQueue();
  rested.add('a', 0);
  rested.setRate(0.01, 0);
  assert.is(rested.take(0), 'a');
  const used = createRateLimitedQueue();
  used.add('a', 0);
  used.add('b', 0);
  used.take(0);
  used.setRate(0.1, 9_000);
  assert.is(used.next(), 10_000, 'the same rate changes nothing');
  used.setRate(0.01, 9_000);
  assert.is(used.next(), 109_000);
});

test('what failed waits once more, unless it was removed meanwhile', () => {
  const queue = createRateLimitedQueue();
  queue.add('a', 0);
  queue.add('b', 0);
  queue.take(0);
  queue.retry('a', 0);
  assert.equal(takenUntil(queue, 0, 30_000), ['10 b', '20 a']);
  queue.remove('b');
  queue.retry('b', 30_000);
  assert.is(queue.take(60_000), undefined);
});

test('no span of time sees more nodes than its rate, and none waits beside a token', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const { chance } = createVirtualWorld({ seed });
    const queue = createRateLimitedQueue();
    const waiting: string[] = [];
    let last = Number.NEGATIVE_INFINITY;
    for (let now = 0; now < 200_000; now += 1_000) {
      if (chance.next() < 0.2) {
        waiting.push(`n${now}`);
        queue.add(`n${now}`, now);
      }
      const node = queue.take(now);
      const isDue = waiting.length > 0 && now - last >= 10_000;
      assert.is(node, isDue ? waiting[0] : undefined, `seed ${seed}, ${now} ms`);
      if (node === undefined) continue;
      waiting.shift();
      last = now;
    }
  }
});

test.run();
