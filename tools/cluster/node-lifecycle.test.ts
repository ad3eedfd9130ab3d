// A cable is cut in the cluster as it runs: the controllers in the names of their service
// accounts, the nodes with simulated kubelets, the scheduler, all of it in virtual time.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ADMIN, testCluster } from './ask.ts';
import { createBeside } from './beside.ts';
import { CONTROLLERS } from './controllers.ts';
import { registerNodes, startFakeKubelets } from './fake-kubelet.ts';

const test = suite('a lost node of the cluster');

const PODS = '/api/v1/namespaces/default/pods';
const MERGE = { 'content-type': 'application/merge-patch+json' };

interface Line {
  readonly second: number;
  readonly text: string;
}

test('a Pod of a lost node is not ready at once, deleted after 300 s, and gone when it is back', async () => {
  const { world, server, rest, ask } = await testCluster();
  const kubelets = startFakeKubelets(world, server.handle);
  await registerNodes(server.handle, 3);
  await kubelets.whenSynced();
  const beside = createBeside(new Set(CONTROLLERS));
  await beside.start({ world, handle: server.handle });
  const pass = async (seconds: number): Promise<void> => {
    for (let i = 0; i < seconds; i++) {
      await world.clock.advance(1_000);
      await rest();
    }
  };
  const read = async (url: string) => (await ask({ url, as: ADMIN })).body;
  const write = (method: string, url: string, body: object) =>
    ask({ method, url, body, as: ADMIN, headers: method === 'PATCH' ? MERGE : {} });
  await pass(15);
  const containers = [{ name: 'web', image: 'nginx' }];
  const made = await write('POST', PODS, {
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } },
    spec: { containers, nodeSelector: { 'kubernetes.io/hostname': 'node-2' } },
  });
  assert.is(made.code, 201);
  await pass(5);
  const look = async (): Promise<string> => {
    const node = await read('/api/v1/nodes/node-2');
    const pod = await read(`${PODS}/web`);
    const of = ({ status }: ReturnType<typeof JSON.parse>) =>
      status.conditions.find(({ type }: { type: string }) => type === 'Ready')
        .status;
    const taints = (node.spec.taints ?? []).map(
      ({ key, effect }: Record<string, string>) => `${key}:${effect}`,
    );
    const isGoing = pod.metadata.deletionTimestamp !== undefined;
    return [of(node), of(pod), ...taints, isGoing ? 'going' : 'staying']
      .join(' ')
      .replaceAll('node.kubernetes.io/', '');
  };
  assert.is(await look(), 'True True staying');

  await write('PATCH', '/api/v1/nodes/node-2', {
    metadata: { annotations: { 'kubelet.sim/heartbeat': 'stopped' } },
  });
  const lines: Line[] = [];
  for (let second = 1; second <= 400; second++) {
    await pass(1);
    const text = await look();
    if (text !== lines.at(-1)?.text) lines.push({ second, text });
  }

  const [before, unknown, tainted, gone] = lines;
  assert.is(before?.text, 'True True staying');
  assert.is(unknown?.text, 'Unknown False unreachable:NoSchedule staying');
  assert.is(
    tainted?.text,
    'Unknown False unreachable:NoSchedule unreachable:NoExecute staying',
  );
  assert.is(
    gone?.text,
    'Unknown False unreachable:NoSchedule unreachable:NoExecute going',
  );
  assert.is(lines.length, 4);
  // The last renewal is at most 10 s old when the cable is cut, and each look 5 s.
  const at = unknown?.second ?? 0;
  assert.ok(at > 40 && at <= 56, `Unknown after ${at} s`);
  assert.is((tainted?.second ?? 0) - at, 6, 'a look later, and at the next pass');
  assert.is((gone?.second ?? 0) - (tainted?.second ?? 0), 300);

  await write('PATCH', '/api/v1/nodes/node-2', {
    metadata: { annotations: { 'kubelet.sim/heartbeat': null } },
  });
  await pass(40);
  const { status } = await ask({ url: `${PODS}/web`, as: ADMIN }).then(
    ({ code, body }) => ({ status: code === 404 ? 'gone' : body.status.phase }),
  );
  assert.is(status, 'gone');
  const node = await read('/api/v1/nodes/node-2');
  assert.is(node.spec.taints, undefined);
  await beside.stop();
  await kubelets.stop();
  server.close();
});

test.run();
