// Reflector and informer against a server whose answers are written down beforehand.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ApiResponse, Handler } from '#apiserver';
import { expired, internalError, type KubeObject, tooManyRequests } from '#objects';
import { createVirtualWorld, type VirtualWorld } from '#world';
import { createClient, createInformer, type Delta } from './mod.ts';

const test = suite('informer');

const PODS = { group: '', version: 'v1', resource: 'pods', namespaced: true };

const pod = (name: string, version: number, app = 'web'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    ...{ name, namespace: 'default', uid: `uid-${name}`, labels: { app } },
    resourceVersion: String(version),
  },
});

const json = (code: number, value: unknown): ApiResponse => ({
  code,
  headers: {},
  body: JSON.stringify(value),
});

const listed = (version: number, ...items: readonly KubeObject[]): ApiResponse =>
  json(200, {
    ...{ apiVersion: 'v1', kind: 'PodList', items },
    metadata: { resourceVersion: String(version) },
  });

const refused = ({ status }: { status: { code: number } }): ApiResponse =>
  json(status.code, status);

type Line = { readonly type: string; readonly object: unknown };

/** Tells its lines, one a second, and then ends; or never, if it is said so. */
const watched =
  (world: VirtualWorld, lines: readonly Line[], end = true) =>
  (signal: AbortSignal | undefined): ApiResponse => ({
    code: 200,
    headers: {},
    stream: (async function* () {
      for (const line of lines) {
        await world.clock.sleep(1_000);
        yield `${JSON.stringify(line)}\n`;
      }
      if (!end)
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    })(),
  });

type Answer = ApiResponse | ((signal: AbortSignal | undefined) => ApiResponse);

/** Answers by turns. What was asked is noted, with the time at which it was. */
function scripted(world: VirtualWorld, answers: readonly Answer[]) {
  const asked: string[] = [];
  const waiting = [...answers];
  const handle: Handler = async ({ url, signal }) => {
    const query = new URLSearchParams(url.split('?')[1]);
    const verb = query.has('watch') ? 'watch' : 'list';
    const seconds = Math.floor(world.clock.now() / 1_000);
    asked.push(`${seconds} s ${verb} ${query.get('resourceVersion') ?? 'newest'}`);
    const answer = waiting.shift() ?? watched(world, [], false);
    return typeof answer === 'function' ? answer(signal) : answer;
  };
  const client = createClient(handle).resource(PODS);
  const errors: unknown[] = [];
  const informer = createInformer(world, client, {
    onError: (error) => errors.push(error),
    indexes: { app: ({ metadata }) => Object.values(metadata.labels ?? {}) },
  });
  return { asked, informer, errors };
}

const say = (delta: Delta<KubeObject>): string => {
  const { name, resourceVersion } = delta.object.metadata;
  const unknown = delta.type === 'Deleted' && delta.isFinalStateUnknown ? ' ?' : '';
  return `${delta.type} ${name} ${resourceVersion}${unknown}`;
};

test('a watch that was cut is taken up where it stood', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const { asked, informer } = scripted(world, [
    listed(5, pod('a', 3)),
    watched(world, [
      { type: 'MODIFIED', object: pod('a', 6) },
      { type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } },
    ]),
    watched(world, [{ type: 'DELETED', object: pod('a', 12) }], false),
  ]);
  const told: string[] = [];
  informer.listen((delta) => told.push(say(delta)));

  const run = informer.run();
  await world.clock.advance(10_000);
  informer.stop();
  await run;

  assert.equal(asked, ['0 s list 0', '0 s watch 5', '2 s watch 9']);
  assert.equal(told, ['Added a 3', 'Updated a 6', 'Deleted a 12']);
  assert.equal(world.clock.pending, []);
});

for (const form of ['answer', 'event'] as const) {
  test(`a watch that comes too late lists again, and tells what was missed: ${form}`, async () => {
    const world = createVirtualWorld({ seed: 1 });
    const gone = expired('too old resource version: 5 (900)');
    const { asked, informer, errors } = scripted(world, [
      listed(5, pod('a', 3), pod('b', 4), pod('c', 5)),
      form === 'answer'
        ? refused(gone)
        : watched(world, [{ type: 'ERROR', object: gone.status }]),
      listed(900, pod('b', 4), pod('c', 700, 'db'), pod('d', 800)),
    ]);
    const told: string[] = [];
    informer.listen((delta) => told.push(say(delta)));

    void informer.run();
    await world.clock.advance(60_000);
    informer.stop();

    assert.equal(
      asked.map((one) => one.replace(/^\d+ s /, '')),
      ['list 0', 'watch 5', 'list 5', 'watch 900'],
    );
    assert.equal(told.slice(3), ['Deleted a 3 ?', 'Updated c 700', 'Added d 800']);
    assert.equal(
      informer.lister.byIndex('app', 'web').map(({ metadata }) => metadata.name),
      ['b', 'd'],
    );
    assert.is(errors.length, 1);
  });
}

test('a list whose version is out of reach is asked for anew at once', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const { asked, informer } = scripted(world, [
    refused(expired('too old')),
    refused(internalError('no')),
    listed(5),
  ]);

  void informer.run();
  await world.clock.advance(60_000);
  informer.stop();

  assert.equal(asked.slice(0, 2), ['0 s list 0', '0 s list newest']);
  assert.match(asked[2] ?? '', /list newest/);
  assert.match(asked[3] ?? '', /watch 5/);
});

test('a busy server is asked for the same watch, later and later', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const busy = refused(tooManyRequests('slow down', 1));
  const { asked, informer } = scripted(world, [listed(5), busy, busy, busy, busy]);

  void informer.run();
  await world.clock.advance(60_000);
  informer.stop();

  const at = asked.map((one) => Number.parseInt(one, 10));
  assert.is(asked.filter((one) => one.endsWith('watch 5')).length, 5);
  assert.ok((at[5] ?? 0) >= 12 && (at[5] ?? 0) <= 24, `${at}`);
});

test('a late listener is told what there is, and a resync tells it all again', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const { informer } = scripted(world, [listed(5, pod('a', 3), pod('b', 4))]);
  void informer.run();
  await informer.whenSynced();
  const told: string[] = [];

  const end = informer.listen((delta) => told.push(say(delta)), 30_000);
  await world.clock.advance(70_000);
  end();
  await world.clock.advance(70_000);
  informer.stop();

  assert.is(told.length, 6);
  assert.equal(told.slice(0, 2), ['Added a 3', 'Added b 4']);
  assert.equal(told.slice(2, 4), ['Updated a 3', 'Updated b 4']);
});

test('a listener that throws keeps nobody from hearing', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const { informer, errors } = scripted(world, [listed(5, pod('a', 3))]);
  const told: string[] = [];
  informer.listen(() => {
    throw new Error('no');
  });
  informer.listen((delta) => told.push(say(delta)));

  void informer.run();
  await world.clock.advance(1);
  informer.stop();

  assert.equal(told, ['Added a 3']);
  assert.is(errors.length, 1);
});

test('half a line at the end of a stream is dropped', async () => {
  const line = `${JSON.stringify({ type: 'ADDED', object: pod('é', 6) })}\n`;
  const bytes = new TextEncoder().encode(line + line.slice(0, 30));
  const handle: Handler = async () => ({
    code: 200,
    headers: {},
    stream: (async function* () {
      for (const byte of bytes) yield Uint8Array.of(byte);
    })(),
  });

  const names: unknown[] = [];
  for await (const event of createClient(handle).resource(PODS).watch())
    if (event.type !== 'BOOKMARK') names.push(event.object.metadata.name);

  assert.equal(names, ['é']);
});

test.run();
