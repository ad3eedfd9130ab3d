// What each plugin says, as it is documented: which node, which reason, which score.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import { benchOf, containerOf, nodeOf, podOf } from './fixtures.ts';
import {
  type ContainerPort,
  CycleState,
  defaultProfile,
  type Node,
  type Pod,
  type PodSpec,
  type Toleration,
} from './mod.ts';

const test = suite('plugins');
const world = createVirtualWorld({ seed: 1 });

type Answer = readonly string[] | 'yes';

/** What the filters say of a pod and a node with these pods on it. */
function filtered(pod: Pod, node: Node, there: readonly Pod[] = [], args = {}) {
  const on = there.map((one) => ({
    ...one,
    spec: { ...one.spec, nodeName: node.metadata.name ?? '' },
  }));
  const profile = { ...defaultProfile(), args };
  const { cache, framework } = benchOf(world, [node], on, { profile });
  const state = new CycleState();
  const { status } = framework.preFilter(state, pod, cache.snapshot());
  if (status !== undefined) return status;
  const info = cache.snapshot().get(node.metadata.name ?? '');
  return info && framework.filter(state, pod, info);
}

function saysOf(...told: Parameters<typeof filtered>): Answer {
  return filtered(...told)?.reasons ?? 'yes';
}

/** What one plugin gives each of the nodes. */
function scored(
  plugin: string,
  pod: Pod,
  nodes: readonly Node[],
  options: { pods?: readonly Pod[]; args?: unknown } = {},
): readonly number[] | 'skipped' {
  const { pods = [], args } = options;
  const profile = { ...defaultProfile(), args: args ? { [plugin]: args } : {} };
  const { cache, framework } = benchOf(world, nodes, pods, { profile });
  const state = new CycleState();
  framework.preFilter(state, pod, cache.snapshot());
  const scores = framework.score(state, pod, cache.snapshot().nodes);
  return scores.find((one) => one.plugin === plugin)?.normalized ?? 'skipped';
}

const FIT: readonly [string, Pod, Node, readonly Pod[], Answer][] = [
  ['what is free', podOf('p', { cpu: '4', memory: '8Gi' }), nodeOf('n'), [], 'yes'],
  [
    'a thousandth more',
    podOf('p', { cpu: '4001m' }),
    nodeOf('n'),
    [],
    ['Insufficient cpu'],
  ],
  [
    'what others left',
    podOf('p', { cpu: '1500m' }),
    nodeOf('n'),
    [podOf('o', { cpu: '2500m' })],
    'yes',
  ],
  [
    'all that is missing',
    podOf('p', { cpu: '2', memory: '5Gi', 'ephemeral-storage': '1' }),
    nodeOf('n'),
    [podOf('o', { cpu: '3', memory: '4Gi' })],
    ['Insufficient cpu', 'Insufficient memory', 'Insufficient ephemeral-storage'],
  ],
  [
    'too many pods, for one that asks for nothing',
    podOf('p'),
    nodeOf('n', { pods: '1' }),
    [podOf('o')],
    ['Too many pods'],
  ],
  [
    'nothing of what there is none',
    podOf('p', { cpu: '0' }),
    nodeOf('n', { cpu: '0' }),
    [],
    'yes',
  ],
  [
    'an extended resource that is not there',
    podOf('p', { 'example.com/gpu': '1' }),
    nodeOf('n'),
    [],
    ['Insufficient example.com/gpu'],
  ],
  [
    'an init container that needs more than the rest',
    podOf('p', { cpu: '1' }, { initContainers: [containerOf({ cpu: '5' })] }),
    nodeOf('n'),
    [],
    ['Insufficient cpu'],
  ],
  [
    'an init container beside one that goes on',
    podOf(
      'p',
      { cpu: '1' },
      {
        initContainers: [
          containerOf({ cpu: '2' }, { restartPolicy: 'Always' }),
          containerOf({ cpu: '2500m' }),
        ],
      },
    ),
    nodeOf('n'),
    [],
    ['Insufficient cpu'],
  ],
  [
    'overhead',
    podOf('p', { cpu: '4' }, { overhead: { cpu: '1m' } }),
    nodeOf('n'),
    [],
    ['Insufficient cpu'],
  ],
  [
    'what the pod as a whole asks for',
    podOf('p', { cpu: '8' }, { resources: { requests: { cpu: '4' } } }),
    nodeOf('n'),
    [],
    'yes',
  ],
];

for (const [name, pod, node, there, answer] of FIT)
  test(`NodeResourcesFit: ${name}`, () => {
    assert.equal(saysOf(pod, node, there), answer);
  });

