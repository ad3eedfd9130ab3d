import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { memoryStorage, textOf } from '#apiserver';
import { createVirtualWorld } from '#world';
import { assemble } from './assemble.ts';
import { bootstrap } from './bootstrap.ts';

const test = suite('the cluster, assembled');

async function cluster() {
  const world = createVirtualWorld({ seed: 1 });
  const { clock } = world;
  const storage = memoryStorage();
  const parts = { world, clock, storage, doors: [], isAudited: true };
  const { handle, open } = assemble(parts);
  await open({ server: 'http://127.0.0.1:8080', caPem: '' });
  await bootstrap(handle, 6443);
  const user = { name: 'admin', groups: ['system:masters'] };
  return async (
    method: string,
    url: string,
    body?: unknown,
    type = 'application/json',
  ) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const sent = body === undefined ? {} : { body: text };
    const headers = { 'content-type': type };
    const answer = await handle({ method, url, headers, user, ...sent });
    const said = textOf(answer.body ?? '{}');
    return { code: answer.code, body: JSON.parse(said) };
  };
}

const WEB = {
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'nginx' }] },
    },
  },
};
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const SCALE = `${DEPLOYMENTS}/web/scale`;

test('a second start finds what the first has made', async () => {
  const world = createVirtualWorld({ seed: 1 });
  const storage = memoryStorage();
  for (let start = 0; start < 2; start++) {
    const parts = { world, clock: undefined, storage, doors: [] };
    const { handle, open, close } = assemble(parts);
    await open({ server: 'http://127.0.0.1:8080', caPem: '' });
    await bootstrap(handle, 6443);
    close();
  }
});

test('a scale is read, written whole, and patched', async () => {
  const ask = await cluster();
  await ask('POST', DEPLOYMENTS, WEB);
  const read = await ask('GET', SCALE);
  const put = await ask('PUT', SCALE, { ...read.body, spec: { replicas: 3 } });
  const merge = { spec: { replicas: 5 } };
  const merged = await ask('PATCH', SCALE, merge, 'application/merge-patch+json');
  const operations = [{ op: 'replace', path: '/spec/replicas', value: 2 }];
  const type = 'application/json-patch+json';
  const patched = await ask('PATCH', SCALE, operations, type);
  const { body } = await ask('GET', `${DEPLOYMENTS}/web`);

  assert.is(read.body.kind, 'Scale');
  assert.equal(read.body.status, { replicas: 0, selector: 'app=web' });
  assert.equal(
    [read, put, merged, patched].map((each) => each.body.spec.replicas),
    [1, 3, 5, 2],
  );
  assert.is(body.spec.replicas, 2);
  assert.is(body.metadata.generation, 4);
});

test('a scale is written once, by whoever wrote it, by way of the scale', async () => {
  const ask = await cluster();
  await ask('POST', `${DEPLOYMENTS}?fieldManager=maker`, WEB);
  const log = () => ask('GET', '/debug/audit');
  const { body: before } = await log();
  const patch = { spec: { replicas: 5 } };
  const url = `${SCALE}?fieldManager=kubectl-scale`;
  await ask('PATCH', url, patch, 'application/merge-patch+json');
  const { body: after } = await log();
  const { body } = await ask('GET', `${DEPLOYMENTS}/web`);

  const told: readonly { verb: string; stage: string }[] = after.items;
  const patches = told
    .slice(before.items.length)
    .filter(({ verb, stage }) => verb === 'patch' && stage === 'ResponseComplete');
  assert.is(patches.length, 1);
  const owners = body.metadata.managedFields.map(
    (one: Readonly<Record<string, unknown>>) => [
      ...[one.manager, one.subresource, one.operation],
    ],
  );
  assert.equal(owners.sort(), [
    ['kubectl-scale', 'scale', 'Update'],
    ['maker', undefined, 'Update'],
  ]);
});

