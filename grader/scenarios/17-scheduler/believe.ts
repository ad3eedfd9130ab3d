// Plays what a cache is told and what is assumed in it.

import type { Cache, Node } from '#scheduler';
import type { Stage, Subject } from '../../core/scenario.ts';
import { nodeOf, podOf } from './decide.ts';

export type CacheOp =
  | {
      readonly op: 'assume' | 'forget' | 'told' | 'gone' | 'bound';
      readonly pod: string;
      readonly node: string;
      /** In thousandths of a CPU. */
      readonly cpu: number;
    }
  | { readonly op: 'node told' | 'node gone'; readonly node: string }
  | { readonly op: 'clean up' }
  | { readonly op: 'wait'; readonly ms: number };

export interface CacheProgram {
  /** How long a bound pod is believed that nobody tells. Absent: for ever. */
  readonly expires?: number;
  readonly ops: readonly CacheOp[];
}

const NODES = ['n1', 'n2', 'n3'];
const IMAGE = 'web:1';

export async function playCache(
  subject: Subject,
  { expires = 0, ops }: CacheProgram,
  stage: Stage,
): Promise<void> {
  const { clock } = stage.world;
  const cache = new (subject.Cache as typeof Cache)(clock, expires);
  // The third one is not told: a pod may come before its node.
  for (const name of NODES.slice(0, 2)) cache.setNode(nodeNamed(name));
  for (const op of ops) {
    if (op.op === 'wait') await clock.advance(op.ms);
    stage.call(
      () => wordsOf(op),
      () => {
        act(cache, op);
        return believed(cache, 'pod' in op ? op.pod : 'p1');
      },
    );
  }
  cache.setNode(nodeNamed('n3'));
  stage.call(
    () => 'n3 is told',
    () => believed(cache, 'p1'),
  );
}

function nodeNamed(name: string): Node {
  const node = nodeOf(name, { cpu: '4', pods: '10' });
  const images = [{ names: [IMAGE], sizeBytes: 1 }];
  return { ...node, status: { ...node.status, images } };
}

function wordsOf(op: CacheOp): string {
  if ('pod' in op) return `${op.pod} of ${op.cpu}m on ${op.node}: ${op.op}`;
  if ('node' in op) return `${op.node}: ${op.op}`;
  return op.op === 'wait' ? `wait ${op.ms} ms` : op.op;
}

function act(cache: Cache, op: CacheOp): void {
  if (op.op === 'node told') cache.setNode(nodeNamed(op.node));
  else if (op.op === 'node gone') cache.removeNode(nodeNamed(op.node));
  else if (op.op === 'clean up') cache.cleanUp();
  else if ('pod' in op) {
    const pod = podOf(op.pod, { cpu: `${op.cpu}m` }, op.node);
    if (op.op === 'assume') cache.assumePod(pod);
    else if (op.op === 'forget') cache.forgetPod(pod);
    else if (op.op === 'told') cache.setPod(pod);
    else if (op.op === 'bound') cache.finishBinding(pod);
    else cache.removePod(pod);
  }
}

function believed(cache: Cache, name: string) {
  const { nodes, get } = cache.snapshot();
  const taken = nodes.map((node) => {
    const { milliCpu } = node.requested;
    return `${node.name}: ${milliCpu}m in ${node.pods.length} pods`;
  });
  const there = cache.getPod(name);
  return {
    taken,
    assumed: cache.isAssumed(podOf(name)),
    on: there === undefined ? 'no node' : (there.spec.nodeName ?? ''),
    nodes: NODES.filter((one) => get(one) !== undefined),
    image: `on ${nodes[0]?.images.get(IMAGE)?.nodes ?? 0} nodes`,
  };
}
