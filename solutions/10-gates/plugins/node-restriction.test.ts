// What a kubelet may write of what it may write at all: "NodeRestriction" in "Admission
// Control in Kubernetes", with the words of plugin/pkg/admission/noderestriction/admission.go
// in 1.36.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  attributesOf,
  pass,
  readerOf,
  refusalOf,
  type Said,
  type Written,
} from '../fixtures.ts';
import { createNodeRestriction } from './node-restriction.ts';

const test = suite('the restriction of nodes');

const user = { name: 'system:node:n1', groups: ['system:nodes'] };
const annotations = { 'kubernetes.io/config.mirror': 'x' };
const on = (nodeName: string, more: object = {}) => ({
  ...{ metadata: { name: 'p' }, spec: { nodeName, ...more } },
});
const mirror = (nodeName: string, more: object = {}) => ({
  ...{ metadata: { name: 'p', annotations }, spec: { nodeName, ...more } },
});
const node = (
  name: string,
  labels: Readonly<Record<string, string>> = {},
  spec: object = {},
) => ({ metadata: { name, labels }, spec });

type Row = readonly [says: string, written: Written, refusal: string | undefined];

const POD: readonly Row[] = [
  [
    'a mirror Pod of its own',
    { resource: 'pods', object: mirror('n1') },
    undefined,
  ],
  [
    'a Pod that mirrors nothing',
    { resource: 'pods', object: on('n1') },
    'pod does not have "kubernetes.io/config.mirror" annotation, node "n1" can only create mirror pods',
  ],
  [
    'a mirror Pod on another node',
    { resource: 'pods', object: mirror('n2') },
    'node "n1" can only create pods with spec.nodeName set to itself',
  ],
  [
    'a mirror Pod with an account',
    { resource: 'pods', object: mirror('n1', { serviceAccountName: 'robot' }) },
    'node "n1" can not create pods that reference a service account',
  ],
  [
    'the end of a Pod of its own',
    { operation: 'DELETE', resource: 'pods', oldObject: on('n1') },
    undefined,
  ],
  [
    "the end of another's Pod",
    { operation: 'DELETE', resource: 'pods', oldObject: on('n2') },
    'node "n1" can only delete pods with spec.nodeName set to itself',
  ],
  [
    'the status of a Pod of its own',
    {
      ...{ operation: 'UPDATE', resource: 'pods/status' },
      ...{ oldObject: on('n1'), object: on('n1') },
    },
    undefined,
  ],
  [
    "the status of another's Pod",
    {
      ...{ operation: 'UPDATE', resource: 'pods/status' },
      ...{ oldObject: on('n2'), object: on('n2') },
    },
    'node "n1" can only update pod status for pods with spec.nodeName set to itself',
  ],
  [
    'labels by way of the status',
    {
      ...{ operation: 'UPDATE', resource: 'pods/status', oldObject: on('n1') },
      object: { ...on('n1'), metadata: { name: 'p', labels: { app: 'web' } } },
    },
    'node "n1" cannot update labels through pod status',
  ],
  [
    "the eviction of another's Pod",
    { resource: 'pods/eviction', object: { metadata: { name: 'far' } } },
    'node n1 can only evict pods with spec.nodeName set to itself',
  ],
];

const changed = (to: Said, from: Said = node('n1')): Written => ({
  ...{ operation: 'UPDATE', resource: 'nodes', object: to, oldObject: from },
});

const NODE: readonly Row[] = [
  ['its own Node', { resource: 'nodes', object: node('n1') }, undefined],
  [
    "another's Node",
    { resource: 'nodes', object: node('n2') },
    'node "n1" is not allowed to modify node "n2"',
  ],
  [
    'labels that say what machine it is',
    {
      resource: 'nodes',
      object: node('n1', {
        ...{ 'kubernetes.io/hostname': 'n1', 'kubernetes.io/arch': 'amd64' },
        ...{ 'topology.kubernetes.io/zone': 'a', 'node.kubernetes.io/x': 'y' },
        ...{ 'kubelet.kubernetes.io/x': 'y', 'example.com/own': 'z' },
      }),
    },
    undefined,
  ],
  [
    'a label that is kept for whom one can trust',
    {
      resource: 'nodes',
      object: node('n1', { 'node-restriction.kubernetes.io/safe': 'yes' }),
    },
    'node "n1" is not allowed to set the following labels: node-restriction.kubernetes.io/safe',
  ],
  [
    'a label of the project that is not among those of kubelets',
    changed(node('n1', { 'node-role.kubernetes.io/master': '' })),
    'is not allowed to modify labels: node-role.kubernetes.io/master',
  ],
  [
    'its taints',
    changed(node('n1', {}, { taints: [{ key: 'a', effect: 'NoSchedule' }] })),
    'node "n1" is not allowed to modify taints',
  ],
  [
    'who owns it, by which it could be deleted',
    changed({ metadata: { name: 'n1', ownerReferences: [{ uid: '1' }] } }),
    'node "n1" is not allowed to modify ownerReferences',
  ],
];

const lease = (name: string) => ({ metadata: { name } });
const LEASE: readonly Row[] = [
  [
    'its own Lease',
    { resource: 'leases', namespace: 'kube-node-lease', object: lease('n1') },
    undefined,
  ],
  [
    "another's Lease",
    { resource: 'leases', namespace: 'kube-node-lease', object: lease('n2') },
    'can only access node lease with the same name as the requesting node',
  ],
  [
    'a Lease elsewhere',
    { resource: 'leases', object: lease('n1') },
    'can only access leases in the "kube-node-lease" system namespace',
  ],
];

const far = { ...on('n2'), metadata: { name: 'far', namespace: 'default' } };
const plugin = createNodeRestriction(readerOf({ pods: [far] }));

for (const [says, written, refusal] of [...POD, ...NODE, ...LEASE])
  test(`${refusal === undefined ? 'lets' : 'does not let'} a node write ${says}`, async () => {
    const asked = attributesOf({ ...written, user });

    const found = await refusalOf(() => pass(plugin, asked));

    const [, why] = /^\S+ "\S*" is forbidden: (.*)$/.exec(found ?? '') ?? [];
    assert.is(why, refusal, found);
  });

test('is none for those who are no nodes', async () => {
  const object = node('n2', {}, { taints: [{ key: 'a', effect: 'NoSchedule' }] });
  const asked = attributesOf({ ...changed(object, node('n2')) });

  assert.is(await refusalOf(() => pass(plugin, asked)), undefined);
});

test.run();
