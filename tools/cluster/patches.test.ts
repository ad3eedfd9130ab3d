// Patches and apply on their way through a server.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createApiServer, embedded } from '#apiserver';
import { rfc3339 } from '#objects';
import { managedFields, patchers } from '#patch';
import { createStore, KeyIndex } from '#store';
import { createWatchHub } from '#watch';
import { createVirtualWorld } from '#world';

const verbs = ['create', 'get', 'patch', 'update'] as const;
const row = { namespaced: true, verbs, version: 'v1' };
const RESOURCES = [
  {
    ...row,
    ...{ group: 'apps', kind: 'Deployment', resource: 'deployments' },
    singular: 'deployment',
    subresources: [{ name: 'status', verbs }],
  },
  { ...row, group: '', kind: 'ConfigMap', resource: 'configmaps', singular: 'cm' },
  { ...row, group: 'x.io', kind: 'Thing', resource: 'things', singular: 'thing' },
];

function cluster() {
  const world = createVirtualWorld({ seed: 1 });
  const index = new KeyIndex();
  const store = createStore(index);
  const server = createApiServer({
    world,
    storage: embedded(store, createWatchHub(store), index),
    resources: RESOURCES,
    patchers,
    admission: [managedFields(() => rfc3339(world.clock.wall()))],
  });
  return async (method: string, url: string, body: unknown, type = 'json') => {
    const headers = {
      'content-type': type === 'json' ? 'application/json' : `application/${type}`,
      'user-agent': 'curl/8.5.0',
    };
    const sent = { method, url, headers, body: JSON.stringify(body) };
    const { code, body: text = '{}' } = await server.handle(sent);
    return {
      code,
      body: JSON.parse(
        typeof text === 'string' ? text : new TextDecoder().decode(text),
      ),
    };
  };
}

const MAPS = '/api/v1/namespaces/default/configmaps';
const WEB = '/apis/apps/v1/namespaces/default/deployments/web';
const APPLY = 'apply-patch+yaml';
const test = suite('patches and the server');

const mapOf = (data: object) => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data },
});
const fieldsOf = (body: { metadata: { managedFields: readonly object[] } }) =>
  body.metadata.managedFields.map((entry) => {
    const { manager, operation, fieldsV1 } = entry as Record<string, unknown>;
    return [manager, operation, fieldsV1];
  });

test('who creates owns what is said, under its name or its program', async () => {
  const ask = cluster();

  const named = await ask('POST', `${MAPS}?fieldManager=me`, mapOf({ x: '1' }));
  const other = { ...mapOf({ y: '1' }), metadata: { name: 'b' } };
  const unnamed = await ask('POST', MAPS, other);

  const data = (key: string) => ({ 'f:data': { '.': {}, [`f:${key}`]: {} } });
  assert.equal(fieldsOf(named.body), [['me', 'Update', data('x')]]);
  assert.equal(fieldsOf(unnamed.body), [['curl', 'Update', data('y')]]);
});

test('apply makes what is not there, and the second time writes nothing', async () => {
  const ask = cluster();
  const url = `${MAPS}/a?fieldManager=me`;

  const first = await ask('PATCH', url, mapOf({ x: '1' }), APPLY);
  const again = await ask('PATCH', url, mapOf({ x: '1' }), APPLY);

  assert.is(first.code, 201);
  assert.equal(fieldsOf(first.body), [
    ['me', 'Apply', { 'f:data': { 'f:x': {} } }],
  ]);
  assert.is(again.code, 200);
  assert.equal(again.body, first.body);
});

test('a field of another is a conflict, unless it is taken by force', async () => {
  const ask = cluster();
  await ask('POST', `${MAPS}?fieldManager=kubectl-edit`, mapOf({ a: '1' }));

  const refused = await ask(
    'PATCH',
    `${MAPS}/a?fieldManager=me`,
    mapOf({ a: '2' }),
    APPLY,
  );
  const forced = await ask(
    'PATCH',
    `${MAPS}/a?fieldManager=me&force=true`,
    mapOf({ a: '2' }),
    APPLY,
  );

  assert.is(refused.code, 409);
  assert.is(refused.body.reason, 'Conflict');
  assert.is(
    refused.body.message,
    'Apply failed with 1 conflict: conflict with "kubectl-edit" using v1: .data.a',
  );
  assert.equal(refused.body.details.causes, [
    {
      reason: 'FieldManagerConflict',
      message: 'conflict with "kubectl-edit" using v1',
      field: '.data.a',
    },
  ]);
  assert.equal(forced.body.data, { a: '2' });
  assert.equal(fieldsOf(forced.body), [
    ['me', 'Apply', { 'f:data': { 'f:a': {} } }],
    ['kubectl-edit', 'Update', { 'f:data': {} }],
  ]);
});

test('apply has to say who applies', async () => {
  const ask = cluster();

  const { code, body } = await ask('PATCH', `${MAPS}/a`, mapOf({}), APPLY);

  const says =
    'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch';
  assert.equal([code, body.message], [422, says]);
});

test('a patch that does not apply is refused in few words', async () => {
  const ask = cluster();
  await ask('POST', MAPS, mapOf({ a: '1' }));
  const operations = [
    { op: 'replace', path: '/data/a', value: '2' },
    { op: 'test', path: '/data/a', value: '3' },
  ];

  const { code, body } = await ask(
    'PATCH',
    `${MAPS}/a`,
    operations,
    'json-patch+json',
  );
  const after = await ask('PATCH', `${MAPS}/a`, {}, 'merge-patch+json');

  const says = 'the server rejected our request due to an error in our request';
  assert.equal([code, body.reason, body.message], [422, 'Invalid', says]);
  assert.equal(after.body.data, { a: '1' });
});

test('a custom kind has no strategic merge patch', async () => {
  const ask = cluster();
  const url = '/apis/x.io/v1/namespaces/default/things';
  await ask('POST', url, {
    apiVersion: 'x.io/v1',
    kind: 'Thing',
    metadata: { name: 'a' },
  });

  const { code, body } = await ask(
    'PATCH',
    `${url}/a`,
    {},
    'strategic-merge-patch+json',
  );

  assert.equal([code, body.reason], [415, 'UnsupportedMediaType']);
});

test('who writes the status owns no spec, and stands beside itself', async () => {
  const ask = cluster();
  const web = {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } },
    spec: { replicas: 1 },
  };
  const url = WEB.replace('/web', '?fieldManager=c');
  await ask('POST', url, { ...web, status: { replicas: 1 } });

  const status = { spec: { replicas: 9 }, status: { replicas: 1 } };
  const { body } = await ask(
    'PATCH',
    `${WEB}/status?fieldManager=c`,
    status,
    'merge-patch+json',
  );

  assert.equal(body.spec, { replicas: 1 });
  assert.equal(
    body.metadata.managedFields.map((one: Record<string, unknown>) => [
      one.subresource,
      one.fieldsV1,
    ]),
    [
      [undefined, { 'f:spec': { 'f:replicas': {} } }],
      ['status', { 'f:status': { 'f:replicas': {} } }],
    ],
  );
});

test.run();
