// Plays what a cache is told and what is assumed in it.

import type { Cache } from '#scheduler';
import type { Stage, Subject } from '../../core/scenario.ts';
import { nodeOf, podOf } from './decide.ts';

export interface CacheOp {
  readonly op: 'assume' | 'forget' | 'told' | 'gone';
  readonly pod: string;
  readonly node: string;
  /** In thousandths of a CPU. */
  readonly cpu: number;
}

export type CacheProgram = readonly CacheOp[];

const NODES = ['n1', 'n2', 'n3'];

export function playCache(
  subject: Subject,
  program: CacheProgram,
  stage: Stage,
): void {
  const cache = new (subject.Cache as typeof Cache)(stage.world.clock);
  // The third one is not told: a pod may come before its node.
  for (const name of NODES.slice(0, 2))
    cache.setNode(nodeOf(name, { cpu: '4', pods: '10' }));
  for (const op of program)
    stage.call(
      () => `${op.pod} of ${op.cpu}m on ${op.node}: ${op.op}`,
      () => {
        act(cache, op);
        return believed(cache, op.pod);
      },
    );
  cache.setNode(nodeOf('n3', { cpu: '4', pods: '10' }));
  stage.call(
    () => 'n3 is told',
    () => believed(cache, 'p1'),
  );
}

function act(cache: Cache, { op, pod: name, node, cpu }: CacheOp): void {
  const pod = podOf(name, { cpu: `${cpu}m` }, node);
  if (op === 'assume') cache.assumePod(pod);
  else if (op === 'forget') cache.forgetPod(pod);
  else if (op === 'told') cache.setPod(pod);
  else cache.removePod(pod);
}

function believed(cache: Cache, name: string) {
  const taken = cache.snapshot().nodes.map((node) => {
    const { milliCpu } = node.requested;
    return `${node.name}: ${milliCpu}m in ${node.pods.length} pods`;
  });
  return { taken, assumed: cache.isAssumed(podOf(name)) };
}
