// What the server adds to an object, and what it refuses, kind by kind. Expected are the
// defaults of Kubernetes' API reference and the texts that its users meet.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bodyOf, type FieldError, type KubeObject } from '#objects';
import { RESOURCES } from '../kinds/table.ts';
import { at, textAt } from '../values.ts';
import { qosClass } from './pods.ts';
import { requestor } from './requestor.ts';
import { STRATEGIES } from './table.ts';

const test = suite('strategies');

type Fields = Readonly<Record<string, unknown>>;

function object(more: Fields): KubeObject {
  return { apiVersion: 'v1', kind: 'Any', metadata: { name: 'a' }, ...more };
}

const defaulted = (resource: string, more: Fields): KubeObject =>
  STRATEGIES[resource]?.defaults?.(object(more)) ?? object(more);

/** As the server makes it: defaults, no status, first status. */
function created(resource: string, more: Fields): KubeObject {
  const made = defaulted(resource, more);
  return STRATEGIES[resource]?.prepareForCreate?.(made) ?? made;
}

const said = (faults: readonly FieldError[] = []): readonly string[] =>
  faults.map((fault) => `${fault.field}: ${bodyOf(fault)}`);

const refused = (resource: string, more: Fields): readonly string[] =>
  said(STRATEGIES[resource]?.validate?.(created(resource, more)));

function refusedUpdate(
  resource: string,
  now: Fields,
  before: Fields,
  subresource = '',
): readonly string[] {
  const [made, old] = [created(resource, now), created(resource, before)];
  const strategy = STRATEGIES[resource];
  return said(strategy?.validateUpdate?.(made, old, subresource));
}

const container = { name: 'c', image: 'nginx' };
const fullContainer = {
  ...container,
  ...{ resources: {}, imagePullPolicy: 'Always' },
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
};
const fullSpec = {
  containers: [fullContainer],
  ...{ restartPolicy: 'Always', dnsPolicy: 'ClusterFirst' },
  ...{ schedulerName: 'default-scheduler', terminationGracePeriodSeconds: 30 },
  securityContext: {},
};
const pod = (more: Fields = {}): Fields => ({
  spec: { containers: [container], ...more },
});

test('a pod of one container is filled in', () => {
  const made = created('/pods', pod());

  assert.equal(made, {
    ...object({}),
    spec: { ...fullSpec, enableServiceLinks: true },
    status: { phase: 'Pending', qosClass: 'BestEffort' },
  });
  assert.equal(defaulted('/pods', { spec: at(made, 'spec') }), {
    ...object({}),
    spec: at(made, 'spec'),
  });
});

test('an image is pulled each time only if its tag is latest', () => {
  const policies = [
    'nginx',
    'nginx:latest',
    'nginx:1',
    'h:5000/nginx',
    'a@sha256:0',
  ];
  const made = policies.map((image) => {
    const of = created('/pods', { spec: { containers: [{ name: 'c', image }] } });
    const [first] = [at(of, 'spec', 'containers')].flat();
    return textAt(first, 'imagePullPolicy');
  });
  const [always, present] = ['Always', 'IfNotPresent'];
  assert.equal(made, [always, always, present, always, present]);
});

test('what is limited is asked for, in canonical amounts', () => {
  const resources = {
    limits: { cpu: '0.5', memory: '1024Mi' },
    requests: { cpu: 0.1 },
  };
  const made = created('/pods', pod({ containers: [{ ...container, resources }] }));
  const [first] = [at(made, 'spec', 'containers')].flat();
  assert.equal(at(first, 'resources'), {
    limits: { cpu: '500m', memory: '1Gi' },
    requests: { cpu: '100m', memory: '1Gi' },
  });
  assert.is(qosClass(made), 'Burstable');
});

test('probes and volumes are filled in, and a default of a default', () => {
  const made = created('/pods', {
    spec: {
      containers: [{ ...container, livenessProbe: { httpGet: { port: 80 } } }],
      volumes: [{ name: 'a' }, { name: 'b', secret: { secretName: 's' } }],
    },
  });
  const [first] = [at(made, 'spec', 'containers')].flat();
  assert.equal(at(first, 'livenessProbe'), {
    httpGet: { port: 80, path: '/', scheme: 'HTTP' },
    ...{ timeoutSeconds: 1, periodSeconds: 10 },
    ...{ successThreshold: 1, failureThreshold: 3 },
  });
  assert.equal(at(made, 'spec', 'volumes'), [
    { name: 'a', emptyDir: {} },
    { name: 'b', secret: { secretName: 's', defaultMode: 420 } },
  ]);
});

