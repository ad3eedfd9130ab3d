// Nodes with a simulated kubelet, over the API server as the cluster has it, in virtual time.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ADMIN, testCluster } from './ask.ts';
import { registerNodes, startFakeKubelets } from './fake-kubelet.ts';

const test = suite('the simulated kubelet');

const FAKE = { 'kwok.x-k8s.io/node': 'fake' };
const NODES = '/api/v1/nodes';
const PODS = '/api/v1/namespaces/default/pods';
const LEASE = '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/n1';
const MERGE = { 'content-type': 'application/merge-patch+json' };

const node = (name: string, annotations: object = FAKE) => ({
  ...{ apiVersion: 'v1', kind: 'Node', metadata: { name, annotations } },
  status: { allocatable: { cpu: '2', memory: '4Gi', pods: '10' } },
});

const pod = (name: string, spec: object = {}) => ({
  ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name } },
  spec: {
    ...{ nodeName: 'n1', terminationGracePeriodSeconds: 30 },
    ...{ containers: [{ name: 'web', image: 'nginx' }], ...spec },
  },
});

interface Kubelets {
  readonly errors: unknown[];
  read(url: string): ReturnType<typeof JSON.parse>;
  write(method: string, url: string, body?: unknown): ReturnType<typeof JSON.parse>;
  pass(seconds: number): Promise<void>;
  end(): Promise<void>;
}

async function kubelets(): Promise<Kubelets> {
  const { world, server, rest, ask } = await testCluster();
  const errors: unknown[] = [];
  const running = startFakeKubelets(world, server.handle, (error) =>
    errors.push(error),
  );
  await running.whenSynced();
  const settle = async () => {
    await rest();
    await world.clock.advance(0);
  };
  return {
    errors,
    read: async (url) => (await ask({ url, as: ADMIN })).body,
    write: async (method, url, body) => {
      const headers = method === 'PATCH' ? MERGE : {};
      const asked = await ask({ method, url, body, as: ADMIN, headers });
      await settle();
      return asked.body;
    },
    pass: async (seconds) => {
      await world.clock.advance(seconds * 1_000);
      await settle();
    },
    end: async () => {
      await running.stop();
      server.close();
      assert.equal(errors, []);
    },
  };
}

const conditionsOf = (object: ReturnType<typeof JSON.parse>) =>
  Object.fromEntries(
    object.status.conditions.map((one: { type: string; status: string }) => [
      ...[one.type, one.status],
    ]),
  );

test('a node that asks for one is Ready, and says what a kubelet says', async () => {
  const { write, read, end } = await kubelets();

  await write('POST', NODES, node('n1'));

  const { status } = await read(`${NODES}/n1`);
  assert.equal(
    status.conditions.map((one: Record<string, string>) => [
      ...[one.type, one.status, one.reason, one.lastHeartbeatTime],
    ]),
    [
      ['MemoryPressure', 'False', 'KubeletHasSufficientMemory'],
      ['DiskPressure', 'False', 'KubeletHasNoDiskPressure'],
      ['PIDPressure', 'False', 'KubeletHasSufficientPID'],
      ['Ready', 'True', 'KubeletReady'],
    ].map((row) => [...row, '2025-01-01T00:00:00Z']),
  );
  assert.is(status.allocatable.cpu, '2');
  assert.is(status.nodeInfo.kubeletVersion.slice(0, 3), 'v1.');
  await end();
});

test('a lease of 40 s is renewed each 10 s; the status is sent every 5 min', async () => {
  const { write, read, pass, end } = await kubelets();
  await write('POST', NODES, node('n1'));
  const { uid } = (await read(`${NODES}/n1`)).metadata;
  const first = await read(LEASE);
  const seen: number[] = [];
  for (let at = 10; at <= 100; at += 10) {
    await pass(10);
    const { renewTime } = (await read(LEASE)).spec;
    seen.push(at - (Date.parse(renewTime) - Date.parse('2025-01-01')) / 1_000);
  }
  const quiet = await read(`${NODES}/n1`);
  await pass(210);
  const late = await read(`${NODES}/n1`);

  assert.is(first.spec.leaseDurationSeconds, 40);
  assert.is(first.spec.holderIdentity, 'n1');
  assert.equal(first.metadata.ownerReferences, [
    { apiVersion: 'v1', kind: 'Node', name: 'n1', uid },
  ]);
  assert.ok(Math.max(...seen) <= 10, String(seen));
  const beatOf = ({ status }: typeof quiet) =>
    status.conditions[0].lastHeartbeatTime.slice(11);
  assert.is(beatOf(quiet), '00:00:00Z');
  assert.match(beatOf(late), /^00:05:0/);
  assert.is(late.status.conditions[3].lastTransitionTime, '2025-01-01T00:00:00Z');
  await end();
});

