import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ApiObject } from './api-object.ts';
import { hasGeneration, nextGeneration } from './generation.ts';
import { RESOURCES } from './kinds/table.ts';
import type { Resource } from './types.ts';

const test = suite('generation');

const rowOf = (kind: string): Resource => {
  const row = RESOURCES.find((one) => one.kind === kind);
  if (row === undefined) throw new Error(`no kind ${kind}`);
  return row;
};

const objectOf = (kind: string, more: object): ApiObject => ({
  ...{ apiVersion: 'v1', kind, metadata: { generation: 1 } },
  ...more,
});

test('most kinds with a spec count its changes, some count nothing', () => {
  const counts = (kind: string): boolean =>
    hasGeneration(rowOf(kind), objectOf(kind, { spec: {} }));

  for (const kind of ['Deployment', 'Pod', 'Job', 'NetworkPolicy', 'CronJob'])
    assert.ok(counts(kind), kind);
  for (const kind of [
    'Service',
    'Node',
    'Namespace',
    'Lease',
    'PersistentVolumeClaim',
  ])
    assert.not(counts(kind), kind);
  assert.not(
    hasGeneration(rowOf('ConfigMap'), objectOf('ConfigMap', { data: {} })),
  );
});

test('a CSI driver has none until its spec changes', () => {
  const made = { ...{ apiVersion: 'v1', kind: 'CSIDriver' }, metadata: {} };
  const [a, b] = ['a', 'b'].map((mode) => ({ ...made, spec: { mode } }));

  assert.not(hasGeneration(rowOf('CSIDriver'), { ...made, spec: {} }));
  assert.is(a && b && nextGeneration(b, a), 1);
  assert.is(a && nextGeneration(a, a), undefined);
});

test('some kinds without a spec count too, each by what it holds', () => {
  for (const kind of [
    'EndpointSlice',
    'PriorityClass',
    'ValidatingWebhookConfiguration',
  ])
    assert.ok(hasGeneration(rowOf(kind), objectOf(kind, {})), kind);

  const slice = (more: object) => objectOf('EndpointSlice', more);
  const labelled = { metadata: { generation: 1, labels: { a: '1' } } };
  const noted = { metadata: { generation: 1, annotations: { a: '1' } } };
  assert.is(
    nextGeneration(slice({ endpoints: [{}] }), slice({ endpoints: [] })),
    2,
  );
  assert.is(nextGeneration(slice(labelled), slice({})), 2);
  assert.is(nextGeneration(slice(noted), slice({})), 1);

  const hooks = (webhooks: readonly object[]) =>
    objectOf('MutatingWebhookConfiguration', { webhooks });
  assert.is(nextGeneration(hooks([{ name: 'a' }]), hooks([])), 2);
  assert.is(nextGeneration(hooks([]), hooks([])), 1);

  const template = (image: string, replicas = 1) =>
    objectOf('PodTemplate', { template: { spec: { image } }, replicas });
  assert.ok(hasGeneration(rowOf('PodTemplate'), template('a')));
  assert.is(nextGeneration(template('b'), template('a')), 2);
  assert.is(nextGeneration(template('a', 2), template('a')), 1);

  const priority = (description: string) =>
    objectOf('PriorityClass', { value: 1, description });
  assert.is(nextGeneration(priority('b'), priority('a')), 1);
});

test.run();