const labels = { app: 'web' };
const workload = (more: Fields = {}): Fields => ({
  spec: {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [container] } },
    ...more,
  },
});

test('workloads are filled in', () => {
  const template = { metadata: { labels }, spec: fullSpec };
  const selector = { matchLabels: labels };

  const spec = at(created('apps/deployments', workload()), 'spec');
  assert.equal(spec, {
    ...{ selector, template, replicas: 1 },
    ...{ revisionHistoryLimit: 10, progressDeadlineSeconds: 600 },
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
    },
  });
  assert.equal(
    at(created('apps/daemonsets', workload()), 'spec', 'updateStrategy'),
    {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    },
  );
  assert.equal(created('apps/statefulsets', workload()), {
    ...object({}),
    spec: {
      ...{ selector, template, replicas: 1, revisionHistoryLimit: 10 },
      podManagementPolicy: 'OrderedReady',
      persistentVolumeClaimRetentionPolicy: {
        ...{ whenDeleted: 'Retain', whenScaled: 'Retain' },
      },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    },
    status: { replicas: 0, availableReplicas: 0 },
  });
});

const never = { containers: [container], restartPolicy: 'Never' };

test('a job selects its pods by its own uid', () => {
  const job = {
    metadata: { name: 'j', uid: 'u-1' },
    spec: { template: { spec: never } },
  };
  const made = created('batch/jobs', job);
  const own = 'batch.kubernetes.io/controller-uid';

  assert.equal(at(made, 'spec', 'selector'), { matchLabels: { [own]: 'u-1' } });
  assert.equal(at(made, 'spec', 'template', 'metadata', 'labels'), {
    ...{ [own]: 'u-1', 'batch.kubernetes.io/job-name': 'j' },
    ...{ 'controller-uid': 'u-1', 'job-name': 'j' },
  });
  assert.is(at(made, 'spec', 'completions'), 1);
  assert.is(at(made, 'spec', 'backoffLimit'), 6);
  assert.equal(refused('batch/jobs', job), []);
});

