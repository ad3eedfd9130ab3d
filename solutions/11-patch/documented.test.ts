// The cases that the documentation of Kubernetes and the RFC give.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Json,
  type JsonMap,
  mergePatch,
  serverSideApply,
  strategicMerge,
  trackUpdate,
} from './mod.ts';

const test = suite('documented patches');

/** RFC 7396, appendix A: target, patch, result. */
const TABLE: readonly (readonly [Json, Json, Json])[] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

test('the table of RFC 7396', () => {
  for (const [target, patch, result] of TABLE)
    assert.equal(mergePatch(target, patch), result);
});

const deployment = (spec: JsonMap): JsonMap => ({
  ...{
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'patch-demo' },
  },
  spec,
});
const template = (spec: JsonMap): JsonMap => ({ template: { spec } });

// kubernetes.io, "Update API Objects in Place Using kubectl patch".
test('a patch of two containers keeps the first, and puts the new one before it', () => {
  const one = { name: 'patch-demo-ctr', image: 'nginx' };
  const two = { name: 'patch-demo-ctr-2', image: 'redis' };
  const live = deployment(template({ containers: [one] }));

  const { spec } = strategicMerge(live, { spec: template({ containers: [two] }) });

  assert.equal(spec, template({ containers: [two, one] }));
});

test('a patch of tolerations replaces them', () => {
  const [old, now] = [[{ key: 'dedicated' }], [{ key: 'disktype' }]];
  const live = deployment(template({ tolerations: old }));

  const { spec } = strategicMerge(live, { spec: template({ tolerations: now }) });

  assert.equal(spec, template({ tolerations: now }));
});

test('a strategy of another type keeps nothing of the old one', () => {
  const rollingUpdate = { maxSurge: '30%' };
  const live = deployment({ strategy: { type: 'RollingUpdate', rollingUpdate } });
  const strategy = { $retainKeys: ['type'], type: 'Recreate' };

  const { spec } = strategicMerge(live, { spec: { strategy } });

  assert.equal(spec, { strategy: { type: 'Recreate' } });
});

// kubernetes.io, "Server-Side Apply".
test('the ConfigMap of the documentation, as its manager owns it', () => {
  const config = {
    ...{ apiVersion: 'v1', kind: 'ConfigMap' },
    metadata: {
      name: 'test-cm',
      namespace: 'default',
      labels: { 'test-label': 'test' },
    },
    data: { key: 'some value' },
  };

  const now = '2010-10-10T00:00:00Z';
  const applied = serverSideApply(undefined, config, { manager: 'kubectl', now });
  const edited = mergePatch(applied, { data: { key: 'new value' } }) as JsonMap;
  const manager = 'kube-controller-manager';
  const later = '2019-03-30T16:00:00Z';
  const updated = trackUpdate(applied, edited, { manager, now: later });

  const label = { 'f:metadata': { 'f:labels': { 'f:test-label': {} } } };
  const entry = { apiVersion: 'v1', fieldsType: 'FieldsV1' };
  assert.equal(Object(updated.metadata).managedFields, [
    {
      manager: 'kubectl',
      operation: 'Apply',
      time: now,
      fieldsV1: label,
      ...entry,
    },
    {
      ...{ manager, operation: 'Update', time: later },
      ...{ fieldsV1: { 'f:data': { 'f:key': {} } }, ...entry },
    },
  ]);
});

test('kubectl takes over what its own annotation says it applied', () => {
  const annotation = 'kubectl.kubernetes.io/last-applied-configuration';
  const data = { a: '1' };
  const file = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a' },
    data,
  };
  const annotations = { [annotation]: `${JSON.stringify(file)}\n` };
  const first = { ...file, metadata: { name: 'a', annotations } };
  const now = '2026-01-01T00:00:00Z';
  const live = trackUpdate(undefined, first, {
    ...{ manager: 'kubectl-client-side-apply', now },
  });
  const next = { ...file, data: { a: '2' } };

  const taken = serverSideApply(live, next, { manager: 'kubectl', now });

  assert.equal(taken.data, { a: '2' });
  assert.match(Object(taken.metadata).annotations[annotation], '"a":"2"');
  const refused = () => serverSideApply(live, next, { manager: 'other', now });
  assert.throws(
    refused,
    /conflict with "kubectl-client-side-apply" using v1: \.data\.a/,
  );
});

test('what was there before anybody applied is one manager’s', () => {
  const file = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
  const old = { ...file, data: { a: '1' } };
  const now = '2026-01-01T00:00:00Z';

  const refused = () =>
    serverSideApply(old, { ...file, data: { a: '2' } }, { manager: 'm', now });

  assert.throws(refused, /conflict with "before-first-apply" using v1: \.data\.a/);
});

test('ten managers of updates are kept, and older ones put together', () => {
  const file = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
  let live = trackUpdate(undefined, file, { manager: 'm', now: '' });
  for (let i = 0; i < 14; i++) {
    const now = `2026-01-01T00:00:${String(i).padStart(2, '0')}Z`;
    const data = { ...Object(live.data), [`k${i}`]: '1' };
    const known = i === 0 ? undefined : live;
    live = trackUpdate(known, { ...live, data }, { manager: `m${i}`, now });
  }

  const entries: readonly JsonMap[] = Object(live.metadata).managedFields;
  const [first] = entries;
  assert.is(entries.length, 10);
  assert.is(first?.manager, 'ancient-changes');
  assert.is(first?.time, '2026-01-01T00:00:04Z');
  assert.equal(Object.keys(Object(Object(first?.fieldsV1)['f:data'])).sort(), [
    ...['.', 'f:k0', 'f:k1', 'f:k2', 'f:k3', 'f:k4'],
  ]);
});

test('an empty list of managers forgets them all', () => {
  const file = { apiVersion: 'v1', kind: 'ConfigMap', data: { a: '1' } };
  const by = { manager: 'm', now: '2026-01-01T00:00:00Z' };
  const live = trackUpdate(undefined, { ...file, metadata: { name: 'a' } }, by);

  const none = { ...file, metadata: { name: 'a', managedFields: [] } };
  const forgot = trackUpdate(live, none, by);

  assert.is(Object(forgot.metadata).managedFields, undefined);
});

test.run();
