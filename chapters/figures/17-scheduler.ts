// The figures of chapter 17, drawn by letting a decider, a queue and a cache run.

import { createApiServer, memoryStorage } from '#apiserver';
import { KUBERNETES } from '#apiserver/kubernetes';
import { createClient } from '#client';
import {
  Cache,
  createDecider,
  createScheduler,
  DEFAULT_SCHEDULER,
  type Node,
  PLUGINS,
  type Plugin,
  type Pod,
  podBinding,
  type QueuedPodInfo,
  SchedulingQueue,
  unschedulable,
} from '#scheduler';
import { createVirtualWorld } from '#world';
import { frameOf } from '../../site/island/island.ts';
import {
  axis,
  bar,
  type Cell,
  fresh,
  moment,
  picture,
  queue as queueOf,
  rect,
  type State,
  scale,
  strip,
  words,
} from '../../site/press/drawing.ts';
import { phases as island } from '../islands/17-scheduler.ts';

const world = () => createVirtualWorld({ seed: 1 });

const nodeOf = (name: string, cpu = '4', unschedulable = false): Node => ({
  ...{ apiVersion: 'v1', kind: 'Node', metadata: { name } },
  ...{ spec: { unschedulable } },
  status: { allocatable: { cpu, memory: '8Gi', pods: '110' } },
});

const podOf = (name: string, cpu: string, nodeName = ''): Pod => ({
  ...{ apiVersion: 'v1', kind: 'Pod' },
  metadata: { namespace: 'default', name, uid: name },
  spec: {
    schedulerName: 'default-scheduler',
    containers: [{ resources: { requests: { cpu, memory: '1Gi' } } }],
    ...(nodeName === '' ? {} : { nodeName }),
  },
});

/** Four nodes: two are refused, two are scored, one is chosen. */
export function phases(): string {
  return frameOf(island);
}

/** A plugin with a say at every point, which notes that it was asked; it refuses n3. */
function noting(asked: string[]): Plugin {
  const note = (point: string): undefined => void asked.push(point);
  return {
    name: 'Noting',
    preEnqueue: () => note('preEnqueue'),
    preFilter: () => note('preFilter') ?? {},
    filter: (_state, _pod, { name }) =>
      note('filter') ?? (name === 'n3' ? unschedulable('n3') : undefined),
    preScore: () => note('preScore'),
    score: () => note('score') ?? 1,
    normalizeScore: (_state, _pod, scores) => note('normalizeScore') ?? scores,
    reserve: () => note('reserve'),
    permit: () => note('permit') ?? {},
    preBind: async () => note('preBind'),
    postBind: () => note('postBind'),
  };
}

const ROADS = [
  ['in the queue', ['preEnqueue']],
  [
    'in its cycle',
    [
      'preFilter',
      'filter',
      'preScore',
      'score',
      'normalizeScore',
      'reserve',
      'permit',
    ],
  ],
  ['on its way', ['preBind', 'bind', 'postBind']],
] as const;

/** Where a plugin is asked about one Pod, and how often: counted on a cluster that runs. */
export async function points(): Promise<string> {
  const here = world();
  const asked: string[] = [];
  const parts = { storage: memoryStorage(), subresources: podBinding(here) };
  const server = createApiServer({ ...KUBERNETES, world: here, ...parts });
  const client = createClient(server.handle);
  const { DefaultBinder: binder } = PLUGINS;
  const scheduler = createScheduler(here, {
    client,
    registry: {
      ...PLUGINS,
      Noting: () => noting(asked),
      ...(binder && {
        DefaultBinder: (args, handle) => {
          const its = binder(args, handle);
          return {
            name: its.name,
            bind: async (state, pod, node) => {
              asked.push('bind');
              return its.bind?.(state, pod, node);
            },
          };
        },
      }),
    },
    config: {
      apiVersion: 'kubescheduler.config.k8s.io/v1',
      kind: 'KubeSchedulerConfiguration',
      profiles: [
        {
          schedulerName: DEFAULT_SCHEDULER,
          plugins: { multiPoint: { enabled: [{ name: 'Noting' }] } },
        },
      ],
    },
  });
  void scheduler.run();
  const of = { group: '', version: 'v1' };
  const nodes = { ...of, resource: 'nodes', namespaced: false };
  for (const name of ['n1', 'n2', 'n3'])
    await client.resource<Node>(nodes).create(nodeOf(name));
  await here.clock.advance(1_000);
  const pods = client.resource<Pod>({ ...of, resource: 'pods', namespaced: true });
  await pods.create({
    ...{ apiVersion: 'v1', kind: 'Pod' },
    metadata: { namespace: 'default', name: 'web' },
    spec: { containers: [{ name: 'main', image: 'nginx' }] },
  });
  await here.clock.advance(1_000);
  scheduler.stop();
  server.close();
  let y = 16;
  const groups = ROADS.map(([title, names]) => {
    const head = words(2, y, title, 'quiet small');
    const rows = names.map((name) => {
      const times = asked.filter((one) => one === name).length;
      const row = words(112, y, name, 'mono') + words(270, y, `${times} ×`, 'mono');
      y += 19;
      return times > 1 ? fresh(row) : row;
    });
    y += 9;
    return head + rows.join('');
  });
  return picture(
    320,
    y - 19,
    'What a plugin is asked about one Pod in a cluster of three nodes, of which it refuses one. ' +
      `In this order: ${[...new Set(asked)].join(', ')}. filter is asked three times, score ` +
      'twice, all others once.',
    ...groups,
  );
}

