// What chapter 17 promises about work: what is done with one pod asks no other, no more
// nodes are asked than are enough, and nothing is kept of what is over.

import type {
  Cache,
  CycleState,
  createDecider,
  defaultProfile,
  NodeState,
  Pod,
  podInfoOf,
  SchedulingQueue,
} from '#scheduler';
import type { Cost, Place, Subject } from '../../core/scenario.ts';
import { nodeOf, podOf } from './decide.ts';

const nameOf = (i: number): string => `p${i}`;
const HAS = { cpu: '4', pods: '100000' };

function nodesOf(many: number) {
  return Array.from({ length: many }, (_, i) => nodeOf(`n${i}`, HAS));
}

/** Without scores one node is enough: then all that grows is what should not. */
function deciderOf(
  subject: Subject,
  { world }: Place,
  many: number,
  hasScores = false,
) {
  const make = subject.createDecider as typeof createDecider;
  const whole = (subject.defaultProfile as typeof defaultProfile)();
  const points = { score: { enabled: [], disabled: ['*'] } };
  const profile = hasScores ? whole : { ...whole, points };
  const options = { nodes: nodesOf(many), percentageOfNodesToScore: 100 };
  const decider = make(world, { ...options, profile });
  // The list of the nodes is made once, and not by the decision that is counted.
  decider.cache.snapshot();
  return decider;
}

/** Asks a node three times, when all that is worked out once a cycle is there. */
function asking(subject: Subject, place: Place, pod: Pod, pods: number) {
  const state = new (subject.CycleState as typeof CycleState)();
  const node = new (subject.NodeState as typeof NodeState)(nodeOf('n', HAS));
  const infoOf = subject.podInfoOf as typeof podInfoOf;
  for (let i = 0; i < pods; i++)
    node.addPod(infoOf(podOf(nameOf(i), { cpu: '1m' }, 'n')));
  const { framework } = deciderOf(subject, place, 0);
  framework.preFilter(state, pod, { nodes: [node], get: () => node });
  const ask = (): void => {
    for (let i = 0; i < 3; i++) framework.filter(state, pod, node);
  };
  ask();
  return ask;
}

export const fits: readonly Cost[] = [
  {
    what: 'to ask a node about a pod',
    among: 'containers of the pod',
    prepare: (subject, many, place) => {
      const plain = podOf('p');
      const requests = { cpu: '1m' };
      const containers = Array.from({ length: many }, () => ({
        resources: { requests },
      }));
      const pod = { ...plain, spec: { ...plain.spec, containers } };
      return asking(subject, place, pod, 0);
    },
  },
  {
    what: 'to ask a node about a pod',
    among: 'pods on the node',
    prepare: (subject, many, place) =>
      asking(subject, place, podOf('p', { cpu: '1m' }), many),
  },
];

export const searches: readonly Cost[] = [
  {
    ...{ what: 'a decision when enough are found', among: 'nodes' },
    prepare: (subject, many, place) => {
      const { decide } = deciderOf(subject, place, many);
      return () => {
        for (let i = 0; i < 3; i++) decide(podOf(nameOf(i)));
      };
    },
  },
  {
    ...{ what: 'a decision that asks all', among: 'nodes', few: 16 },
    prepare: (subject, many, place) => {
      const { decide } = deciderOf(subject, place, many, true);
      return () => decide(podOf('p'));
    },
  },
  {
    ...{ what: 'a decider', among: 'decisions that are over', few: 8 },
    isHeld: true,
    prepare: (subject, many, place) => {
      const decider = deciderOf(subject, place, 2, true);
      for (let i = 0; i < many; i++) decider.decide(podOf(nameOf(i)));
      return () => [decider, place.world];
    },
  },
];

function queueOf(subject: Subject, { world }: Place): SchedulingQueue {
  return new (subject.SchedulingQueue as typeof SchedulingQueue)({
    clock: world.clock,
    rules: {
      less: (a, b) => a.timestamp < b.timestamp,
      preEnqueue: () => undefined,
      eventsOf: () => [],
    },
  });
}

export const waits: readonly Cost[] = [
  {
    what: 'to take a pod out, and to send it back',
    among: 'pods that wait',
    prepare: (subject, many, place) => {
      const queue = queueOf(subject, place);
      for (let i = 0; i < many; i++) queue.add(podOf(nameOf(i)));
      return () => {
        for (let i = 0; i < 3; i++) {
          const info = queue.pop();
          if (info === undefined) continue;
          info.unschedulable = new Set(['Fit']);
          queue.addUnschedulable(info);
        }
        queue.close();
      };
    },
  },
  {
    ...{ what: 'a queue', among: 'pods that were tried, and are done', few: 24 },
    isHeld: true,
    prepare: (subject, many, place) => {
      const queue = queueOf(subject, place);
      for (let i = 0; i < many; i++) {
        queue.add(podOf(nameOf(i)));
        const info = queue.pop();
        if (info === undefined) continue;
        queue.move({ resource: 'Node', action: 'Add' });
        info.unschedulable = new Set(['Fit']);
        queue.addUnschedulable(info);
        // Somebody deletes it, or it is tried again and gets a node.
        if (i % 2 === 0) queue.delete(info.pod);
        else queue.activate(info.pod);
        const again = queue.pop();
        if (again !== undefined) queue.done(again.pod);
      }
      return () => [queue, place.world];
    },
  },
];

function cacheOf(subject: Subject, { world }: Place): Cache {
  return new (subject.Cache as typeof Cache)(world.clock);
}

export const beliefs: readonly Cost[] = [
  {
    what: 'to assume a pod, and to forget it',
    among: 'pods on other nodes',
    prepare: (subject, many, place) => {
      const cache = cacheOf(subject, place);
      for (const [i, node] of nodesOf(many).entries()) {
        cache.setNode(node);
        const pod = podOf(nameOf(i), { cpu: '1' }, node.metadata.name);
        if (i % 2 === 0) cache.setPod(pod);
        else cache.assumePod(pod);
      }
      cache.setNode(nodeOf('empty', HAS));
      return () => {
        for (const name of ['a', 'b', 'c']) {
          const pod = podOf(name, { cpu: '1' }, 'empty');
          cache.assumePod(pod);
          cache.forgetPod(pod);
        }
      };
    },
  },
  {
    ...{ what: 'to place a pod when enough are found', among: 'nodes', few: 96 },
    prepare: (subject, many, place) => {
      const { place: give } = deciderOf(subject, place, many);
      return () => {
        for (let i = 0; i < 3; i++) give(podOf(nameOf(i), { cpu: '1m' }));
      };
    },
  },
  {
    ...{ what: 'a cache', among: 'pods and nodes that are gone', few: 8 },
    isHeld: true,
    prepare: (subject, many, place) => {
      const cache = cacheOf(subject, place);
      for (let i = 0; i < many; i++) {
        const node = nodeOf(`n${i}`, HAS);
        const images = [{ names: [`web:${i}`], sizeBytes: 1 }];
        const pod = podOf(nameOf(i), { cpu: '1' }, `n${i}`);
        // Its node was never told.
        const early = podOf(nameOf(i), { cpu: '1' }, `m${i}`);
        cache.setPod(early);
        cache.removePod(early);
        cache.setNode({ ...node, status: { ...node.status, images } });
        cache.assumePod(pod);
        cache.setPod(pod);
        if (i % 2 === 0) cache.removeNode(node);
        cache.removePod(pod);
        cache.removeNode(node);
      }
      return () => [cache, place.world];
    },
  },
];
