// What stands in the cells, as the real printers make them. Expected are the values of
// pkg/printers/internalversion/printers_test.go and of kubectl's documentation.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { KubeObject } from '#objects';
import { RESOURCES } from '../kinds/table.ts';
import { durationText, timeOf } from './age.ts';
import { COLUMNS, DEFAULT_COLUMNS } from './table.ts';

const test = suite('columns');
const NOW = Date.parse('2026-01-02T03:04:05Z');

function object(kind: string, more: Readonly<Record<string, unknown>>): KubeObject {
  const metadata = { name: 'a', creationTimestamp: '2026-01-02T03:00:05Z' };
  return { apiVersion: 'v1', kind, metadata, ...more };
}

/** The cells, wide ones too, beside the names of their columns. */
function shown(resource: string, from: KubeObject): Record<string, unknown> {
  const columns = COLUMNS[resource];
  assert.ok(columns, resource);
  const cells = columns.cells(from, NOW);
  assert.is(cells.length, columns.definitions.length, resource);
  return Object.fromEntries(
    columns.definitions.map(({ name }, i) => [name, cells[i]]),
  );
}

test('an age is the coarser the longer it is', () => {
  const second = 1000;
  const minute = 60 * second;
  const hour = 60 * minute;
  const day = 24 * hour;
  const table: readonly [number, string][] = [
    [-2 * second, '<invalid>'],
    [-1 * second, '0s'],
    [0, '0s'],
    [119 * second, '119s'],
    [2 * minute, '2m'],
    [9 * minute + 59 * second, '9m59s'],
    [10 * minute + 1 * second, '10m'],
    [179 * minute, '179m'],
    [3 * hour, '3h'],
    [7 * hour + 59 * minute, '7h59m'],
    [47 * hour, '47h'],
    [2 * day, '2d'],
    [7 * day + 23 * hour, '7d23h'],
    [8 * day, '8d'],
    [729 * day, '729d'],
    [730 * day, '2y'],
    [2 * 365 * day + 41 * day, '2y41d'],
    [8 * 365 * day, '8y'],
  ];
  for (const [span, text] of table) assert.is(durationText(span), text);
});

test('what is no time has none', () => {
  assert.is(timeOf('1970-01-01T00:00:00Z'), 0);
  assert.is(timeOf('yesterday'), undefined);
  assert.is(timeOf(undefined), undefined);
});

const running = { state: { running: {} }, ready: true, restartCount: 0 };
const ended = (reason: string, exitCode = 1) => ({
  state: { terminated: { reason, exitCode } },
});
const pod = (spec: object, status: object, metadata: object = {}): KubeObject => {
  const made = object('Pod', { spec, status });
  return { ...made, metadata: { ...made.metadata, ...metadata } };
};
const two = { containers: [{}, {}] };