test('a scale that is stale, below nothing or of none is refused', async () => {
  const ask = await cluster();
  await ask('POST', DEPLOYMENTS, WEB);
  const { body } = await ask('GET', SCALE);
  await ask('PUT', SCALE, { ...body, spec: { replicas: 3 } });
  const stale = await ask('PUT', SCALE, { ...body, spec: { replicas: 4 } });
  const below = await ask('PUT', SCALE, { spec: { replicas: -1 } });
  const none = await ask('GET', SCALE.replace('web', 'other'));

  assert.is(stale.body.reason, 'Conflict');
  assert.is(below.body.reason, 'Invalid');
  assert.is(none.body.reason, 'NotFound');
});

const APPLY = 'application/apply-patch+yaml';

test('what is applied may be YAML, and a wrong one is refused', async () => {
  const ask = await cluster();
  const url = '/api/v1/namespaces/default/configmaps/a?fieldManager=me';
  const text =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {day: 2025-01-01, k: "on"}\n';
  const made = await ask('PATCH', url, text, APPLY);
  const again = await ask('PATCH', url, text, APPLY);
  const wrong = await ask('PATCH', url, 'a: b: c', APPLY);
  const twice = await ask('PATCH', url, 'kind: ConfigMap\nkind: Pod', APPLY);

  assert.is(made.code, 201, made.body.message);
  assert.equal(made.body.data, { day: '2025-01-01', k: 'on' });
  assert.is(
    again.body.metadata.resourceVersion,
    made.body.metadata.resourceVersion,
  );
  assert.equal([wrong.code, twice.code], [400, 400]);
  assert.match(wrong.body.message, /^error decoding YAML: /);
});

test('an object may be sent as YAML', async () => {
  const ask = await cluster();
  const text = 'metadata:\n  name: a\ndata:\n  k: v\n';
  const url = '/api/v1/namespaces/default/configmaps';
  const { code, body } = await ask('POST', url, text, 'application/yaml');

  assert.equal([code, body.data], [201, { k: 'v' }]);
});

test("a scale is applied: its replicas are then the one's who applied them", async () => {
  const ask = await cluster();
  await ask('POST', `${DEPLOYMENTS}?fieldManager=maker`, {
    ...WEB,
    spec: { ...WEB.spec, replicas: 2 },
  });
  const scale = {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { name: 'web' },
  };
  const by = (name: string, replicas: number, force = false) =>
    ask(
      'PATCH',
      `${SCALE}?fieldManager=${name}&force=${force}`,
      { ...scale, spec: { replicas } },
      APPLY,
    );
  const refused = await by('hpa', 4);
  const taken = await by('hpa', 4, true);
  const nameless = await ask(
    'PATCH',
    SCALE,
    { ...scale, spec: { replicas: 1 } },
    APPLY,
  );
  const below = await by('hpa', -1, true);
  const { body } = await ask('GET', `${DEPLOYMENTS}/web`);

  assert.is(
    refused.body.message,
    'Apply failed with 1 conflict: conflict with "maker" using apps/v1: .spec.replicas',
  );
  assert.equal(
    [taken.code, taken.body.kind, taken.body.spec],
    [200, 'Scale', { replicas: 4 }],
  );
  assert.equal([nameless.code, below.code], [422, 422]);
  assert.equal([body.spec.replicas, body.metadata.generation], [4, 2]);
  const owner = body.metadata.managedFields.find(
    ({ manager }: { manager: string }) => manager === 'hpa',
  );
  assert.equal(
    [owner.operation, owner.subresource, owner.fieldsV1],
    ['Apply', 'scale', { 'f:spec': { 'f:replicas': {} } }],
  );
  assert.equal(body.spec.template.spec.containers[0].name, 'web');
});

test('time stands still until it is moved', async () => {
  const ask = await cluster();
  const before = await ask('GET', '/debug/clock');
  const after = await ask('POST', '/debug/clock/advance', { seconds: 90 });
  const wrong = await ask('POST', '/debug/clock/advance', { seconds: -1 });

  assert.is(before.body.now, '2025-01-01T00:00:00.000Z');
  assert.is(after.body.now, '2025-01-01T00:01:30.000Z');
  assert.is(wrong.code, 400);
});

test.run();
