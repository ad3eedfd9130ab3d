// The scheduler over the API server of chapter 09, by the informers of chapter 12.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type ApiServer,
  createApiServer,
  type Handler,
  memoryStorage,
} from '#apiserver';
import { KUBERNETES } from '#apiserver/kubernetes';
import { type Client, createClient, type Event } from '#client';
import { findCondition } from '#objects';
import { patchers } from '#patch';
import { createVirtualWorld, type VirtualWorld } from '#world';
import {
  createScheduler,
  type Node,
  PLUGINS,
  type Plugin,
  type Pod,
  podBinding,
  podRequests,
  type SchedulerOptions,
  SKIP,
} from './mod.ts';

const test = suite('scheduler');

const core = (resource: string, namespaced: boolean) => ({
  ...{ group: '', version: 'v1', resource, namespaced },
});

function serve(seed = 1): { world: VirtualWorld; server: ApiServer } {
  const world = createVirtualWorld({ seed });
  const server = createApiServer({
    ...KUBERNETES,
    ...{ world, storage: memoryStorage(), patchers },
    subresources: { ...KUBERNETES.subresources, ...podBinding(world) },
  });
  return { world, server };
}

function doors(handle: Handler) {
  const client = createClient(handle);
  return {
    client,
    nodes: client.resource<Node>(core('nodes', false)),
    pods: client.resource<Pod>(core('pods', true)),
    events: client.resource<Event>(core('events', true)),
  };
}

function begin(
  seed = 1,
  options: Partial<SchedulerOptions> = {},
): ReturnType<typeof doors> & ReturnType<typeof serve> & { end(): Promise<void> } {
  const { world, server } = serve(seed);
  const opened = doors(server.handle);
  const scheduler = createScheduler(world, { client: opened.client, ...options });
  const run = scheduler.run();
  const end = async (): Promise<void> => {
    scheduler.stop();
    server.close();
    await world.clock.advance(1_000);
    await run;
  };
  return { world, server, ...opened, end };
}

const nodeOf = (name: string, cpu: string, spec: Node['spec'] = {}): Node => ({
  ...{ apiVersion: 'v1', kind: 'Node', metadata: { name }, spec },
  status: { allocatable: { cpu, memory: '4Gi', pods: '10' } },
});

const podOf = (name: string, cpu: string, spec: Pod['spec'] = {}): Pod => ({
  ...{ apiVersion: 'v1', kind: 'Pod' },
  metadata: { namespace: 'default', name },
  spec: {
    containers: [
      { name: 'main', image: 'nginx', resources: { requests: { cpu } } },
    ],
    ...spec,
  },
});

async function messages(
  { events }: { events: ReturnType<typeof doors>['events'] },
  reason: string,
): Promise<string[]> {
  const { items } = await events.list();
  return items.filter((one) => one.reason === reason).map((one) => one.message);
}

test('nodes and pods are made, and the pods are bound', async () => {
  const cluster = begin();
  const { world, nodes, pods, end } = cluster;
  await nodes.create(nodeOf('n1', '2'));
  await nodes.create(nodeOf('n2', '1'));
  for (const name of ['a', 'b', 'c']) await pods.create(podOf(name, '900m'));

  await world.clock.advance(100);

  const { items } = await pods.list();
  const where = items.map(({ spec }) => spec.nodeName).sort();
  assert.equal(where, ['n1', 'n1', 'n2']);
  const [first] = items;
  const conditions = first?.status?.conditions ?? [];
  assert.is(findCondition(conditions, 'PodScheduled')?.status, 'True');
  const said = await messages(cluster, 'Scheduled');
  assert.is(said.length, 3);
  assert.match(said.join(), /Successfully assigned default\/a to n[12]/);
  await end();
});

test('a pod that fits nowhere says why, and is bound when there is room', async () => {
  const cluster = begin();
  const { world, nodes, pods, end } = cluster;
  await nodes.create(nodeOf('n1', '1'));
  await nodes.create(nodeOf('n2', '1', { unschedulable: true }));
  await nodes.create(nodeOf('n3', '1'));
  await pods.create(podOf('a', '2'));

  await world.clock.advance(100);

  const says =
    '0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu.';
  assert.equal(await messages(cluster, 'FailedScheduling'), [says]);
  const pod = await pods.get('default/a');
  const condition = findCondition(pod.status?.conditions ?? [], 'PodScheduled');
  assert.is(condition?.status, 'False');
  assert.is(condition?.reason, 'Unschedulable');
  assert.is(condition?.message, says);

  // It is too small, but takes new pods: NodeUnschedulable thinks it may help.
  await nodes.create(nodeOf('n4', '1500m'));
  await world.clock.advance(20_000);
  assert.is((await pods.get('default/a')).spec.nodeName, undefined);

  await nodes.create(nodeOf('n5', '2'));
  await world.clock.advance(20_000);
  assert.is((await pods.get('default/a')).spec.nodeName, 'n5');
  assert.is((await messages(cluster, 'FailedScheduling')).length, 2);
  await end();
});

