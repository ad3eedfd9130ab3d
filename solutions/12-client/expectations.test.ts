import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import { createExpectations, EXPECTATIONS_TIMEOUT_MS } from './mod.ts';

const test = suite('expectations');

function start() {
  const { clock } = createVirtualWorld({ seed: 1 });
  return { clock, expectations: createExpectations(clock) };
}

test('what was asked for is awaited until it was seen', () => {
  const { expectations } = start();

  assert.ok(expectations.isSatisfied('web'));
  expectations.expectCreations('web', 2);
  assert.not(expectations.isSatisfied('web'));
  expectations.creationObserved('web');
  assert.not(expectations.isSatisfied('web'));
  expectations.creationObserved('web');
  assert.ok(expectations.isSatisfied('web'));
});

test('an end that is seen twice counts once', () => {
  const { expectations } = start();
  expectations.expectDeletions('web', ['u1', 'u2']);

  expectations.deletionObserved('web', 'u1');
  expectations.deletionObserved('web', 'u1');
  expectations.deletionObserved('web', 'u9');

  assert.not(expectations.isSatisfied('web'));
  expectations.deletionObserved('web', 'u2');
  assert.ok(expectations.isSatisfied('web'));
});

test('after five minutes nothing is awaited any more', async () => {
  const { clock, expectations } = start();
  expectations.expectCreations('web', 1);

  await clock.advance(EXPECTATIONS_TIMEOUT_MS);
  assert.not(expectations.isSatisfied('web'));
  await clock.advance(1);
  assert.ok(expectations.isSatisfied('web'));
});

test('what failed, and what was not tried after it, is not awaited', async () => {
  const { expectations } = start();
  let asked = 0;
  const create = async (): Promise<void> => {
    asked += 1;
    if (asked === 2) throw new Error('no room');
  };

  await expectations.create('web', 4, create).catch(() => {});

  assert.is(asked, 2);
  assert.not(expectations.isSatisfied('web'));
  expectations.creationObserved('web');
  assert.ok(expectations.isSatisfied('web'));
});

test('an object that is seen before its request is answered counts', async () => {
  const { expectations } = start();

  await expectations.create('web', 1, async () =>
    expectations.creationObserved('web'),
  );

  assert.ok(expectations.isSatisfied('web'));
});

test.run();
