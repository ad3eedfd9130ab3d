// How fast the scheduler of chapter 17 decides: the decision alone, in this process, without
// an API server. Each pod that gets a node takes its share of it before the next decides.

import { createDecider, type Node, type Pod } from '#scheduler';
import { createVirtualWorld } from '#world';

const ZONES = 3;

function nodeOf(i: number): Node {
  const zone = `zone-${i % ZONES}`;
  const labels = { 'topology.kubernetes.io/zone': zone };
  const metadata = { name: `node-${i}`, labels };
  // As upstream's scheduler_perf has them: 4 CPUs, 32 Gi, 110 pods.
  const allocatable = { cpu: '4', memory: '32Gi', pods: '110' };
  return { apiVersion: 'v1', kind: 'Node', metadata, status: { allocatable } };
}

function podOf(i: number): Pod {
  const requests = { cpu: '100m', memory: '500Mi' };
  return {
    ...{ apiVersion: 'v1', kind: 'Pod' },
    metadata: { namespace: 'bench', name: `pod-${i}`, uid: `uid-${i}` },
    spec: {
      schedulerName: 'default-scheduler',
      containers: [{ name: 'pause', image: 'pause:3', resources: { requests } }],
    },
  };
}

interface Run {
  readonly nodes: number;
  readonly pods: number;
  /** 0 is adaptive. */
  readonly percent: number;
}

/** Decisions a second of CPU time: neighbours do not count. */
function measure({ nodes, pods, percent }: Run): number {
  const world = createVirtualWorld({ seed: 1 });
  const { place } = createDecider(world, {
    nodes: Array.from({ length: nodes }, (_, i) => nodeOf(i)),
    percentageOfNodesToScore: percent,
  });
  const begun = process.cpuUsage();
  for (let i = 0; i < pods; i++)
    if (place(podOf(i)) === undefined) throw new Error(`no node for pod ${i}`);
  const { user, system } = process.cpuUsage(begun);
  return (pods * 1_000_000) / (user + system);
}

const SIZES = [100, 500, 1_000, 2_000, 5_000];

/** Prints a table: nodes, how many are enough, decisions a second, time a pod. */
export function benchScheduler(): void {
  console.log(
    'The decision alone: filter, score, choose, assume. CPU time, best of 3.\n',
  );
  console.log('nodes   looked at   decisions/s   µs a pod');
  for (const percent of [0, 100])
    for (const nodes of SIZES) {
      const pods = percent === 0 ? 3_000 : Math.max(300, 300_000 / nodes);
      const rates = [1, 2, 3].map(() => measure({ nodes, pods, percent }));
      const rate = Math.max(...rates);
      const looked = percent === 0 ? 'sampled' : 'all';
      console.log(
        `${String(nodes).padStart(5)}   ${looked.padEnd(9)}   ` +
          `${Math.round(rate).toLocaleString('en').padStart(11)}   ` +
          (1_000_000 / rate).toFixed(0).padStart(8),
      );
    }
}
