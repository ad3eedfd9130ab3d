// What holds of the flow of a request, whichever store is below: over a small table of
// resources, in a world whose time stands still. Used by tests. Chapter 09.
// Engine room: not told line by line.

import * as assert from 'uvu/assert';
import type { KubeObject } from '#objects';
import { createVirtualWorld } from '#world';
import { groupVersion, STATUS } from './kinds/rows.ts';
import {
  type ApiServerOptions,
  createApiServer,
  type Patcher,
  type Storage,
} from './mod.ts';

const CORE = groupVersion('', 'v1', [
  { kind: 'ConfigMap', resource: 'configmaps' },
  { kind: 'Pod', resource: 'pods', subresources: [STATUS] },
  { kind: 'Node', resource: 'nodes', namespaced: false, subresources: [STATUS] },
]);
const APPS = groupVersion('apps', 'v1', [
  { kind: 'Deployment', resource: 'deployments', subresources: [STATUS] },
]);

/** A patcher for tests: the fields of the body take the place of the object's. */
const shallow: Patcher = {
  patch(live, body) {
    const fields = typeof body === 'object' && body !== null ? body : {};
    const { apiVersion = 'v1', kind = 'ConfigMap', metadata = {} } = live ?? {};
    return { apiVersion, kind, metadata, ...live, ...fields } satisfies KubeObject;
  },
};

function clusterOn(storage: Storage, options: Partial<ApiServerOptions> = {}) {
  const world = createVirtualWorld({ seed: 1 });
  const server = createApiServer({
    ...{ world, storage, resources: [...CORE, ...APPS] },
    strategies: {
      '/pods': {
        gracePeriod: (_, asked) => asked ?? 30,
        selectable: ({ metadata }) => ({ 'metadata.uid': metadata.uid ?? '' }),
      },
    },
    ...options,
  });
  const ask = async (
    method: string,
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const { code, body: said = '' } = await server.handle({
      ...{ method, url, headers },
      ...sent,
    });
    const text = typeof said === 'string' ? said : new TextDecoder().decode(said);
    return { code, body: text === '' ? undefined : JSON.parse(text) };
  };
  const lines = async (url: string) => {
    const { code, stream, body } = await server.handle({ method: 'GET', url });
    if (stream === undefined) throw new Error(`${code} ${body}`);
    const iterator = stream[Symbol.asyncIterator]();
    return {
      async next() {
        const { value, done } = await iterator.next();
        if (done) return undefined;
        return JSON.parse(
          typeof value === 'string' ? value : new TextDecoder().decode(value),
        );
      },
      end: () => iterator.return?.(),
    };
  };
  return { world, storage, server, ask, lines };
}

/** A test of the API server, given a store in which nothing is yet. */
export interface ServerCase {
  readonly title: string;
  play(storage: Storage): Promise<void>;
}

export const SERVER_CASES: ServerCase[] = [];

type Make = (options?: Partial<ApiServerOptions>) => ReturnType<typeof clusterOn>;

function test(title: string, play: (cluster: Make) => Promise<void>): void {
  SERVER_CASES.push({
    title,
    play: (storage) => play((options) => clusterOn(storage, options)),
  });
}

const PODS = '/api/v1/namespaces/default/pods';
const MAPS = '/api/v1/namespaces/default/configmaps';

