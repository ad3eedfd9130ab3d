import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import { createWorkQueue } from './mod.ts';

const test = suite('work queue');

test('a key that was added three times is handed out once', async () => {
  const queue = createWorkQueue(createVirtualWorld({ seed: 1 }));
  for (const key of ['a', 'b', 'a', 'a']) queue.add(key);

  const taken = [await queue.get(), await queue.get()];

  assert.equal(taken, ['a', 'b']);
  assert.is(queue.length, 0);
});

test('a key that a worker has comes back when it is done, and not before', async () => {
  const queue = createWorkQueue(createVirtualWorld({ seed: 1 }));
  queue.add('a');
  await queue.get();
  queue.add('a');
  queue.add('a');

  assert.is(queue.length, 0);
  queue.done('a');
  assert.is(queue.length, 1);
  assert.is(await queue.get(), 'a');
  queue.done('a');
  assert.is(queue.length, 0);
});

test('done for a key that nobody has does nothing', async () => {
  const queue = createWorkQueue(createVirtualWorld({ seed: 1 }));
  queue.add('a');

  queue.done('a');

  assert.is(queue.length, 1);
});

test('a worker that waits gets the key that is added', async () => {
  const queue = createWorkQueue(createVirtualWorld({ seed: 1 }));
  const first = queue.get();
  const second = queue.get();

  queue.add('a');
  queue.add('a');
  queue.add('b');

  assert.equal(await Promise.all([first, second]), ['a', 'b']);
  assert.is(queue.length, 0);
});

test('of two times for a key the earlier holds', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const queue = createWorkQueue(world);
  queue.addAfter('a', 30);
  queue.addAfter('a', 10);
  queue.addAfter('a', 20);

  await world.clock.advance(9);
  assert.is(queue.length, 0);
  await world.clock.advance(1);
  assert.is(queue.length, 1);
  assert.equal(world.clock.pending, []);
});

test('a queue that is shut down hands out what waits and takes nothing', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const queue = createWorkQueue(world);
  queue.add('a');
  queue.addAfter('b', 10);

  queue.shutDown();
  queue.add('c');
  queue.addAfter('d', 10);

  assert.is(await queue.get(), 'a');
  assert.is(await queue.get(), undefined);
  assert.equal(world.clock.pending, []);
});

test('a key that changed while it was worked on is handed out after the end too', async () => {
  const queue = createWorkQueue(createVirtualWorld({ seed: 1 }));
  queue.add('a');
  await queue.get();
  queue.add('a');
  queue.shutDown();

  queue.done('a');

  assert.is(await queue.get(), 'a');
});

test.run();
