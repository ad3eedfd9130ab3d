import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import { createClient } from './client.ts';
import { runController } from './controller.ts';
import { createInformer } from './informer.ts';
import { createWorkQueue } from './work-queue.ts';

const test = suite('controller');

test('a controller ends when an informer is stopped before its first list', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const row = { group: '', version: 'v1', resource: 'pods', namespaced: true };
  const client = createClient(async () => {
    throw new Error('connection refused');
  });
  const informer = createInformer(world, client.resource(row));
  const queue = createWorkQueue(world);
  queue.add('default/web');
  const worked: string[] = [];
  const controller = runController({
    ...{ queue, informers: [informer] },
    reconcile: async (key) => {
      worked.push(key);
    },
  });
  const run = informer.run();
  await world.clock.advance(5_000);
  informer.stop();
  await Promise.all([run, controller]);
  assert.equal(worked, []);
  assert.is(await informer.whenSynced(), false);
});

test('an informer that has synced says so when it is stopped too', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const row = { group: '', version: 'v1', resource: 'pods', namespaced: true };
  const client = createClient(async () => ({
    ...{ code: 200, headers: {} },
    body: '{"metadata":{"resourceVersion":"1"}}',
  }));
  const informer = createInformer(world, client.resource(row));
  void informer.run();
  assert.is(await informer.whenSynced(), true);
  informer.stop();
  assert.is(await informer.whenSynced(), true);
});

test.run();