test('what is created is there, and says which version it is', async (cluster) => {
  const { ask, storage } = cluster();

  const made = await ask('POST', PODS, { metadata: { name: 'a' }, spec: {} });

  assert.is(made.code, 201);
  const { uid, ...metadata } = made.body.metadata;
  assert.match(uid, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
  assert.equal(metadata, {
    ...{ name: 'a', namespace: 'default', resourceVersion: '2', generation: 1 },
    creationTimestamp: '2025-01-01T00:00:00Z',
  });
  assert.equal(await ask('GET', `${PODS}/a`), { ...made, code: 200 });
  const key = '/registry/pods/default/a';
  const [kv] = (await storage.range({ key })).kvs;
  assert.is(JSON.parse(kv?.value ?? '').metadata.resourceVersion, undefined);
  const again = await ask('POST', PODS, { metadata: { name: 'a' } });
  assert.is(again.body.message, 'pods "a" already exists');
  assert.is((await ask('GET', `${PODS}/b`)).body.message, 'pods "b" not found');
});

test('a name is made up behind a prefix, and a taken one is tried again', async (cluster) => {
  const { ask } = cluster();
  const names = new Set<string>();
  for (let i = 0; i < 50; i++) {
    const { code, body } = await ask('POST', PODS, {
      metadata: { generateName: 'web-' },
    });
    assert.is(code, 201);
    assert.match(body.metadata.name, /^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    names.add(body.metadata.name);
  }
  assert.is(names.size, 50);
});

test('an update made of an old version conflicts; without one it wins', async (cluster) => {
  const { ask } = cluster();
  const { body } = await ask('POST', MAPS, {
    metadata: { name: 'a' },
    data: { x: '1' },
  });
  const url = `${MAPS}/a`;

  const second = await ask('PUT', url, { ...body, data: { x: '2' } });
  const third = await ask('PUT', url, { ...body, data: { x: '3' } });
  const fourth = await ask('PUT', url, {
    metadata: { name: 'a' },
    data: { x: '4' },
  });

  assert.is(second.body.metadata.resourceVersion, '3');
  assert.equal([third.code, third.body.reason], [409, 'Conflict']);
  assert.equal(fourth.body.data, { x: '4' });
  assert.is(fourth.body.metadata.uid, body.metadata.uid);
  const same = await ask('PUT', url, fourth.body);
  assert.is(
    same.body.metadata.resourceVersion,
    fourth.body.metadata.resourceVersion,
  );
});

test('status is written apart from spec, and a new spec is a new generation', async (cluster) => {
  const { ask } = cluster();
  const url = '/apis/apps/v1/namespaces/default/deployments';
  const { body } = await ask('POST', url, {
    ...{ metadata: { name: 'a' }, spec: { replicas: 1 }, status: { replicas: 9 } },
  });
  assert.is(body.status, undefined);

  const status = await ask('PUT', `${url}/a/status`, {
    ...body,
    spec: { replicas: 7 },
    status: { replicas: 1 },
  });
  assert.equal(
    [status.body.spec, status.body.status],
    [{ replicas: 1 }, { replicas: 1 }],
  );
  assert.is(status.body.metadata.generation, 1);
  const spec = await ask('PUT', `${url}/a`, {
    ...status.body,
    spec: { replicas: 2 },
    status: {},
  });
  assert.equal(
    [spec.body.spec, spec.body.status],
    [{ replicas: 2 }, { replicas: 1 }],
  );
  assert.is(spec.body.metadata.generation, 2);
});

test('a list is read in pages, all of them at one revision', async (cluster) => {
  const { ask } = cluster();
  for (const name of ['a', 'b', 'c', 'd'])
    await ask('POST', MAPS, { metadata: { name, labels: { name } } });

  const first = await ask('GET', `${MAPS}?limit=2`);
  await ask('DELETE', `${MAPS}/c`);
  const { continue: token, remainingItemCount } = first.body.metadata;
  const second = await ask('GET', `${MAPS}?limit=2&continue=${token}`);

  const names = (page: { body: { items: KubeObject[] } }) =>
    page.body.items.map(({ metadata }) => metadata.name);
  assert.equal([names(first), remainingItemCount], [['a', 'b'], 2]);
  assert.equal(names(second), ['c', 'd']);
  assert.is(second.body.metadata.resourceVersion, '5');
  assert.is(second.body.metadata.continue, undefined);
  assert.equal(names(await ask('GET', `${MAPS}?labelSelector=name in (a,c)`)), [
    'a',
  ]);
  const one = await ask('GET', `${MAPS}?fieldSelector=metadata.name%3Dd&limit=1`);
  assert.equal(names(one), ['d']);
});

test('a page from before a compaction is expired, and says how to go on', async (cluster) => {
  const { ask, storage } = cluster();
  for (const name of ['a', 'b', 'c'])
    await ask('POST', MAPS, { metadata: { name } });
  const first = await ask('GET', `${MAPS}?limit=1`);
  await ask('DELETE', `${MAPS}/b`);
  const { revision } = await storage.range({ key: 'now' });
  await storage.compact(revision);

  const { continue: token } = first.body.metadata;
  const late = await ask('GET', `${MAPS}?limit=1&continue=${token}`);
  assert.equal([late.code, late.body.reason], [410, 'Expired']);
  const on = await ask('GET', `${MAPS}?continue=${late.body.metadata.continue}`);
  assert.equal(on.body.items.length, 1);
});

test('a client that knows too much is told to wait', async (cluster) => {
  const { ask } = cluster();
  const { code, body } = await ask('GET', `${MAPS}?resourceVersion=7`);
  assert.is(code, 504);
  assert.is(body.message, 'Timeout: Too large resource version: 7, current: 1');
  assert.is((await ask('GET', `${MAPS}?resourceVersion=x`)).code, 400);
});

test('a watch tells what there is, what changes, and ends', async (cluster) => {
  const { ask, lines } = cluster();
  await ask('POST', MAPS, { metadata: { name: 'a' } });
  const watch = await lines(`${MAPS}?watch=1`);
  const told = async () => {
    const { type, object } = await watch.next();
    return `${type} ${object.metadata.name} ${object.metadata.resourceVersion}`;
  };

  assert.is(await told(), 'ADDED a 2');
  await ask('PUT', `${MAPS}/a`, { metadata: { name: 'a' }, data: { x: '1' } });
  assert.is(await told(), 'MODIFIED a 3');
  await ask('POST', '/api/v1/namespaces/other/configmaps', {
    metadata: { name: 'b' },
  });
  await ask('DELETE', `${MAPS}/a`);
  assert.is(await told(), 'DELETED a 5');
  await watch.end();
});

test('what stops matching is deleted for those who select, as they knew it', async (cluster) => {
  const { ask, lines } = cluster();
  const put = (labels: object) =>
    ask('PUT', `${MAPS}/a`, { metadata: { name: 'a', labels } });
  await ask('POST', MAPS, { metadata: { name: 'a' } });
  const watch = await lines(`${MAPS}?watch=1&labelSelector=x&resourceVersion=2`);

  await put({ x: '1' });
  await put({ x: '2' });
  await put({ y: '3' });
  await put({ x: '4' });

  const told = [];
  for (let i = 0; i < 4; i++) {
    const { type, object } = await watch.next();
    const { labels, resourceVersion } = object.metadata;
    told.push([type, labels.x, resourceVersion]);
  }
  assert.equal(told, [
    ['ADDED', '1', '3'],
    ['MODIFIED', '2', '4'],
    ['DELETED', '2', '5'],
    ['ADDED', '4', '6'],
  ]);
});

test('a streamed list ends in a bookmark, and more follow in quiet times', async (cluster) => {
  const { ask, lines, world, storage } = cluster();
  await ask('POST', MAPS, { metadata: { name: 'a' } });
  const query =
    'watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';
  const watch = await lines(`${MAPS}?${query}`);

  assert.is((await watch.next()).type, 'ADDED');
  assert.equal((await watch.next()).object.metadata, {
    resourceVersion: '2',
    annotations: { 'k8s.io/initial-events-end': 'true' },
  });
  await ask('POST', PODS, { metadata: { name: 'p' } });
  await world.clock.advance(60_000);
  const { type, object } = await watch.next();
  // A store that doesn't say how far it has come: as far as it told.
  const reached = storage.progress === undefined ? '2' : '3';
  assert.equal([type, object.metadata.resourceVersion], ['BOOKMARK', reached]);
  await watch.end();
  assert.equal(world.clock.pending, []);
});

test('a watch ends when its time is up, and one too old is an error', async (cluster) => {
  const { ask, lines, world } = cluster();
  await ask('POST', MAPS, { metadata: { name: 'a' } });
  const watch = await lines(`${MAPS}?watch=1&timeoutSeconds=5&resourceVersion=2`);
  await world.clock.advance(5000);
  assert.is(await watch.next(), undefined);

  const old = await lines(`${MAPS}?watch=1&resourceVersion=1`);
  const { type, object } = await old.next();
  assert.equal([type, object.code], ['ERROR', 410]);
  assert.is(object.message, 'too old resource version: 1 (2)');
  assert.is(await old.next(), undefined);
});

test('a pod is given time to end; a second deletion can only shorten it', async (cluster) => {
  const { ask } = cluster();
  await ask('POST', PODS, { metadata: { name: 'a' } });

  const first = await ask('DELETE', `${PODS}/a`);
  assert.is(first.body.metadata.deletionTimestamp, '2025-01-01T00:00:30Z');
  assert.is(first.body.metadata.deletionGracePeriodSeconds, 30);
  const longer = await ask('DELETE', `${PODS}/a`, { gracePeriodSeconds: 60 });
  assert.equal(longer.body, first.body);
  const shorter = await ask('DELETE', `${PODS}/a`, { gracePeriodSeconds: 5 });
  assert.is(shorter.body.metadata.deletionTimestamp, '2025-01-01T00:00:05Z');
  const now = await ask('DELETE', `${PODS}/a`, { gracePeriodSeconds: 0 });
  assert.equal([now.body.kind, now.body.status], ['Status', 'Success']);
  assert.is((await ask('GET', `${PODS}/a`)).code, 404);
});

test('finalizers hold an object until the last one is taken away', async (cluster) => {
  const { ask } = cluster();
  const { body } = await ask('POST', MAPS, {
    metadata: { name: 'a', finalizers: ['example.com/x'] },
  });

  const deleted = await ask('DELETE', `${MAPS}/a`, {
    propagationPolicy: 'Foreground',
  });
  assert.equal(deleted.body.metadata.finalizers, [
    'example.com/x',
    'foregroundDeletion',
  ]);
  const more = await ask('PUT', `${MAPS}/a`, {
    metadata: { name: 'a', finalizers: ['example.com/y'] },
  });
  assert.equal([more.code, more.body.reason], [422, 'Invalid']);
  const last = await ask('PUT', `${MAPS}/a`, { metadata: { name: 'a' } });
  assert.is(last.code, 200);
  assert.is((await ask('GET', `${MAPS}/a`)).code, 404);
  assert.is(body.metadata.deletionTimestamp, undefined);
});

test('a deletion has preconditions, and can be tried without doing it', async (cluster) => {
  const { ask } = cluster();
  const { body } = await ask('POST', MAPS, { metadata: { name: 'a' } });
  const remove = (preconditions: object) =>
    ask('DELETE', `${MAPS}/a`, { preconditions });

  assert.is((await remove({ uid: 'other' })).code, 409);
  assert.is((await remove({ resourceVersion: '1' })).code, 409);
  assert.is((await ask('DELETE', `${MAPS}/a?dryRun=All`)).code, 200);
  assert.is(
    (await remove({ uid: body.metadata.uid, resourceVersion: '2' })).code,
    200,
  );
});

test('a collection is deleted one by one', async (cluster) => {
  const { ask } = cluster();
  for (const name of ['a', 'b', 'c'])
    await ask('POST', MAPS, { metadata: { name, labels: { name } } });
  const { body } = await ask('DELETE', `${MAPS}?labelSelector=name!=b`);
  assert.is(body.items.length, 2);
  assert.is((await ask('GET', MAPS)).body.items.length, 1);
});

test('a patch goes to who knows its type', async (cluster) => {
  const { ask } = cluster({
    patchers: { 'application/merge-patch+json': shallow },
  });
  await ask('POST', MAPS, { metadata: { name: 'a' }, data: { x: '1' } });
  const patch = (type: string) =>
    ask('PATCH', `${MAPS}/a`, { data: { x: '2' } }, { 'content-type': type });

  assert.equal((await patch('application/merge-patch+json')).body.data, { x: '2' });
  const other = await patch('application/json-patch+json');
  assert.is(other.code, 415);
  assert.match(other.body.message, /include: application\/merge-patch\+json$/);
});

test('filters see every request and every answer, refusals too', async (cluster) => {
  const seen: string[] = [];
  const { ask } = cluster({
    filters: [
      async ({ info }, next) => {
        const { code } = await next();
        seen.push(`${info.verb} ${info.resource} ${code}`);
        return { code, headers: {} };
      },
    ],
  });
  await ask('GET', PODS);
  await ask('GET', `${PODS}/none`);
  assert.equal(seen, ['list pods 200', 'get pods 404']);
});

test('admission changes an object, then looks at it, then the store has it', async (cluster) => {
  const { ask } = cluster({
    admission: [
      {
        name: 'look',
        validate: ({ object }) => assert.is(object?.metadata.labels?.x, '1'),
      },
      {
        name: 'change',
        admit: ({ object = { apiVersion: '', kind: '', metadata: {} } }) => ({
          ...object,
          metadata: { ...object.metadata, labels: { x: '1' } },
        }),
      },
    ],
  });
  const { body } = await ask('POST', PODS, { metadata: { name: 'a' } });
  assert.equal(body.metadata.labels, { x: '1' });
});

test('a Table has a row for each object', async (cluster) => {
  const { ask } = cluster();
  await ask('POST', MAPS, { metadata: { name: 'a' } });
  const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
  const { body } = await ask('GET', MAPS, undefined, { accept });
  assert.is(body.kind, 'Table');
  assert.equal(body.rows[0].cells, ['a', '2025-01-01T00:00:00Z']);
  assert.is(body.rows[0].object.kind, 'PartialObjectMetadata');
});

test('what is no request of ours is refused, and nothing else happens', async (cluster) => {
  const { ask, server } = cluster();
  const codes = async (method: string, url: string, body?: unknown) =>
    (await ask(method, url, body)).code;

  assert.is(await codes('GET', '/api/v1/namespaces/default/gadgets'), 404);
  assert.is(await codes('GET', '/nothing'), 404);
  assert.is(await codes('GET', '/api/v1/pods/a'), 404);
  assert.is(await codes('POST', '/api/v1/pods', {}), 405);
  assert.is(await codes('OPTIONS', PODS), 405);
  assert.is(await codes('GET', '/api/v1/namespaces/x/nodes'), 404);
  assert.is(await codes('POST', PODS, []), 400);
  assert.is(await codes('POST', PODS, { kind: 'Node' }), 400);
  assert.is(await codes('POST', PODS, { apiVersion: 'v2' }), 400);
  assert.is(await codes('POST', PODS, { metadata: { name: 'A' } }), 422);
  assert.is(await codes('GET', '/api/v1/%zz'), 400);
  assert.is(await codes('GET', `${PODS}?labelSelector=a==b==c`), 400);
  assert.is(await codes('GET', `${PODS}?fieldSelector=a=b`), 400);
  assert.is(await codes('GET', `${PODS}?limit=x`), 400);
  assert.is(await codes('GET', `${PODS}?continue=x`), 400);
  const deep = `{"metadata":{"name":"a"},"spec":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  const { code } = await server.handle({ method: 'POST', url: PODS, body: deep });
  assert.is(code, 400);
  assert.is(await codes('POST', PODS, { a: 'x'.repeat(3 << 20) }), 413);
});

test('__proto__ is a name like any other, and does nothing', async (cluster) => {
  const { ask, server } = cluster();
  for (const path of ['__proto__', 'constructor', 'toString'])
    for (const url of [
      `/api/v1/${path}`,
      `${PODS}/${path}`,
      `/apis/${path}/v1/pods`,
      `/${path}`,
    ])
      assert.is((await ask('GET', url)).code, 404, url);
  const body =
    '{"metadata":{"name":"a"},"__proto__":{"polluted":true},"data":{"__proto__":"x"}}';
  const { code } = await server.handle({ method: 'POST', url: MAPS, body });
  assert.is(code, 201);
  assert.is(Object.hasOwn(Object.prototype, 'polluted'), false);
  const patched = await ask(
    'PATCH',
    `${MAPS}/a`,
    {},
    { 'content-type': '__proto__' },
  );
  assert.is(patched.code, 415);
});
