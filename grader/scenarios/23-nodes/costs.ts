// What chapter 23 promises about work: one node is taken, and one Pod judged, without a look
// at the others; and what is over is not held on to.

import type { createEvictions, createRateLimitedQueue } from '#nodes';
import type { Cost } from '../../core/scenario.ts';

const nameOf = (i: number): string => `node-${i}`;

export const takes: readonly Cost[] = [
  {
    what: 'to take a node',
    among: 'nodes that wait',
    prepare: (subject, many) => {
      const make = subject.createRateLimitedQueue as typeof createRateLimitedQueue;
      const queue = make();
      for (let i = 0; i < many; i++) queue.add(nameOf(i), 0);
      return () => {
        for (const now of [0, 100, 20_000]) queue.take(now);
      };
    },
  },
];

export const judges: readonly Cost[] = [
  {
    what: 'to judge a Pod',
    among: 'Pods whose evictions are planned',
    prepare: (subject, many, { world }) => {
      const make = subject.createEvictions as typeof createEvictions;
      const evictions = make(world.clock, async () => {});
      for (let i = 0; i < many; i++) evictions.judge(nameOf(i), 300_000);
      return () => {
        for (const time of [60_000, Number.POSITIVE_INFINITY, 300_000])
          evictions.judge(nameOf(many >> 1), time);
      };
    },
  },
  {
    what: 'a table of evictions',
    among: 'Pods whose evictions were taken back',
    isHeld: true,
    prepare: (subject, many, { world }) => {
      const make = subject.createEvictions as typeof createEvictions;
      const evictions = make(world.clock, async () => {});
      for (let i = 0; i < many; i++) {
        evictions.judge(nameOf(i), 300_000);
        evictions.judge(nameOf(i), Number.POSITIVE_INFINITY);
      }
      return () => [evictions, world];
    },
  },
];