const PODS: readonly [string, KubeObject, string, string, string][] = [
  [
    'running containers are counted',
    pod(two, { phase: 'Running', containerStatuses: [running, {}] }),
    ...(['1/2', 'Running', '0'] as const),
  ],
  [
    'the first container that waits has the last word',
    pod(two, {
      phase: 'Running',
      containerStatuses: [
        { state: { waiting: { reason: 'CrashLoopBackOff' } }, restartCount: 3 },
        { state: { waiting: { reason: 'ErrImagePull' } } },
      ],
    }),
    ...(['0/2', 'CrashLoopBackOff', '3'] as const),
  ],
  [
    'a restart says how long ago its forerunner ended',
    pod(two, {
      phase: 'Running',
      containerStatuses: [
        {
          ...running,
          restartCount: 2,
          lastState: { terminated: { finishedAt: '2026-01-02T02:59:05Z' } },
        },
      ],
    }),
    ...(['1/2', 'Running', '2 (5m ago)'] as const),
  ],
  [
    'an end without a reason says its code',
    pod(two, { phase: 'Running', containerStatuses: [ended('', 137)] }),
    ...(['0/2', 'ExitCode:137', '0'] as const),
  ],
  [
    'one completed beside one running is not ready',
    pod(two, {
      phase: 'Running',
      containerStatuses: [ended('Completed', 0), running],
    }),
    ...(['1/2', 'NotReady', '0'] as const),
  ],
  [
    'one completed beside one running, of a ready pod',
    pod(two, {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [ended('Completed', 0), running],
    }),
    ...(['1/2', 'Running', '0'] as const),
  ],
  [
    'init containers that are done are passed over',
    pod(
      { ...two, initContainers: [{ name: 'x' }, { name: 'y' }, { name: 'z' }] },
      {
        phase: 'Pending',
        initContainerStatuses: [
          { name: 'x', ...ended('Completed', 0) },
          { name: 'y', state: { waiting: { reason: 'PodInitializing' } } },
        ],
      },
    ),
    ...(['0/2', 'Init:1/3', '0'] as const),
  ],
  [
    'an init container that failed says why',
    pod(
      { ...two, initContainers: [{ name: 'x' }] },
      {
        phase: 'Pending',
        initContainerStatuses: [{ name: 'x', ...ended('Error'), restartCount: 4 }],
      },
    ),
    ...(['0/2', 'Init:Error', '4'] as const),
  ],
  [
    'a sidecar that has started is counted with the others',
    pod(
      { ...two, initContainers: [{ name: 'x', restartPolicy: 'Always' }] },
      {
        phase: 'Running',
        initContainerStatuses: [
          { name: 'x', started: true, ready: true, restartCount: 1 },
        ],
        containerStatuses: [running, running],
      },
    ),
    ...(['3/3', 'Running', '1'] as const),
  ],
  [
    'gates hold it back before it is scheduled',
    pod(two, {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', reason: 'SchedulingGated' }],
    }),
    ...(['0/2', 'SchedulingGated', '0'] as const),
  ],
  [
    'an evicted pod says so',
    pod(two, { phase: 'Failed', reason: 'Evicted' }),
    ...(['0/2', 'Evicted', '0'] as const),
  ],
  [
    'a pod that is being deleted is terminating',
    pod(
      two,
      { phase: 'Running', containerStatuses: [running, running] },
      { deletionTimestamp: '2026-01-02T03:04:00Z' },
    ),
    ...(['2/2', 'Terminating', '0'] as const),
  ],
  [
    'unless it is done already',
    pod(two, { phase: 'Succeeded' }, { deletionTimestamp: '2026-01-02T03:04:00Z' }),
    ...(['0/2', 'Succeeded', '0'] as const),
  ],
];

for (const [title, of, ready, status, restarts] of PODS)
  test(`of a pod: ${title}`, () => {
    const { Ready, Status, Restarts, Age } = shown('/pods', of);
    assert.equal([Ready, Status, Restarts], [ready, status, restarts]);
    assert.is(Age, '4m');
  });

