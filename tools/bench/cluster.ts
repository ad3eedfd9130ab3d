// How long a virtual hour of the cluster takes: the API server with its gates, the scheduler,
// the controllers and simulated kubelets, all in this process, over a store in memory.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { memoryStorage } from '#apiserver';
import { newTokenKeyPem, tokenKeyOf } from '#gates/node';
import { createVirtualWorld, type VirtualWorld } from '#world';
import { ADMIN } from '../cluster/ask.ts';
import { type Assembled, assemble } from '../cluster/assemble.ts';
import { createBeside } from '../cluster/beside.ts';
import { CONTROLLERS } from '../cluster/controllers.ts';
import { registerNodes, startFakeKubelets } from '../cluster/fake-kubelet.ts';
import { benchClusterHttp } from './cluster-http.ts';

const NODES = 100;
const PODS = 2_000;
const MINUTES = 60;

/** `words`: http and its parts, or hour and how many nodes and pods; none is all. */
export async function benchCluster([
  what,
  ...words
]: readonly string[]): Promise<void> {
  if (what === undefined || what === 'http') await benchClusterHttp(words);
  if (what === undefined || what === 'hour') await benchHour(words);
}

/** Prints how long the start and each quarter of an hour took. `words`: nodes, pods. */
async function benchHour(words: readonly string[]): Promise<void> {
  const [nodes = NODES, pods = PODS] = words.map(Number);
  const atRest = () => new Promise<void>((resolve) => setImmediate(resolve));
  const world = createVirtualWorld({ seed: 1, atRest });
  console.log(
    `${nodes} nodes, ${pods} pods, in one process; CPU time and memory.\n`,
  );
  console.log('                 wall s    CPU s   RSS MB  heap MB');
  const measured = stopwatch();
  const cluster = await start(world, nodes);
  await fill(world, cluster.server, pods);
  measured('start and fill');
  for (let quarter = 1; quarter <= 4; quarter++) {
    await world.clock.advance((MINUTES / 4) * 60_000);
    measured(`to minute ${quarter * 15}`);
  }
  const { lost, ready } = await cluster.count();
  console.log(`\n${ready} nodes ready, ${lost} not.`);
  await cluster.stop();
}

/** Says what has passed since it was last asked. */
function stopwatch(): (what: string) => void {
  let cpu = process.cpuUsage();
  let wall = performance.now();
  return (what) => {
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (performance.now() - wall) / 1_000;
    const numbers = [
      seconds.toFixed(2),
      ((user + system) / 1_000_000).toFixed(2),
      (process.memoryUsage().rss / 1_048_576).toFixed(0),
      (liveHeap() / 1_048_576).toFixed(0),
    ];
    const cells = numbers.map((each) => each.padStart(9)).join('');
    console.log(`${what.padEnd(14)}${cells}`);
    cpu = process.cpuUsage();
    wall = performance.now();
  };
}

/** What is in use, without what nobody holds any more. */
function liveHeap(): number {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc === 'function') gc();
  return process.memoryUsage().heapUsed;
}

interface Cluster {
  readonly server: Assembled;
  count(): Promise<{ readonly ready: number; readonly lost: number }>;
  stop(): Promise<void>;
}

async function start(world: VirtualWorld, nodes: number): Promise<Cluster> {
  const server = assemble({
    ...{ world, clock: world.clock, storage: memoryStorage(), doors: [] },
    tokenKey: tokenKeyOf(newTokenKeyPem()),
  });
  const { handle } = server;
  await server.open({ server: 'https://127.0.0.1:6443', caPem: '' });
  const kubelets = startFakeKubelets(world, handle);
  await registerNodes(handle, nodes);
  await kubelets.whenSynced();
  const beside = createBeside(new Set(CONTROLLERS));
  await beside.start({ world, handle });
  return {
    server,
    count: async () => {
      const { items } = await get(server, '/api/v1/nodes');
      const ready = items.filter(isReady).length;
      return { ready, lost: items.length - ready };
    },
    stop: async () => {
      await beside.stop();
      await kubelets.stop();
      server.close();
    },
  };
}

interface Listed {
  readonly items: readonly {
    readonly status?: {
      readonly conditions?: readonly {
        readonly type: string;
        readonly status: string;
      }[];
    };
  }[];
}

function isReady({ status }: Listed['items'][number]): boolean {
  const conditions = status?.conditions ?? [];
  return conditions.some(
    ({ type, status: is }) => type === 'Ready' && is === 'True',
  );
}

async function get(server: Assembled, url: string): Promise<Listed> {
  const { body = '' } = await server.handle({ method: 'GET', url, user: ADMIN });
  return JSON.parse(
    typeof body === 'string' ? body : new TextDecoder().decode(body),
  );
}

/** Makes the pods, and waits until they all run. */
async function fill(
  world: VirtualWorld,
  server: Assembled,
  pods: number,
): Promise<void> {
  const url = '/api/v1/namespaces/default/pods';
  const headers = { 'content-type': 'application/json' };
  const requests = { cpu: '100m', memory: '100Mi' };
  for (let i = 0; i < pods; i++) {
    const body = JSON.stringify({
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: `pod-${i}` } },
      spec: {
        containers: [{ name: 'web', image: 'nginx', resources: { requests } }],
      },
    });
    const { code } = await server.handle({
      ...{ method: 'POST', url, user: ADMIN, headers, body },
    });
    if (code !== 201) throw new Error(`the pod was refused: ${code}`);
  }
  await world.clock.advance(60_000);
  const { items } = await get(server, url);
  const ready = items.filter(isReady).length;
  if (ready < pods) throw new Error(`${ready} of ${pods} pods run`);
}
