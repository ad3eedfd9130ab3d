// What chapter 23 promises about work: nobody who waits in a queue, and no eviction that is
// planned, is looked at for the sake of another; to wait is no work; and what is over is not
// held on to.

import type {
  createEvictions,
  createRateLimitedQueue,
  Evictions,
  RateLimitedQueue,
} from '#nodes';
import type { Cost, Place, Subject } from '../../core/scenario.ts';

const nameOf = (i: number): string => `node-${i}`;

/** A queue in which so many wait. */
function queueOf(subject: Subject, many: number): RateLimitedQueue {
  const make = subject.createRateLimitedQueue as typeof createRateLimitedQueue;
  const queue = make();
  for (let i = 0; i < many; i++) queue.add(nameOf(i), 0);
  return queue;
}

const among = 'nodes that wait';

export const queues: readonly Cost[] = [
  {
    ...{ what: 'to take a node', among },
    prepare: (subject, many) => {
      const queue = queueOf(subject, many);
      return () => {
        for (const now of [0, 100, 20_000]) queue.take(now);
      };
    },
  },
  {
    ...{
      what: 'to add, to remove and to retry a node, and to set the rate',
      among,
    },
    prepare: (subject, many) => {
      const queue = queueOf(subject, 2 * many);
      for (let i = 0; i < many; i++) queue.take(i * 10_000);
      const [taken, waiting] = [nameOf(many >> 1), nameOf(many + (many >> 1))];
      return () => {
        for (const node of [waiting, taken, 'new']) queue.add(node, 1);
        queue.retry(taken, 1);
        for (const node of [waiting, taken, 'none']) queue.remove(node);
        for (const rate of [1, 0.1]) queue.setRate(rate, 1);
        queue.next();
      };
    },
  },
  {
    ...{ what: 'a queue', among: 'nodes that were taken and removed' },
    isHeld: true,
    prepare: (subject, many) => {
      const queue = queueOf(subject, many);
      for (let i = 0; i < many; i++) queue.remove(queue.take(i * 10_000) ?? '');
      return () => queue;
    },
  },
];

/** A table in which so many are planned. */
function tableOf(subject: Subject, many: number, { world }: Place): Evictions {
  const make = subject.createEvictions as typeof createEvictions;
  const evictions = make(world.clock, async () => {});
  for (let i = 0; i < many; i++) evictions.judge(nameOf(i), 300_000);
  return evictions;
}

const planned = 'Pods whose evictions are planned';

export const judges: readonly Cost[] = [
  {
    ...{ what: 'to judge a Pod', among: planned },
    prepare: async (subject, many, place) => {
      const evictions = tableOf(subject, many, place);
      return async () => {
        for (const time of [60_000, Number.POSITIVE_INFINITY, 300_000, undefined])
          evictions.judge(nameOf(many >> 1), time);
        evictions.judge('new', 0);
        await place.world.clock.advance(1);
      };
    },
  },
  {
    ...{ what: 'to take all back', among: planned },
    prepare: (subject, many, place) => {
      const evictions = tableOf(subject, many, place);
      return () => evictions.cancelAll();
    },
  },
  {
    ...{ what: 'to wait for an eviction', among: 'seconds until then' },
    prepare: async (subject, many, place) => {
      const evictions = tableOf(subject, 0, place);
      evictions.judge('a', many * 1_000);
      return () => place.world.clock.advance(many * 1_000);
    },
  },
  {
    ...{ what: 'a table of evictions', among: 'evictions that are over' },
    isHeld: true,
    prepare: async (subject, many, place) => {
      const evictions = tableOf(subject, many, place);
      for (let i = 0; i < many; i += 2)
        evictions.judge(nameOf(i), Number.POSITIVE_INFINITY);
      await place.world.clock.advance(300_000);
      return async () => [evictions, place.world];
    },
  },
];
