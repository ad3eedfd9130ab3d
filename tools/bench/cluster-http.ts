// The cluster in a process of its own, over HTTP: how many Pods a second get their nodes, how
// soon a hundred run, how soon it is ready. Nodes and Pods are those of Kubernetes' own
// SchedulingBasic/5000Nodes_10000Pods (test/integration/scheduler_perf/misc), which wants 680.

import { request } from 'node:http';
import { type ClusterChild, startChild } from '../cluster/child.ts';
import { start } from './apiserver-start.ts';
import { row } from './figures.ts';
import { load, post } from './http-load.ts';

const NODES = 5_000;
const PODS = 10_000;
const CLIENTS = 16;
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const FEW = 100;
const LIMIT_MS = 600_000;

const PLACE = '/api/v1/namespaces/default/pods';

/** `words`: bound, running, start; none is all. */
export async function benchClusterHttp(words: readonly string[]): Promise<void> {
  const parts = { bound, running, start };
  for (const [name, part] of Object.entries(parts))
    if (words.length === 0 || words.includes(name)) await part();
}

/** From the first POST of a Pod until the last has its node. */
async function bound(): Promise<void> {
  await boundWith('scheduler', 'the scheduler alone');
  // Nodes without a kubelet are called NotReady after a minute: it has to be over by then.
  await boundWith('*', 'all controllers');
}

async function boundWith(controllers: string, what: string): Promise<void> {
  const perSecond: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const words = ['--ephemeral', '--controllers', controllers];
    const child = await startChild(words, profiling());
    await sendAll(child, { count: NODES, request: createNode });
    // They are born with a taint.
    await sendAll(child, { count: NODES, request: untaint });
    const before = await cpuOf(child);
    const began = performance.now();
    const all = told(
      child,
      `${PLACE}?watch=1&fieldSelector=spec.nodeName!%3D`,
      PODS,
    );
    await sendAll(child, { count: PODS, request: createPod });
    await all;
    perSecond.push((PODS / (performance.now() - began)) * 1_000);
    cpu.push(((await cpuOf(child)) - before) * (1_000_000 / PODS));
    await child.end('SIGINT');
  }
  console.log(`${row(`pods bound/s, ${what}`, perSecond)}   wanted: 2,000`);
  console.log(row("  the server's CPU a pod, µs", cpu));
}

/** From the first POST until the last of a hundred says that it runs. */
async function running(): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const child = await startChild(['--ephemeral', '--nodes', '10']);
    const began = performance.now();
    const query = 'watch=1&fieldSelector=status.phase%3DRunning';
    const all = told(child, `${PLACE}?${query}`, FEW);
    await sendAll(child, { count: FEW, request: createPod });
    await all;
    times.push(performance.now() - began);
    await child.end('SIGINT');
  }
  console.log(`${row(`${FEW} pods Running, ms`, times)}   wanted: 1,000`);
}

function profiling(): { readonly node: readonly string[] } {
  const folder = process.env.CPU_PROF;
  return { node: folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [] };
}

interface Many {
  readonly count: number;
  request(i: number): string;
}

async function sendAll({ url }: ClusterChild, many: Many): Promise<void> {
  const port = Number(new URL(url).port);
  const { failed } = await load(port, { clients: CLIENTS, ...many });
  if (failed > 0) throw new Error(`${failed} of ${many.count} were refused`);
}

function createNode(i: number): string {
  const allocatable = { cpu: '4', memory: '32Gi', pods: '110' };
  const object = {
    ...{ apiVersion: 'v1', kind: 'Node', metadata: { name: `node-${i}` } },
    status: { allocatable, capacity: allocatable },
  };
  return post('/api/v1/nodes', JSON.stringify(object));
}

function untaint(i: number): string {
  const text = post(`/api/v1/nodes/node-${i}`, '{"spec":{"taints":null}}');
  return text
    .replace('POST', 'PATCH')
    .replace('application/json', 'application/merge-patch+json');
}

function createPod(i: number): string {
  const resources = { requests: { cpu: '100m', memory: '500Mi' } };
  const container = {
    name: 'pause',
    image: 'registry.k8s.io/pause:3.10',
    resources,
  };
  const object = {
    ...{ apiVersion: 'v1', kind: 'Pod', spec: { containers: [container] } },
    metadata: { name: `pod-${i}`, labels: { app: 'pause' } },
  };
  return post(PLACE, JSON.stringify(object));
}

async function cpuOf({ url }: ClusterChild): Promise<number> {
  const said = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(said)?.[1]);
}

/** Fulfilled when a watch has told of so many that are new to it. */
function told({ url }: ClusterChild, path: string, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = 0;
    let rest = '';
    const sent = request(`${url}${path}`, (answer) => {
      answer.setEncoding('latin1').on('data', (part: string) => {
        const lines = `${rest}${part}`.split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) if (line.startsWith('{"type":"ADDED"')) seen += 1;
        if (seen < count) return;
        sent.destroy();
        resolve();
      });
    });
    const late = (): void => reject(new Error(`${seen} of ${count} in 10 min`));
    setTimeout(late, LIMIT_MS).unref();
    sent.on('error', (error) => (seen < count ? reject(error) : undefined)).end();
  });
}
