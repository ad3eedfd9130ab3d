// What a kubelet may do: "Using Node Authorization" of Kubernetes' documentation, with the
// words of plugin/pkg/auth/authorizer/node/node_authorizer.go in 1.36.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { questionOf, readerOf } from './fixtures.ts';
import { createNodeAuthorizer } from './node-authorizer.ts';

const test = suite('the node authorizer');

const names = (name: string) => [
  { secretRef: { name } },
  { configMapRef: { name } },
];
const mine = {
  metadata: { name: 'mine', namespace: 'default' },
  spec: {
    nodeName: 'n1',
    serviceAccountName: 'robot',
    imagePullSecrets: [{ name: 'pull' }],
    containers: [
      {
        envFrom: names('env'),
        env: [{ valueFrom: { secretKeyRef: { name: 'key' } } }],
      },
    ],
    initContainers: [{ envFrom: names('first') }],
    volumes: [
      { secret: { secretName: 'mounted' } },
      { configMap: { name: 'settings' } },
      { projected: { sources: [{ secret: { name: 'projected' } }] } },
      { persistentVolumeClaim: { claimName: 'disk' } },
    ],
  },
};
const other = {
  metadata: { name: 'other', namespace: 'default' },
  spec: { nodeName: 'n2', containers: [{ envFrom: names('theirs') }] },
};
const reader = readerOf({ pods: [mine, other] });
const authorize = createNodeAuthorizer(reader);
const user = { name: 'system:node:n1', groups: ['system:nodes'] };

const MAY = [
  'get secrets default/mounted',
  'get secrets default/projected',
  'get secrets default/pull',
  'get secrets default/env',
  'get secrets default/key',
  'get secrets default/first',
  'list secrets default/mounted',
  'watch configmaps default/settings',
  'get persistentvolumeclaims default/disk',
  'create serviceaccounts/token default/robot',
  'create nodes',
  'get nodes -/n1',
  'update nodes/status -/n1',
  'patch nodes -/n1',
  'get pods default/mine',
  'create pods default/',
  'delete pods default/mine',
  'patch pods/status default/mine',
  'create pods/eviction default/mine',
  'create events default/',
  'list services',
  'create leases kube-node-lease/',
  'update leases kube-node-lease/n1',
  'create certificatesigningrequests',
  'create tokenreviews',
  'create subjectaccessreviews',
  'get csinodes -/n1',
];

const STRANGER = "no relationship found between node 'n1' and this object";
const MAY_NOT: readonly (readonly [asks: string, why: string])[] = [
  ['get secrets default/theirs', STRANGER],
  ['get secrets other/mounted', STRANGER],
  ['list secrets default/', 'No Object name found'],
  ['list secrets', 'can only read namespaced object of this type'],
  ['update secrets default/mounted', 'can only read resources of this type'],
  ['get configmaps default/theirs', STRANGER],
  [
    'list persistentvolumeclaims default/disk',
    'can only get individual resources of this type',
  ],
  ['create serviceaccounts/token default/admin', STRANGER],
  [
    'get serviceaccounts default/robot',
    'can only create tokens for individual service accounts',
  ],
  ['get pods default/other', STRANGER],
  ['list pods', 'can only list/watch pods with spec.nodeName field selector'],
  ['get nodes -/n2', "node 'n1' cannot read 'n2', only its own Node object"],
  ['list nodes', "node 'n1' cannot read all nodes, only its own Node object"],
  [
    'update leases default/n1',
    'can only access leases in the "kube-node-lease" system namespace',
  ],
  [
    'update leases kube-node-lease/n2',
    'can only access node lease with the same name as the requesting node',
  ],
  [
    'get csinodes -/n2',
    'can only access CSINode with the same name as the requesting node',
  ],
  ['delete nodes -/n1', ''],
  ['create deployments default/', ''],
  ['get roles default/r', ''],
];

for (const asks of MAY)
  test(`lets a node ${asks}`, () => {
    assert.is(authorize(user, questionOf(asks)).allowed, true);
  });

for (const [asks, reason] of MAY_NOT)
  test(`does not let a node ${asks}`, () => {
    assert.equal(authorize(user, questionOf(asks)), { allowed: false, reason });
  });

test('lets a node list the Pods that it selects by its own name alone', () => {
  const select = (name: string) =>
    new URLSearchParams({ fieldSelector: `spec.nodeName=${name}` });
  const asks = questionOf('list pods');

  assert.is(authorize(user, asks, select('n1')).allowed, true);
  assert.is(authorize(user, asks, select('n2')).allowed, false);
});

test('has nothing to say of those who are no nodes', () => {
  const asks = questionOf('get secrets default/mounted');
  const impostor = { name: 'system:node:n1', groups: [] };
  const nameless = { name: 'system:node:', groups: ['system:nodes'] };

  assert.equal(authorize(impostor, asks), { allowed: false, reason: '' });
  assert.is(
    authorize(nameless, asks).reason,
    'unknown node for user "system:node:"',
  );
});

test.run();
