// Objects that are stored once and served in two versions.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import { memoryStorage } from '../memory.ts';
import { KUBERNETES } from '../mod.kubernetes.ts';
import { createApiServer } from '../server.ts';

const test = suite('an object in two versions');

function server() {
  const world = createVirtualWorld({ seed: 1 });
  const { handle } = createApiServer({
    ...{ ...KUBERNETES, world, storage: memoryStorage() },
    patchers: {
      'application/merge-patch+json': {
        patch: (live, body) => {
          if (live === undefined) throw new Error('nothing to patch');
          const { spec } = body as { spec: object };
          return {
            ...live,
            ...{ spec: { ...(live as { spec?: object }).spec, ...spec } },
          };
        },
      },
    },
  });
  return async (method: string, url: string, object?: object) => {
    const type = method === 'PATCH' ? 'merge-patch+json' : 'json';
    const headers = { 'content-type': `application/${type}` };
    const body = object === undefined ? {} : { body: JSON.stringify(object) };
    const answer = await handle({ method, url, headers, ...body });
    const said = answer.body ?? '{}';
    return JSON.parse(
      typeof said === 'string' ? said : new TextDecoder().decode(said),
    );
  };
}

const placeOf = (version: string): string =>
  `/apis/autoscaling/${version}/namespaces/default/horizontalpodautoscalers`;
const metadata = { name: 'web' };
const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const cpu = (averageUtilization: number) => {
  const target = { type: 'Utilization', averageUtilization };
  return { type: 'Resource', resource: { name: 'cpu', target } };
};
const memory = {
  type: 'Resource',
  resource: {
    name: 'memory',
    target: { type: 'AverageValue', averageValue: '1Gi' },
  },
};

test('autoscaler: what version 1 was told, version 2 says in its words', async () => {
  const ask = server();
  const spec = {
    scaleTargetRef,
    maxReplicas: 3,
    targetCPUUtilizationPercentage: 50,
  };
  const made = await ask('POST', placeOf('v1'), { metadata, spec });
  const newer = await ask('GET', `${placeOf('v2')}/web`);
  const older = await ask('GET', `${placeOf('v1')}/web`);

  assert.equal(made.spec, { ...spec, minReplicas: 1 });
  assert.is(newer.apiVersion, 'autoscaling/v2');
  assert.equal(newer.spec, {
    ...{ scaleTargetRef, maxReplicas: 3, minReplicas: 1, metrics: [cpu(50)] },
  });
  assert.equal(older, made);
});

test('autoscaler: what version 1 has no field for is kept through it', async () => {
  const ask = server();
  const behavior = { scaleDown: { stabilizationWindowSeconds: 60 } };
  const spec = {
    scaleTargetRef,
    maxReplicas: 3,
    metrics: [memory, cpu(70)],
    behavior,
  };
  await ask('POST', placeOf('v2'), { metadata, spec });
  const older = await ask('GET', `${placeOf('v1')}/web`);
  const patch = { spec: { targetCPUUtilizationPercentage: 60 } };
  await ask('PATCH', `${placeOf('v1')}/web`, patch);
  const newer = await ask('GET', `${placeOf('v2')}/web`);

  assert.is(older.spec.targetCPUUtilizationPercentage, 70);
  assert.equal(Object.keys(older.spec).sort(), [
    ...['maxReplicas', 'minReplicas', 'scaleTargetRef'],
    'targetCPUUtilizationPercentage',
  ]);
  assert.equal(Object.keys(older.metadata.annotations).sort(), [
    'autoscaling.alpha.kubernetes.io/behavior',
    'autoscaling.alpha.kubernetes.io/metrics',
  ]);
  assert.equal(newer.spec.metrics, [cpu(60), memory]);
  assert.equal(newer.spec.behavior, behavior);
  assert.is(newer.metadata.annotations, undefined);
});

test('autoscaler: what somebody wrote into such an annotation breaks nothing', async () => {
  const ask = server();
  const annotations = { 'autoscaling.alpha.kubernetes.io/metrics': '{[', own: 'x' };
  const spec = {
    scaleTargetRef,
    maxReplicas: 3,
    targetCPUUtilizationPercentage: 50,
  };
  await ask('POST', placeOf('v1'), {
    metadata: { ...metadata, annotations },
    spec,
  });
  const newer = await ask('GET', `${placeOf('v2')}/web`);

  assert.equal(newer.spec.metrics, [cpu(50)]);
  assert.equal(newer.metadata.annotations, { own: 'x' });
});

test('Event: each group has its own names for the same fields', async () => {
  const ask = server();
  const core = '/api/v1/namespaces/default/events';
  const involvedObject = { kind: 'Pod', namespace: 'default', name: 'p' };
  await ask('POST', core, {
    metadata: { name: 'e' },
    ...{ involvedObject, reason: 'Started', message: 'it runs', type: 'Normal' },
  });
  const newer = await ask(
    'GET',
    '/apis/events.k8s.io/v1/namespaces/default/events/e',
  );
  const older = await ask('GET', `${core}/e`);

  assert.equal([newer.kind, newer.apiVersion], ['Event', 'events.k8s.io/v1']);
  assert.equal([newer.regarding, newer.note], [involvedObject, 'it runs']);
  assert.equal([older.involvedObject, older.message], [involvedObject, 'it runs']);
  assert.is('message' in newer, false);
});

test.run();