test('NodeResourcesFit: what an empty node could not hold is unresolvable', () => {
  const code = (cpu: string) =>
    filtered(podOf('p', { cpu }), nodeOf('n'), [podOf('o', { cpu: '1' })])?.code;

  assert.is(code('4'), 'Unschedulable');
  assert.is(code('4001m'), 'UnschedulableAndUnresolvable');
});

test('NodeResourcesFit: ignored resources are not looked at', () => {
  const pod = podOf('p', { 'example.com/gpu': '1', 'example.org/disk': '1' });
  const says = (args: unknown) =>
    saysOf(pod, nodeOf('n'), [], { NodeResourcesFit: args });

  assert.equal(says({ ignoredResources: ['example.com/gpu'] }), [
    'Insufficient example.org/disk',
  ]);
  assert.equal(
    says({ ignoredResourceGroups: ['example.com', 'example.org'] }),
    'yes',
  );
});

const port = (hostPort: number, rest: ContainerPort = {}): PodSpec => ({
  containers: [containerOf({}, { ports: [{ hostPort, ...rest }] })],
});
const TAKEN = ["node(s) didn't have free ports for the requested pod ports"];
const PORTS: readonly [string, PodSpec, PodSpec, Answer][] = [
  ['the same', port(80), port(80), TAKEN],
  ['another', port(80), port(81), 'yes'],
  ['another protocol', port(80), port(80, { protocol: 'UDP' }), 'yes'],
  [
    'two addresses',
    port(80, { hostIP: '10.0.0.1' }),
    port(80, { hostIP: '10.0.0.2' }),
    'yes',
  ],
  [
    'one address',
    port(80, { hostIP: '10.0.0.1' }),
    port(80, { hostIP: '10.0.0.1' }),
    TAKEN,
  ],
  ['all, where one is taken', port(80, { hostIP: '10.0.0.1' }), port(80), TAKEN],
  ['one, where all are taken', port(80), port(80, { hostIP: '10.0.0.1' }), TAKEN],
  ['0.0.0.0 is all', port(80), port(80, { hostIP: '0.0.0.0' }), TAKEN],
  ['1080 is not 80', port(1080), port(80), 'yes'],
  ['none', port(80), {}, 'yes'],
];

for (const [name, there, wanted, answer] of PORTS)
  test(`NodePorts: ${name}`, () => {
    const answers = saysOf(podOf('p', {}, wanted), nodeOf('n'), [
      podOf('o', {}, there),
    ]);
    assert.equal(answers, answer);
  });

const KEY = 'node.kubernetes.io/unschedulable';
const CLOSED = ['node(s) were unschedulable'];
const CORDONED: readonly [string, readonly Toleration[], Answer][] = [
  ['nobody', [], CLOSED],
  [
    'who tolerates it',
    [{ key: KEY, operator: 'Exists', effect: 'NoSchedule' }],
    'yes',
  ],
  ['with any effect', [{ key: KEY, operator: 'Exists' }], 'yes'],
  ['who tolerates everything', [{ operator: 'Exists' }], 'yes'],
  ['with the empty value', [{ key: KEY }], 'yes'],
  ['with another value', [{ key: KEY, value: 'yes' }], CLOSED],
  [
    'with another effect',
    [{ key: KEY, operator: 'Exists', effect: 'NoExecute' }],
    CLOSED,
  ],
];

for (const [name, tolerations, answer] of CORDONED)
  test(`NodeUnschedulable: ${name}`, () => {
    const node = nodeOf('n', {}, { spec: { unschedulable: true } });
    assert.equal(saysOf(podOf('p', {}, { tolerations }), node), answer);
  });

test('NodeName: the node that the pod names, and no other', () => {
  const pod = podOf('p', {}, { nodeName: 'n' });

  assert.equal(saysOf(pod, nodeOf('n')), 'yes');
  assert.equal(saysOf(pod, nodeOf('m')), [
    "node(s) didn't match the requested node name",
  ]);
});