test('without any node it says so, and tries again', async () => {
  const cluster = begin();
  const { world, nodes, pods, end } = cluster;
  await pods.create(podOf('a', '1'));
  await world.clock.advance(100);
  const says = 'no nodes available to schedule pods';
  assert.equal(await messages(cluster, 'FailedScheduling'), [says]);

  await nodes.create(nodeOf('n1', '2'));
  await world.clock.advance(12_000);
  assert.is((await pods.get('default/a')).spec.nodeName, 'n1');
  await end();
});

test('pods of one moment go by priority, then in the order of their coming', async () => {
  const { world, nodes, pods, end } = begin();
  for (const [name, priority] of [
    ['low', 0],
    ['high', 1_000],
    ['late', 0],
  ] as const)
    await pods.create(podOf(name, '1', { priority }));
  await world.clock.advance(100);
  await nodes.create(nodeOf('n1', '2'));
  await world.clock.advance(3_000);

  const bound = (await pods.list()).items.filter(({ spec }) => spec.nodeName);
  assert.equal(bound.map(({ metadata }) => metadata.name).sort(), ['high', 'low']);
  await end();
});

test('a pod of another scheduler is not touched', async () => {
  const { world, nodes, pods, end } = begin();
  await nodes.create(nodeOf('n1', '2'));
  await pods.create(podOf('a', '1', { schedulerName: 'mine' }));
  await world.clock.advance(10_000);

  const pod = await pods.get('default/a');
  assert.is(pod.spec.nodeName, undefined);
  assert.equal(pod.status?.conditions ?? [], []);
  await end();
});

test('a binding is posted once, by whoever', async () => {
  const { world, nodes, pods, server, end } = begin();
  await nodes.create(nodeOf('n1', '2'));
  const binding = (target: unknown) => ({
    method: 'POST',
    url: '/api/v1/namespaces/default/pods/a/binding',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ apiVersion: 'v1', kind: 'Binding', target }),
  });
  await pods.create(podOf('a', '1', { schedulerName: 'me' }));

  const first = await server.handle(binding({ kind: 'Node', name: 'n1' }));
  const second = await server.handle(binding({ kind: 'Node', name: 'n2' }));
  const none = await server.handle(binding({}));

  assert.is(first.code, 201);
  assert.is(second.code, 409);
  assert.match(
    JSON.parse(String(second.body)).message,
    'Operation cannot be fulfilled on pods/binding "a": pod a is already assigned to node "n1"',
  );
  assert.is(none.code, 422);
  assert.is((await pods.get('default/a')).spec.nodeName, 'n1');
  await world.clock.advance(100);
  await end();
});

/** A scheduler with one plugin more, `first` being asked before the default binder. */
function beginWith(plugin: Plugin, first = false) {
  const enabled = [{ name: plugin.name }];
  const bind = { disabled: [{ name: '*' }], enabled };
  const profile = {
    schedulerName: 'default-scheduler',
    plugins: { multiPoint: { enabled }, ...(first && { bind }) },
  };
  const kind = 'KubeSchedulerConfiguration';
  const apiVersion = 'kubescheduler.config.k8s.io/v1';
  return begin(1, {
    registry: { ...PLUGINS, [plugin.name]: () => plugin },
    config: { apiVersion, kind, profiles: [profile] },
  });
}

test('postBind hears of a pod that is bound, and what it throws harms nobody', async () => {
  const heard: string[] = [];
  const all = beginWith({
    name: 'Hears',
    postBind: (_state, { metadata }, node) => {
      heard.push(`${metadata.name} on ${node}`);
      throw new Error('no matter');
    },
  });
  await all.nodes.create(nodeOf('n1', '1'));
  await all.pods.create(podOf('a', '1'));
  await all.world.clock.advance(1_000);

  assert.equal(heard, ['a on n1']);
  assert.equal(await messages(all, 'Scheduled'), [
    'Successfully assigned default/a to n1',
  ]);
  await all.end();
});