test('a node that does not ask is never touched', async () => {
  const { write, read, pass, end } = await kubelets();
  await write('POST', NODES, node('n1', {}));
  const made = await write('POST', PODS, pod('a'));
  await pass(400);

  assert.is((await read(`${NODES}/n1`)).status.conditions, undefined);
  assert.is((await read(LEASE)).code, 404);
  assert.equal((await read(`${PODS}/a`)).status, made.status);
  await end();
});

test('a Pod that is bound gets an address, and is Running and Ready', async () => {
  const { write, read, end } = await kubelets();
  await write('POST', NODES, node('n1'));
  await write(
    'POST',
    PODS,
    pod('a', { initContainers: [{ name: 'i', image: 'x' }] }),
  );
  await write('POST', PODS, pod('b', { hostNetwork: true }));

  const { status } = await read(`${PODS}/a`);
  const b = await read(`${PODS}/b`);
  assert.is(status.phase, 'Running');
  assert.equal(conditionsOf({ status }), {
    ...{ PodReadyToStartContainers: 'True', Initialized: 'True' },
    ...{ Ready: 'True', ContainersReady: 'True' },
  });
  assert.is(status.podIP, '10.244.0.2');
  assert.equal(status.podIPs, [{ ip: '10.244.0.2' }]);
  assert.is(status.hostIP, '172.18.0.2');
  assert.is(status.startTime, '2025-01-01T00:00:00Z');
  const [container] = status.containerStatuses;
  assert.equal([container.ready, container.restartCount], [true, 0]);
  const [init] = status.initContainerStatuses;
  assert.equal([init.ready, init.state.terminated.exitCode], [true, 0]);
  assert.is(b.status.podIP, b.status.hostIP);
  await end();
});

test('addresses come from the podCIDR of the node, and are given again', async () => {
  const { write, read, pass, end } = await kubelets();
  const own = { ...node('n1'), spec: { podCIDR: '10.1.2.0/30' } };
  await write('POST', NODES, own);
  for (const name of ['a', 'b']) await write('POST', PODS, pod(name));
  const ipOf = async (name: string) => (await read(`${PODS}/${name}`)).status.podIP;
  const before = [await ipOf('a'), await ipOf('b')];
  await write('DELETE', `${PODS}/a`, { gracePeriodSeconds: 0 });
  await pass(1);
  await write('POST', PODS, pod('c'));

  assert.equal(before, ['10.1.2.2', '10.244.0.2']);
  assert.is(await ipOf('c'), '10.1.2.2');
  await end();
});

test('a Pod is not Ready before its gates are', async () => {
  const { write, read, end } = await kubelets();
  await write('POST', NODES, node('n1'));
  const gated = { readinessGates: [{ conditionType: 'example.com/up' }] };
  await write('POST', PODS, pod('a', gated));
  const shut = await read(`${PODS}/a`);
  const up = { type: 'example.com/up', status: 'True' };
  const conditions = [...shut.status.conditions, up];
  await write('PATCH', `${PODS}/a/status`, { status: { conditions } });
  const open = await read(`${PODS}/a`);

  const ready = shut.status.conditions.find(
    ({ type }: { type: string }) => type === 'Ready',
  );
  assert.is(ready.reason, 'ReadinessGatesNotReady');
  assert.is(conditionsOf(shut).ContainersReady, 'True');
  assert.is(conditionsOf(open).Ready, 'True');
  assert.is(conditionsOf(open)['example.com/up'], 'True');
  await end();
});

test('a Pod that is deleted ends within its grace; with a grace of 0 at once', async () => {
  const { write, read, pass, end } = await kubelets();
  await write('POST', NODES, node('n1'));
  for (const name of ['a', 'b', 'c']) await write('POST', PODS, pod(name));
  await write('DELETE', `${PODS}/a`);
  await write('DELETE', `${PODS}/b`, { gracePeriodSeconds: 0 });
  const asked = await read(`${PODS}/a`);
  const forced = await read(`${PODS}/b`);
  await pass(2);
  const gone = await read(`${PODS}/a`);
  const kept = await read(`${PODS}/c`);

  assert.is(asked.status.phase, 'Running');
  assert.equal([forced.code, gone.code], [404, 404]);
  assert.is(kept.status.phase, 'Running');
  await end();
});