const half = nodeOf('half', { cpu: '2', memory: '4Gi' });
const STRATEGIES: readonly [string, Pod, unknown, number][] = [
  ['a third is left out', podOf('p', { cpu: '1', memory: '3Gi' }), undefined, 37],
  ['without requests: 100m and 200 MiB', podOf('p'), undefined, 95],
  ['an explicit 0 is 0', podOf('p', { cpu: '0', memory: '0' }), undefined, 100],
  ['a full node', podOf('p', { cpu: '2', memory: '4Gi' }), undefined, 0],
  [
    'weights',
    podOf('p', { cpu: '1', memory: '3Gi' }),
    {
      scoringStrategy: {
        resources: [{ name: 'cpu', weight: 3 }, { name: 'memory' }],
      },
    },
    43,
  ],
  [
    'what the node has not is left out of the weights',
    podOf('p', { cpu: '1', 'example.com/gpu': '1' }),
    {
      scoringStrategy: {
        resources: [{ name: 'cpu' }, { name: 'example.com/gpu', weight: 5 }],
      },
    },
    50,
  ],
  [
    'MostAllocated',
    podOf('p', { cpu: '1', memory: '3Gi' }),
    { scoringStrategy: { type: 'MostAllocated' } },
    62,
  ],
  [
    'RequestedToCapacityRatio rounds',
    podOf('p', { cpu: '1', memory: '3Gi' }),
    {
      scoringStrategy: {
        type: 'RequestedToCapacityRatio',
        requestedToCapacityRatio: {
          shape: [
            { utilization: 0, score: 0 },
            { utilization: 100, score: 10 },
          ],
        },
      },
    },
    63,
  ],
  [
    'RequestedToCapacityRatio leaves out what is worth 0',
    podOf('p', { cpu: '0', memory: '3Gi' }),
    {
      scoringStrategy: {
        type: 'RequestedToCapacityRatio',
        requestedToCapacityRatio: {
          shape: [
            { utilization: 0, score: 0 },
            { utilization: 100, score: 10 },
          ],
        },
      },
    },
    75,
  ],
  [
    'a shape that falls is cut off towards zero',
    podOf('p', { cpu: '666m', memory: '0' }),
    {
      scoringStrategy: {
        type: 'RequestedToCapacityRatio',
        resources: [{ name: 'cpu' }],
        requestedToCapacityRatio: {
          shape: [
            { utilization: 0, score: 10 },
            { utilization: 70, score: 3 },
          ],
        },
      },
    },
    67,
  ],
];

for (const [name, pod, args, score] of STRATEGIES)
  test(`NodeResourcesFit scores: ${name}`, () => {
    assert.equal(scored('NodeResourcesFit', pod, [half], { args }), [score]);
  });

test('NodeResourcesBalancedAllocation: the less the parts differ, the better', () => {
  const of = (requests: Record<string, string>) =>
    scored('NodeResourcesBalancedAllocation', podOf('p', requests), [half]);

  assert.equal(of({ cpu: '1', memory: '2Gi' }), [100]);
  assert.equal(of({ cpu: '2' }), [50]);
  assert.equal(of({ cpu: '1', memory: '3Gi' }), [87]);
  assert.equal(of({}), 'skipped');
  assert.equal(of({ cpu: '4', memory: '4Gi' }), [100]);
});

const MIB = 1024 * 1024;
const withImages = (name: string, ...images: [string, number][]): Node => ({
  ...nodeOf(name),
  status: {
    ...nodeOf(name).status,
    images: images.map(([image, mib]) => ({
      ...{ names: [image], sizeBytes: mib * MIB },
    })),
  },
});

test('ImageLocality: what is large and on many nodes counts', () => {
  const pod = podOf(
    'p',
    {},
    {
      containers: [{ image: 'web' }, { image: 'registry:5000/db' }],
    },
  );
  const nodes = [
    withImages('a', ['web:latest', 1_000], ['registry:5000/db:latest', 2_000]),
    withImages('b', ['web:latest', 1_000]),
    withImages('c'),
    withImages('d', ['other:latest', 5_000]),
  ];

  // Of a: 500 + 500 MiB; of b: 500; each less 23, of 2,000 less 23.
  assert.equal(scored('ImageLocality', pod, nodes), [49, 24, 0, 0]);
  assert.equal(scored('ImageLocality', pod, nodes.slice(2)), 'skipped');
});

test('SchedulingGates: waits for all of them', () => {
  const { framework } = benchOf(world, []);
  const schedulingGates = [{ name: 'a' }, { name: 'b' }];

  const verdict = framework.preEnqueue(podOf('p', {}, { schedulingGates }));
  assert.equal(verdict?.reasons, ['waiting for scheduling gates: [a b]']);
  assert.is(verdict?.plugin, 'SchedulingGates');
  assert.is(framework.preEnqueue(podOf('p')), undefined);
});

test('PrioritySort: priority, then time', () => {
  const { framework } = benchOf(world, []);
  const [sort] = framework.at('queueSort');
  const info = (priority: number | undefined, timestamp: number) => ({
    pod: podOf('p', {}, priority === undefined ? {} : { priority }),
    ...{ timestamp, attempts: 0, refused: 0, errors: 0 },
    ...{ unschedulable: new Set<string>(), pending: new Set<string>() },
  });

  assert.is(sort?.less?.(info(1, 9), info(0, 1)), true);
  assert.is(sort?.less?.(info(undefined, 1), info(0, 9)), true);
  assert.is(sort?.less?.(info(0, 5), info(0, 5)), false);
});

test.run();