test('a pod that no binder takes is not bound, and nobody is told that it is', async () => {
  const heard: string[] = [];
  const all = beginWith(
    {
      name: 'Leaves',
      bind: async () => SKIP,
      postBind: () => void heard.push('bound'),
    },
    true,
  );
  await all.nodes.create(nodeOf('n1', '1'));
  await all.pods.create(podOf('a', '1'));
  await all.world.clock.advance(500);

  assert.equal([heard, await messages(all, 'Scheduled')], [[], []]);
  const { status } = await all.pods.get('default/a');
  assert.is(
    findCondition(status?.conditions ?? [], 'PodScheduled')?.status,
    'False',
  );
  await all.end();
});

test('a pod with gates waits for them, and is bound when the last is gone', async () => {
  const { world, nodes, pods, end } = begin();
  await nodes.create(nodeOf('n1', '2'));
  await pods.create(podOf('a', '1', { schedulingGates: [{ name: 'x.io/quota' }] }));
  await world.clock.advance(1_000);
  const gated = await pods.get('default/a');
  assert.is(gated.spec.nodeName, undefined);

  await pods.update({ ...gated, spec: { ...gated.spec, schedulingGates: [] } });
  await world.clock.advance(100);
  assert.is((await pods.get('default/a')).spec.nodeName, 'n1');
  await end();
});

const SEEDS = process.env.KUBEWRIGHT_LONG === undefined ? 20 : 200;

/** Late, cut, refused: and what was done may have been done without an answer. */
function unreliable(world: VirtualWorld, handle: Handler): Handler {
  return async (request) => {
    await world.clock.sleep(world.chance.integer(0, 40));
    const luck = world.chance.integer(0, 11);
    if (luck === 0) throw new Error('connect ECONNREFUSED');
    const response = await handle(request);
    if (luck === 1 && request.method !== 'GET') throw new Error('read ECONNRESET');
    const { stream } = response;
    if (stream === undefined) return response;
    return {
      ...response,
      stream: (async function* () {
        for await (const line of stream) {
          await world.clock.sleep(world.chance.integer(0, 60));
          if (world.chance.integer(0, 30) === 0) throw new Error('cut');
          yield line;
        }
      })(),
    };
  };
}

async function assertNotOvercommitted(
  { nodes, pods }: ReturnType<typeof doors>,
  seed: number,
): Promise<void> {
  const { items } = await pods.list();
  for (const node of (await nodes.list()).items) {
    const here = items.filter(({ spec }) => spec.nodeName === node.metadata.name);
    const taken = here.reduce((sum, pod) => sum + podRequests(pod).milliCpu, 0);
    assert.ok(taken <= 2_000, `seed ${seed}: ${taken}m on ${node.metadata.name}`);
  }
}

test('no node is overcommitted, whatever is late, lost or begun anew', async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { world, server } = serve(seed);
    const direct = doors(server.handle);
    const client: Client = createClient(unreliable(world, server.handle));
    for (const name of ['n1', 'n2', 'n3'])
      await direct.nodes.create(nodeOf(name, '2'));
    let scheduler = createScheduler(world, { client });
    const runs = [scheduler.run()];
    for (let i = 0; i < 30; i++) {
      const cpu = `${world.chance.pick([300, 500, 900])}m`;
      const luck = world.chance.next();
      if (luck < 0.6) await direct.pods.create(podOf(`p${i}`, cpu));
      else if (luck < 0.8) {
        const { items } = await direct.pods.list();
        const one = items.find(({ spec }) => spec.nodeName);
        const options = { gracePeriodSeconds: 0 };
        if (one) await direct.pods.delete(`default/${one.metadata.name}`, options);
      } else if (luck < 0.9) {
        // What the old one has sent arrives before the new one begins; else they need a lock.
        scheduler.stop();
        await world.clock.advance(200);
        scheduler = createScheduler(world, { client });
        runs.push(scheduler.run());
      }
      await world.clock.advance(world.chance.integer(0, 300));
      await assertNotOvercommitted(direct, seed);
    }
    await world.clock.advance(400_000);
    await assertNotOvercommitted(direct, seed);
    const { items } = await direct.pods.list();
    const left = items.filter(({ spec }) => !spec.nodeName);
    const free = (await direct.nodes.list()).items.map(({ metadata }) => {
      const here = items.filter(({ spec }) => spec.nodeName === metadata.name);
      return 2_000 - here.reduce((sum, pod) => sum + podRequests(pod).milliCpu, 0);
    });
    for (const pod of left)
      assert.ok(
        podRequests(pod).milliCpu > Math.max(...free),
        `seed ${seed}: ${pod.metadata.name} would fit`,
      );
    scheduler.stop();
    server.close();
    await world.clock.advance(60_000);
    await Promise.all(runs);
  }
});

test.run();