/** Which of 400 nodes three decisions look at. */
export function turns(): string {
  const nodes = Array.from({ length: 400 }, (_, i) => nodeOf(`n${i}`));
  const { decide } = createDecider(world(), { nodes });
  const at = scale([0, 400], [10, 300]);
  const bars = ['first', 'second', 'third'].map((name, i) => {
    const found = decide(podOf(name, '1')).feasible.map((one) =>
      Number(one.name.slice(1)),
    );
    const y = 6 + i * 30;
    // A search that goes round the end has two parts.
    const cut = found.findIndex((number, j) => j > 0 && number === 0);
    const parts = cut < 0 ? [found] : [found.slice(0, cut), found.slice(cut)];
    return parts.map((part) => {
      const span = [at(part[0] ?? 0), at((part.at(-1) ?? 0) + 1)] as const;
      // The name stands in the longer part.
      const isLong = part.length > found.length / 2;
      return bar(y, span, isLong ? name : '', i === 2 ? 'new' : undefined);
    });
  });
  const ticks = [0, 100, 200, 300, 400].map((n) => ({ at: n, text: `${n}` }));
  return picture(
    320,
    126,
    'Three decisions over 400 nodes. Each looks at 188, begins behind the last node of the ' +
      'one before, and the third goes round the end.',
    bars.flat().join(''),
    axis(100, [10, 300], at, ticks),
  );
}

/** A pod that is refused, helped, and tried again. */
export async function queues(): Promise<string> {
  const clocked = world();
  const queue = new SchedulingQueue({
    clock: clocked.clock,
    rules: {
      less: (a, b) => a.timestamp < b.timestamp,
      preEnqueue: () => undefined,
      eventsOf: () => [{ resource: 'Node', actions: ['Add'] }],
    },
  });
  const states: State[] = [];
  const show = (title: string, where: string): void => {
    const waiting = queue.waiting();
    const row = (name: 'active' | 'backoff' | 'unschedulable', y: number) => {
      const cells = waiting[name].map(
        ({ pod }: QueuedPodInfo): Cell => ({
          text: pod.metadata.name ?? '',
          ...(name === where ? { mark: 'new' as const } : {}),
        }),
      );
      return (
        words(0, y + 20, name, 'small') + queueOf({ x: 104, y, w: 44 }, 2, cells)
      );
    };
    const body = [row('active', 4), row('backoff', 44), row('unschedulable', 84)];
    states.push({ title, w: 204, h: 120, body });
  };
  queue.add(podOf('web', '1'));
  const info = queue.pop();
  if (info !== undefined) {
    info.unschedulable = new Set(['Fit']);
    queue.addUnschedulable(info);
  }
  show('Refused', 'unschedulable');
  queue.move({ resource: 'Node', action: 'Add' });
  show('A node has come', 'backoff');
  await clocked.clock.advance(2_000);
  show('Its second is over', 'active');
  queue.close();
  return strip(
    'Three states of the pod web. Refused: it is unschedulable. A node has come: it waits ' +
      'in the backoff queue. Its second is over: it is active.',
    states,
  );
}

/** What a node has free, as the scheduler believes, while a binding is on its way. */
export function assumed(): string {
  const cache = new Cache(world().clock);
  cache.setNode(nodeOf('n1', '2'));
  const free = (): string => {
    const [node] = cache.snapshot().nodes;
    return `${2_000 - (node?.requested.milliCpu ?? 0)}m free`;
  };
  const at = scale([0, 100], [18, 300]);
  const before = free();
  cache.assumePod(podOf('web', '1500m', 'n1'));
  const after = free();
  return picture(
    320,
    150,
    'Time in milliseconds. The pod is assumed at 10, the API server answers at 40, and the ' +
      'watch tells at 80. From 10 on the node has 500m free.',
    moment(at(10), [12, 122], 'assumed'),
    moment(at(40), [12, 122], 'answered'),
    moment(at(80), [12, 122], 'told'),
    rect({ x: at(0), y: 34, w: at(10) - at(0), h: 21 }, 4),
    fresh(bar(34, [at(10), at(100)], `believed: ${after}`)),
    bar(68, [at(0), at(80)], `the copy of the API: ${before}`),
    bar(68, [at(80), at(100)], after.slice(0, 4)),
    axis(
      122,
      [18, 300],
      at,
      [0, 40, 80].map((ms) => ({ at: ms, text: `${ms} ms` })),
    ),
  );
}