test('services, namespaces, secrets and roles are filled in', () => {
  const ports = [{ port: 80 }];
  assert.equal(at(created('/services', { spec: { ports } }), 'spec'), {
    ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
    ...{ type: 'ClusterIP', sessionAffinity: 'None' },
    ...{ ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' },
    internalTrafficPolicy: 'Cluster',
  });
  assert.equal(created('/namespaces', {}), {
    ...object({}),
    metadata: { name: 'a', labels: { 'kubernetes.io/metadata.name': 'a' } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  });
  const secret = { data: { b: 'eA==' }, stringData: { a: 'ü', b: 'y' } };
  assert.equal(created('/secrets', secret), {
    ...object({}),
    ...{ type: 'Opaque', data: { a: 'w7w=', b: 'eQ==' } },
  });
  const group = 'rbac.authorization.k8s.io';
  const binding = {
    subjects: [{ kind: 'User', name: 'u' }],
    roleRef: { kind: 'Role', name: 'r' },
  };
  assert.equal(created(`${group}/rolebindings`, binding), {
    ...object({}),
    subjects: [{ kind: 'User', name: 'u', apiGroup: group }],
    roleRef: { kind: 'Role', name: 'r', apiGroup: group },
  });
});

test('an autoscaler aims at 80 % of the processor, in the words of its version', () => {
  const key = 'autoscaling/horizontalpodautoscalers';
  const spec = { maxReplicas: 3 };
  const target = { type: 'Utilization', averageUtilization: 80 };
  const metrics = [{ type: 'Resource', resource: { name: 'cpu', target } }];
  const of = (apiVersion: string) => at(created(key, { apiVersion, spec }), 'spec');

  assert.equal(of('autoscaling/v2'), { maxReplicas: 3, minReplicas: 1, metrics });
  assert.equal(of('autoscaling/v1'), {
    ...{ maxReplicas: 3, minReplicas: 1, targetCPUUtilizationPercentage: 80 },
  });
});

const REFUSED: readonly [string, Fields, readonly string[]][] = [
  ['/pods', { spec: {} }, ['spec.containers: Required value']],
  [
    '/pods',
    { spec: { containers: [{ name: 'A_b' }, { name: 'c', image: 'i' }] } },
    [
      `spec.containers[0].name: Invalid value: "A_b": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`,
      'spec.containers[0].image: Required value',
    ],
  ],
  [
    '/pods',
    {
      spec: {
        containers: [
          {
            ...container,
            volumeMounts: [{ name: 'v', mountPath: '/v' }],
            resources: { limits: { cpu: '1' }, requests: { cpu: '2' } },
            ports: [{ containerPort: 70000 }],
          },
          container,
        ],
        restartPolicy: 'Sometimes',
      },
    },
    [
      'spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
      'spec.containers[0].volumeMounts[0].name: Not found: "v"',
      'spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
      'spec.containers[1].name: Duplicate value: "c"',
      'spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"',
    ],
  ],
  [
    'apps/deployments',
    workload({ selector: undefined, replicas: -1 }),
    [
      'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      'spec.selector: Required value',
      'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
    ],
  ],
  [
    'apps/deployments',
    workload({ selector: { matchLabels: { app: 'api' } } }),
    [
      'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
    ],
  ],
  [
    'apps/deployments',
    workload({
      strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } },
    }),
    [
      'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "0%": may not be 0 when `maxSurge` is 0',
    ],
  ],
  [
    'batch/jobs',
    { spec: { template: { spec: { containers: [container] } } } },
    [
      'spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
    ],
  ],
  [
    'batch/cronjobs',
    {
      spec: {
        schedule: '* * *',
        jobTemplate: { spec: { template: { spec: never } } },
      },
    },
    [
      'spec.schedule: Invalid value: "* * *": expected exactly 5 fields, found 3: [* * *]',
    ],
  ],
  [
    '/services',
    { spec: { ports: [{ port: 80 }, { port: 443, nodePort: 30000 }] } },
    [
      'spec.ports[0].name: Required value',
      'spec.ports[1].name: Required value',
      "spec.ports[1].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
    ],
  ],
  [
    '/secrets',
    { type: 'kubernetes.io/tls', data: { 'tls.crt': '' } },
    ['data[tls.key]: Required value'],
  ],
  [
    '/persistentvolumeclaims',
    { spec: {} },
    [
      'spec.accessModes: Required value: at least 1 access mode is required',
      'spec.resources[storage]: Required value',
    ],
  ],
  [
    'networking.k8s.io/ingresses',
    {
      spec: {
        rules: [
          { http: { paths: [{ path: '/', backend: { service: { name: 's' } } }] } },
        ],
      },
    },
    [
      'spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified',
      'spec.rules[0].http.paths[0].backend.service.port: Required value: port name or number is required',
    ],
  ],
  [
    'autoscaling/horizontalpodautoscalers',
    { spec: { scaleTargetRef: { kind: 'Deployment', name: 'd' } } },
    [
      'spec.maxReplicas: Invalid value: 0: must be greater than 0',
      'spec.maxReplicas: Invalid value: 0: must be greater than or equal to `minReplicas`',
    ],
  ],
  [
    'rbac.authorization.k8s.io/roles',
    { rules: [{ resources: ['pods'] }] },
    [
      'rules[0].verbs: Required value: verbs must contain at least one value',
      'rules[0].apiGroups: Required value: resource rules must supply at least one api group',
    ],
  ],
  [
    'scheduling.k8s.io/priorityclasses',
    { value: 2_000_000_000 },
    [
      'value: Forbidden: maximum allowed value of a user defined priority is 1000000000',
    ],
  ],
];

for (const [resource, more, texts] of REFUSED)
  test(`${resource} is refused: ${texts[0]?.slice(0, 60)}`, () => {
    assert.equal(refused(resource, more), texts);
  });

