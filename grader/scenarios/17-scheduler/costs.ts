// What chapter 17 promises about work: what is done with one pod asks no other.

import type { Cache, SchedulingQueue } from '#scheduler';
import type { Cost } from '../../core/scenario.ts';
import { nodeOf, podOf } from './decide.ts';

export const waits: readonly Cost[] = [
  {
    what: 'to take a pod out, and to send it back',
    among: 'pods that wait',
    prepare: (subject, many, { world }) => {
      const queue = new (subject.SchedulingQueue as typeof SchedulingQueue)({
        clock: world.clock,
        rules: {
          less: (a, b) => a.timestamp < b.timestamp,
          preEnqueue: () => undefined,
          eventsOf: () => [],
        },
      });
      for (let i = 0; i < many; i++) queue.add(podOf(`p${i}`));
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
];

export const beliefs: readonly Cost[] = [
  {
    what: 'to assume a pod, and to forget it',
    among: 'pods on other nodes',
    prepare: (subject, many, { world }) => {
      const cache = new (subject.Cache as typeof Cache)(world.clock);
      const has = { cpu: '4', pods: '10' };
      for (let i = 0; i < many; i++) {
        cache.setNode(nodeOf(`n${i}`, has));
        cache.setPod(podOf(`p${i}`, { cpu: '1' }, `n${i}`));
      }
      cache.setNode(nodeOf('empty', has));
      return () => {
        for (const name of ['a', 'b', 'c']) {
          const pod = podOf(name, { cpu: '1' }, 'empty');
          cache.assumePod(pod);
          cache.forgetPod(pod);
        }
      };
    },
  },
];