test('what a finalizer keeps has ended all the same', async () => {
  const { write, read, pass, end } = await kubelets();
  await write('POST', NODES, node('n1'));
  const made = pod('a');
  const metadata = { ...made.metadata, finalizers: ['example.com/wait'] };
  await write('POST', PODS, { ...made, metadata });
  await write('DELETE', `${PODS}/a`);
  await pass(5);

  const { status } = await read(`${PODS}/a`);
  assert.is(status.phase, 'Succeeded');
  assert.is(status.containerStatuses[0].state.terminated.exitCode, 0);
  await write('PATCH', `${PODS}/a`, { metadata: { finalizers: null } });
  assert.is((await read(`${PODS}/a`)).code, 404);
  await end();
});

test('a Pod that others let end is left as it is', async () => {
  const { write, read, pass, end } = await kubelets();
  await write('POST', NODES, node('n1'));
  await write('POST', PODS, pod('a'));
  await write('PATCH', `${PODS}/a/status`, { status: { phase: 'Failed' } });
  const failed = await read(`${PODS}/a`);
  await pass(60);

  assert.equal((await read(`${PODS}/a`)).status, failed.status);
  await end();
});

const heartbeat = (value: string | null) => ({
  metadata: { annotations: { 'kubelet.sim/heartbeat': value } },
});

test('a heart that stops stops all of it, and one that beats again makes it good', async () => {
  const { write, read, pass, end } = await kubelets();
  await write('POST', NODES, node('n1'));
  await write('POST', PODS, pod('a'));
  await write('PATCH', `${NODES}/n1`, heartbeat('stopped'));
  const stopped = await read(LEASE);
  await write('POST', PODS, pod('b'));
  await write('DELETE', `${PODS}/a`);
  const unknown = [
    { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown' },
  ];
  await write('PATCH', `${NODES}/n1/status`, { status: { conditions: unknown } });
  await pass(400);
  const lease = await read(LEASE);
  const dead = [await read(`${PODS}/a`), await read(`${PODS}/b`)];
  await write('PATCH', `${NODES}/n1`, heartbeat(null));
  await pass(2);

  assert.equal(lease.spec, stopped.spec);
  assert.equal(
    dead.map(({ status }) => status.phase),
    ['Running', 'Pending'],
  );
  assert.is(conditionsOf(await read(`${NODES}/n1`)).Ready, 'True');
  assert.is((await read(LEASE)).spec.renewTime.slice(11, 17), '00:06:');
  assert.is((await read(`${PODS}/a`)).code, 404);
  assert.is((await read(`${PODS}/b`)).status.phase, 'Running');
  await end();
});

test('each writes in its own name, and watches nothing', async () => {
  const { write, read, pass, end } = await kubelets();
  await write('POST', NODES, node('n1'));
  await write('POST', PODS, pod('a'));
  await pass(30);

  const { items } = await read('/debug/audit?since=0');
  const own = items.filter(
    ({ user, stage }: { user: { username: string }; stage: string }) =>
      user.username === 'system:node:n1' && stage === 'ResponseComplete',
  );
  assert.ok(own.length >= 4);
  for (const event of own) {
    assert.ok(event.responseStatus.code < 300, JSON.stringify(event));
    assert.not.equal(event.verb, 'watch');
  }
  await end();
});

test('--nodes registers so many, and another start finds them', async () => {
  const { server, rest, ask, world } = await testCluster();
  const running = startFakeKubelets(world, server.handle);
  for (let start = 0; start < 2; start++) await registerNodes(server.handle, 3);
  await rest();
  const { body } = await ask({ url: NODES, as: ADMIN });

  assert.equal(
    body.items.map((one: ReturnType<typeof JSON.parse>) => [
      ...[one.metadata.name, conditionsOf(one).Ready],
    ]),
    ['node-1', 'node-2', 'node-3'].map((name) => [name, 'True']),
  );
  await running.stop();
  server.close();
});

test('it holds as many timers for many nodes as for one', async () => {
  const { server, rest, world } = await testCluster();
  const before = world.clock.pending.length;
  const running = startFakeKubelets(world, server.handle);
  const held: number[] = [];
  for (const count of [1, 50]) {
    await registerNodes(server.handle, count);
    await rest();
    held.push(world.clock.pending.length);
  }
  await running.stop();
  await rest();

  assert.is(held[0], held[1]);
  assert.is(world.clock.pending.length, before);
  server.close();
});

test.run();