test('of a pod only the images and little more may change', () => {
  const before = pod();
  const image = pod({ containers: [{ ...container, image: 'nginx:2' }] });
  const moved = pod({ nodeName: 'n' });

  assert.equal(
    refusedUpdate('/pods', image, before).map((text) => text.slice(0, 60)),
    ['spec: Forbidden: pod updates may not change fields other tha'],
    'the policy of pulling changes with the tag',
  );
  const pinned = (tag: string) =>
    pod({
      containers: [{ ...container, image: tag, imagePullPolicy: 'Never' }],
    });
  assert.equal(refusedUpdate('/pods', pinned('a:1'), pinned('b:2')), []);
  assert.equal(refusedUpdate('/pods', moved, before), [
    'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
  ]);
  assert.equal(refusedUpdate('/pods', moved, before, 'status'), []);
});

test('selectors, templates of jobs and roles are there to stay', () => {
  const labeled = (app: string) =>
    workload({
      selector: { matchLabels: { app } },
      template: {
        metadata: { labels: { app } },
        spec: { containers: [container] },
      },
    });
  assert.equal(refusedUpdate('apps/deployments', labeled('b'), labeled('a')), [
    'spec.selector: Invalid value: {"matchLabels":{"app":"b"}}: field is immutable',
  ]);
  assert.equal(
    refusedUpdate(
      'apps/statefulsets',
      workload({ serviceName: 'x' }),
      workload({ serviceName: 'y' }),
    ),
    [
      "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    ],
  );
  const fixed = { immutable: true, data: { a: '1' } };
  assert.equal(refusedUpdate('/configmaps', { data: { a: '2' } }, fixed), [
    'immutable: Forbidden: field is immutable when `immutable` is set',
    'data: Forbidden: field is immutable when `immutable` is set',
  ]);
  const role = (name: string) => ({ roleRef: { kind: 'ClusterRole', name } });
  const texts = refusedUpdate(
    'rbac.authorization.k8s.io/rolebindings',
    role('b'),
    role('a'),
  );
  assert.match(texts.join(), /^roleRef: Invalid value: .*: cannot change roleRef$/);
});

test('a pod that runs is given time to end; one that runs nowhere goes at once', () => {
  const grace = STRATEGIES['/pods']?.gracePeriod;
  const runs = created('/pods', pod({ nodeName: 'n' }));
  assert.is(grace?.(runs, undefined), 30);
  assert.is(grace?.(runs, 5), 5);
  assert.is(grace?.(runs, 0), 0);
  assert.is(grace?.(created('/pods', pod()), 5), 0);
});

test('who asks for a certificate is not what the request says', async () => {
  const resource = RESOURCES.find(
    (row) => row.resource === 'certificatesigningrequests',
  );
  assert.ok(resource);
  if (resource === undefined) return;
  const attributes = {
    ...{ operation: 'CREATE' as const, resource, subresource: '', namespace: '' },
    ...{
      name: 'a',
      dryRun: false,
      options: {},
      headers: {},
      warn: () => undefined,
    },
    object: object({ spec: { username: 'admin', uid: 'x', signerName: 's' } }),
    user: { name: 'eve', groups: ['g'] },
  };
  const made = await requestor.admit?.(attributes);
  assert.equal(at(made, 'spec'), {
    signerName: 's',
    username: 'eve',
    groups: ['g'],
  });

  const changed = await requestor.admit?.({
    ...attributes,
    ...{ operation: 'UPDATE', oldObject: made ?? attributes.object },
  });
  assert.equal(at(changed, 'spec'), at(made, 'spec'));
});

test('a quantity that can not be read is a bad request', () => {
  const resources = { limits: { cpu: 'much' } };
  assert.throws(
    () => created('/pods', pod({ containers: [{ ...container, resources }] })),
    /quantities must match the regular expression/,
  );
});

test('no strategy stumbles over an object that says nothing, or nonsense', () => {
  const odd = { spec: { containers: 'no', ports: [1], template: [] }, data: 7 };
  for (const [resource, strategy] of Object.entries(STRATEGIES))
    for (const more of [{}, odd, { rules: {}, subjects: [null] }]) {
      const made = created(resource, more);
      strategy.validate?.(made);
      strategy.validateUpdate?.(made, made, '');
      strategy.selectable?.(made);
      strategy.gracePeriod?.(made, undefined);
    }
});

test('strategies are only of resources that there are', () => {
  const keys = new Set(
    RESOURCES.map(({ group, resource }) => `${group}/${resource}`),
  );
  assert.equal(
    Object.keys(STRATEGIES).filter((key) => !keys.has(key)),
    [],
  );
});

test.run();
