// Informers over the API server of chapter 09, whose answers are cut, late and refused.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type ApiResponse,
  createApiServer,
  type Handler,
  memoryStorage,
} from '#apiserver';
import { RESOURCES } from '#apiserver/kubernetes';
import { expired, type KubeObject, tooManyRequests } from '#objects';
import { createVirtualWorld, type VirtualWorld } from '#world';
import {
  createClient,
  createExpectations,
  createInformer,
  createRecorder,
  createWorkQueue,
  type Event,
  keyOf,
  runController,
} from './mod.ts';

const test = suite('cluster');

const MAPS = { group: '', version: 'v1', resource: 'configmaps', namespaced: true };
const EVENTS = { group: '', version: 'v1', resource: 'events', namespaced: true };

function cluster(seed: number) {
  const world = createVirtualWorld({ seed });
  const options = { world, storage: memoryStorage(), resources: RESOURCES };
  return { world, server: createApiServer(options) };
}

const map = (name: string, data: Record<string, string> = {}) => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', data },
  metadata: { namespace: 'default', name },
});

const refused = ({ status }: { status: { code: number } }): ApiResponse => ({
  ...{ code: status.code, headers: {}, body: JSON.stringify(status) },
});

/** Lines late, each after a time of its own, and cut at a random place. */
async function* faulty<T>(
  world: VirtualWorld,
  lines: AsyncIterable<T>,
): AsyncGenerator<T> {
  let left = world.chance.integer(0, 6);
  for await (const line of lines) {
    if (left-- === 0) throw new Error('read ECONNRESET');
    await world.clock.sleep(world.chance.integer(0, 50));
    yield line;
  }
}

function unreliable(world: VirtualWorld, handle: Handler): Handler {
  return async (request) => {
    if (request.method !== 'GET') return handle(request);
    await world.clock.sleep(world.chance.integer(0, 20));
    const isWatch = request.url.includes('watch=true');
    const luck = world.chance.integer(0, 9);
    if (luck === 0) throw new Error('connect ECONNREFUSED');
    if (luck === 1) return refused(tooManyRequests('later', 1));
    if (luck === 2) return refused(expired('too old resource version'));
    const { stream, ...rest } = await handle(request);
    if (stream === undefined || !isWatch) return rest;
    return { ...rest, stream: faulty(world, stream) };
  };
}

const SEEDS = process.env.KUBEWRIGHT_LONG === undefined ? 20 : 300;

test('whatever is cut, the copy ends as the server is, and all was told in order', async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { world, server } = cluster(seed);
    const direct = createClient(server.handle).resource(MAPS);
    const client = createClient(unreliable(world, server.handle)).resource(MAPS);
    const informer = createInformer(world, client);
    const told = new Map<string, string>();
    informer.listen((delta) => {
      const key = keyOf(delta.object);
      const known = told.get(key);
      if (delta.type === 'Deleted') {
        assert.ok(told.delete(key), `seed ${seed}: ${key} was known`);
        return;
      }
      const { resourceVersion = '' } = delta.object.metadata;
      if (delta.type === 'Added')
        assert.is(known, undefined, `seed ${seed}: ${key}`);
      else {
        assert.is(
          known,
          delta.old.metadata.resourceVersion,
          `seed ${seed}: ${key}`,
        );
        assert.ok(Number(resourceVersion) > Number(known), `seed ${seed}: ${key}`);
      }
      told.set(key, resourceVersion);
    });

    const run = informer.run();
    for (let i = 0; i < 40; i++) {
      await world.clock.advance(world.chance.integer(0, 400));
      const name = world.chance.pick(['a', 'b', 'c', 'd']);
      const is = await direct.get(`default/${name}`).catch(() => undefined);
      if (is === undefined) await direct.create(map(name));
      else if (world.chance.next() < 0.4) await direct.delete(`default/${name}`);
      else await direct.update({ ...is, ...map(name, { i: `${i}` }) });
    }
    await world.clock.advance(900_000);

    const { items } = await direct.list();
    const sorted = (objects: readonly KubeObject[]) =>
      objects.map((one) => `${keyOf(one)}@${one.metadata.resourceVersion}`).sort();
    assert.equal(sorted(informer.lister.list()), sorted(items), `seed ${seed}`);
    assert.equal(
      [...told].map(([key, version]) => `${key}@${version}`).sort(),
      sorted(items),
    );
    informer.stop();
    server.close();
    await world.clock.advance(1_000);
    await run;
  }
});

/** Keeps as many maps as are wanted, and does not trust its copy more than it may. */
async function keep(seed: number, expects: boolean): Promise<number> {
  const { world, server } = cluster(seed);
  const late: Handler = async (request) => {
    const { stream, ...rest } = await server.handle(request);
    if (stream === undefined) return rest;
    return {
      ...rest,
      stream: (async function* () {
        for await (const line of stream) {
          await world.clock.sleep(world.chance.integer(1, 80));
          yield line;
        }
      })(),
    };
  };
  const maps = createClient(late).resource(MAPS);
  const informer = createInformer(world, maps);
  const queue = createWorkQueue(world);
  const expectations = createExpectations(world.clock);
  informer.listen(({ type }) => {
    if (type === 'Added') expectations.creationObserved('set');
    queue.add('set');
  });
  const made = () =>
    maps.create({
      ...map(''),
      metadata: { namespace: 'default', generateName: 'm-' },
    });
  const run = informer.run();
  const work = runController({
    queue,
    workers: 3,
    informers: [informer],
    reconcile: async () => {
      if (expects && !expectations.isSatisfied('set')) return;
      const missing = Math.max(0, 5 - informer.lister.list().length);
      await expectations.create('set', missing, made);
    },
  });
  for (let i = 0; i < 20; i++) {
    queue.add('set');
    await world.clock.advance(world.chance.integer(0, 30));
  }
  await world.clock.advance(10_000);
  const { items } = await maps.list();
  queue.shutDown();
  informer.stop();
  server.close();
  await world.clock.advance(1_000);
  await Promise.all([run, work]);
  return items.length;
}

test('a controller over a late copy keeps to the number, with expectations', async () => {
  for (let seed = 1; seed <= SEEDS; seed++)
    assert.is(await keep(seed, true), 5, `seed ${seed}`);
  assert.ok((await keep(1, false)) > 5, 'without them it makes too many');
});

test('an event about an object is there to be read', async () => {
  const { world, server } = cluster(1);
  const client = createClient(server.handle);
  const events = client.resource<Event>(EVENTS);
  const recorder = createRecorder(world, events, { component: 'kubelet' });
  const about = await client.resource(MAPS).create(map('a'));

  recorder.event(about, 'Warning', 'Failed', 'no');
  await world.clock.advance(10);

  const [event] = (await events.list()).items;
  assert.is(event?.involvedObject.uid, about.metadata.uid);
  assert.is(event?.message, 'no');
  recorder.stop();
  server.close();
});

test.run();