const ROWS: readonly [string, Readonly<Record<string, unknown>>, object][] = [
  [
    '/nodes',
    {
      metadata: {
        name: 'n',
        labels: {
          'node-role.kubernetes.io/worker': '',
          'node-role.kubernetes.io/': 'x',
          'kubernetes.io/role': 'edge',
        },
      },
      spec: { unschedulable: true },
      status: {
        conditions: [{ type: 'Ready', status: 'Unknown' }],
        addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
        nodeInfo: { kubeletVersion: 'v1.36.0' },
      },
    },
    {
      ...{ Name: 'n', Status: 'NotReady,SchedulingDisabled', Roles: 'edge,worker' },
      ...{ Age: '<unknown>', Version: 'v1.36.0' },
      ...{ 'Internal-IP': '10.0.0.1', 'External-IP': '<none>' },
      ...{ 'OS-Image': '<unknown>', 'Kernel-Version': '<unknown>' },
      'Container-Runtime': '<unknown>',
    },
  ],
  [
    '/services',
    {
      spec: {
        type: 'NodePort',
        clusterIPs: ['10.96.0.7'],
        ports: [
          { port: 80, nodePort: 30080, protocol: 'TCP' },
          { port: 53, protocol: 'UDP' },
        ],
        selector: { tier: 'x', app: 'web' },
      },
    },
    {
      ...{ Name: 'a', Type: 'NodePort', 'Cluster-IP': '10.96.0.7' },
      ...{ 'External-IP': '<none>', 'Port(s)': '80:30080/TCP,53/UDP' },
      ...{ Age: '4m', Selector: 'app=web,tier=x' },
    },
  ],
  [
    '/services',
    { spec: { type: 'LoadBalancer' } },
    {
      ...{ Name: 'a', Type: 'LoadBalancer', 'Cluster-IP': '<none>' },
      ...{ 'External-IP': '<pending>', 'Port(s)': '<none>' },
      ...{ Age: '4m', Selector: '<none>' },
    },
  ],
  [
    'apps/deployments',
    {
      spec: {
        replicas: 3,
        selector: { matchLabels: { app: 'web' } },
        template: {
          spec: {
            containers: [
              { name: 'c', image: 'nginx' },
              { name: 'd', image: 'envoy:1' },
            ],
          },
        },
      },
      status: { readyReplicas: 2, updatedReplicas: 3, availableReplicas: 1 },
    },
    {
      ...{ Name: 'a', Ready: '2/3', 'Up-to-date': 3, Available: 1, Age: '4m' },
      ...{ Containers: 'c,d', Images: 'nginx,envoy:1', Selector: 'app=web' },
    },
  ],
  [
    'batch/jobs',
    {
      spec: { parallelism: 2 },
      status: {
        succeeded: 1,
        startTime: '2026-01-02T03:01:05Z',
        conditions: [{ type: 'Suspended', status: 'True' }],
      },
    },
    {
      ...{ Name: 'a', Status: 'Suspended', Completions: '1/1 of 2' },
      ...{ Duration: '3m', Age: '4m', Containers: '', Images: '' },
      Selector: '<none>',
    },
  ],
  [
    'batch/cronjobs',
    { spec: { schedule: '* * * * *', suspend: false }, status: { active: [{}] } },
    {
      ...{ Name: 'a', Schedule: '* * * * *', Timezone: '<none>', Suspend: 'False' },
      ...{ Active: 1, 'Last Schedule': '<none>', Age: '4m', Containers: '' },
      ...{ Images: '', Selector: '<none>' },
    },
  ],
  [
    '/events',
    {
      type: 'Warning',
      reason: 'BackOff',
      message: ' no \n',
      involvedObject: { kind: 'Pod', name: 'p', fieldPath: 'spec.containers{c}' },
      source: { component: 'kubelet', host: 'n1' },
      firstTimestamp: '2026-01-02T03:00:05Z',
      lastTimestamp: '2026-01-02T03:04:00Z',
      count: 7,
    },
    {
      ...{ 'Last Seen': '5s', Type: 'Warning', Reason: 'BackOff', Object: 'pod/p' },
      ...{ Subobject: 'spec.containers{c}', Source: 'kubelet, n1', Message: 'no' },
      ...{ 'First Seen': '4m', Count: 7, Name: 'a' },
    },
  ],
  [
    'autoscaling/horizontalpodautoscalers',
    {
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: 'web' },
        maxReplicas: 10,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { averageUtilization: 80 } },
          },
          { type: 'Pods', pods: { target: { averageValue: '1k' } } },
          { type: 'External', external: { target: { value: '30' } } },
        ],
      },
      status: {
        currentReplicas: 4,
        currentMetrics: [{ resource: { current: { averageUtilization: 10 } } }],
      },
    },
    {
      ...{ Name: 'a', Reference: 'Deployment/web', MinPods: '<unset>' },
      Targets: 'cpu: 10%/80%, <unknown>/1k + 1 more...',
      ...{ MaxPods: 10, Replicas: 4, Age: '4m' },
    },
  ],
  [
    'certificates.k8s.io/certificatesigningrequests',
    {
      spec: { signerName: 's', username: 'u', expirationSeconds: 3600 },
      status: { conditions: [{ type: 'Approved' }], certificate: 'x' },
    },
    {
      ...{ Name: 'a', Age: '4m', SignerName: 's', Requestor: 'u' },
      ...{ RequestedDuration: '60m', Condition: 'Approved,Issued' },
    },
  ],
  [
    'policy/poddisruptionbudgets',
    { spec: { minAvailable: '50%' }, status: { disruptionsAllowed: 2 } },
    {
      ...{ Name: 'a', 'Min Available': '50%', 'Max Unavailable': 'N/A' },
      ...{ 'Allowed Disruptions': 2, Age: '4m' },
    },
  ],
  [
    '/persistentvolumes',
    {
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteMany', 'ReadWriteOnce'],
        persistentVolumeReclaimPolicy: 'Retain',
        claimRef: { namespace: 'x', name: 'y' },
      },
      status: { phase: 'Bound' },
    },
    {
      ...{ Name: 'a', Capacity: '1Gi', 'Access Modes': 'RWO,RWX' },
      ...{ 'Reclaim Policy': 'Retain', Status: 'Bound', Claim: 'x/y' },
      ...{ StorageClass: '', VolumeAttributesClass: '<unset>', Reason: '' },
      ...{ Age: '4m', VolumeMode: '<unset>' },
    },
  ],
  [
    'networking.k8s.io/ingresses',
    {
      spec: {
        rules: [{ host: 'a' }, {}, { host: 'b' }, { host: 'c' }, { host: 'd' }],
        tls: [{}],
      },
    },
    {
      ...{ Name: 'a', Class: '<none>', Hosts: 'a,b,c + 2 more...' },
      ...{ Address: '', Ports: '80, 443', Age: '4m' },
    },
  ],
  [
    '/endpoints',
    {
      subsets: [
        {
          addresses: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }],
          ports: [{ port: 80 }, { port: 443 }],
        },
      ],
    },
    {
      Name: 'a',
      Endpoints: '10.0.0.1:80,[fd00::1]:80,10.0.0.1:443 + 1 more...',
      Age: '4m',
    },
  ],
  [
    '/resourcequotas',
    {
      status: {
        hard: { 'requests.cpu': '2', pods: '10', 'limits.cpu': '4' },
        used: { pods: '3' },
      },
    },
    {
      ...{ Name: 'a', Request: 'pods: 3/10, requests.cpu: 0/2' },
      ...{ Limit: 'limits.cpu: 0/4', Age: '4m' },
    },
  ],
  [
    'rbac.authorization.k8s.io/rolebindings',
    {
      roleRef: { kind: 'ClusterRole', name: 'edit' },
      subjects: [
        { kind: 'User', name: 'u' },
        { kind: 'User', name: 'v' },
        { kind: 'ServiceAccount', name: 's', namespace: 'x' },
      ],
    },
    {
      ...{ Name: 'a', Role: 'ClusterRole/edit', Age: '4m', Users: 'u, v' },
      ...{ Groups: '', ServiceAccounts: 'x/s' },
    },
  ],
  [
    'rbac.authorization.k8s.io/roles',
    {},
    { Name: 'a', 'Created At': '2026-01-02T03:00:05Z' },
  ],
  [
    'storage.k8s.io/storageclasses',
    {
      metadata: {
        name: 'fast',
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
      provisioner: 'p',
    },
    {
      ...{ Name: 'fast (default)', Provisioner: 'p', ReclaimPolicy: 'Delete' },
      ...{ VolumeBindingMode: 'Immediate', AllowVolumeExpansion: false },
      Age: '<unknown>',
    },
  ],
];

for (const [resource, from, cells] of ROWS)
  test(`${resource}: ${Object.values(cells).slice(1, 4).join(', ')}`, () => {
    assert.equal(shown(resource, object('Any', from)), cells);
  });

test('every kind makes one cell a column, of an object that says nothing too', () => {
  const empty = { apiVersion: 'v1', kind: 'Any', metadata: {} };
  for (const resource of Object.keys(COLUMNS)) {
    shown(resource, empty);
    shown(resource, object('Any', { spec: null, status: [], data: 'no' }));
  }
  assert.is(DEFAULT_COLUMNS.cells(empty, NOW).length, 2);
});

test('every resource that can be listed has columns, and no other', () => {
  const listed = RESOURCES.filter(({ verbs }) => verbs.includes('list'));
  const keys = listed.map(({ group, resource }) => `${group}/${resource}`);
  assert.equal([...new Set(keys)].sort(), Object.keys(COLUMNS).sort());
});

test.run();
