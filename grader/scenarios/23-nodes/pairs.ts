// Programs of chapter 23 by rule: each status of a condition beside each other, each field
// of a toleration beside each second one, each rate of a queue before and after each other,
// each judgement over a Pod after each other.

import type { Toleration } from '#scheduler';
import { type Pairs, pairs } from '../../core/pairs.ts';
import type { Bears, Op, Program, Told } from './draw.ts';

const STATUS = ['True', 'False', 'Unknown', undefined] as const;

export const silent: Pairs<Program> = pairs(
  {
    ready: STATUS,
    disk: STATUS,
    memory: [undefined, 'True', 'Unknown'],
    network: [undefined, 'True', 'Unknown'],
    heartbeat: ['11:59', undefined],
  },
  ({ ready, disk, memory, network, heartbeat }) => {
    const types = {
      DiskPressure: disk,
      NetworkUnavailable: network,
      Ready: ready,
      MemoryPressure: memory,
    };
    const told = Object.entries(types).flatMap(([type, status]): Told[] => {
      if (status === undefined) return [];
      return [heartbeat === undefined ? [type, status] : [type, status, heartbeat]];
    });
    return [{ silent: told }];
  },
);

const SECONDS = [undefined, 300, 60, 0, -1];

export const tolerating: Pairs<Program> = pairs(
  {
    first: SECONDS,
    second: SECONDS,
    firstKey: ['a', '', 'b'],
    secondKey: ['a', 'b'],
    taints: ['a', 'a b', 'b a', ''],
  },
  ({ first, second, firstKey, secondKey, taints }) => {
    const toleration = (key: string, tolerationSeconds?: number): Toleration => ({
      ...{ key, operator: 'Exists' },
      ...(tolerationSeconds !== undefined && { tolerationSeconds }),
    });
    return [
      {
        taints: taints
          .split(' ')
          .filter((key) => key !== '')
          .map((key) => ({ key, effect: 'NoExecute' })),
        with: [toleration(firstKey, first), toleration(secondKey, second)],
      },
    ];
  },
);

const RATES = [0.1, 0.01, 0, 0.3];

/** A rate is changed: with a token, without one, and half-way to it. */
export const queueing: Pairs<Program> = pairs(
  {
    from: RATES,
    to: RATES,
    takes: [true, undefined],
    wait: [0, 500, 5_000, 100_000],
    change: [undefined, 'add', 'remove', 'retry'],
  },
  ({ from, to, takes, wait, change }) => {
    const passes = (ms: number): Op => ({ queue: 'wait', ms });
    const take: Op = { queue: 'take' };
    return [
      { queue: 'rate', rate: from },
      ...['a', 'b', 'c'].map((node): Op => ({ queue: 'add', node })),
      ...(takes ? [take] : []),
      ...[passes(wait), { queue: 'rate', rate: to } as Op],
      ...(change === undefined ? [] : [{ queue: change, node: 'a' } as Op]),
      ...[take, passes(1_000), take, passes(9_000), take, passes(90_000), take],
    ];
  },
);

const BEARS: readonly Bears[] = [300, 0, 'ever', 'none'];

/** A Pod is judged again: in the same breath, at once, or later. */
export const evicting: Pairs<Program> = pairs(
  {
    first: BEARS,
    second: BEARS,
    takes: [0, 30],
    gap: [undefined, 0, 10, 60],
    last: ['cancel', 'cancel all', 'ever', 'none'],
  },
  ({ first, second, takes, gap, last }) => {
    const judge = (time: Bears): Op => ({ judge: 'a', time });
    const end: Op =
      last === 'cancel'
        ? { cancel: 'a' }
        : last === 'cancel all'
          ? { cancelAll: true }
          : judge(last as Bears);
    const both: Program =
      gap === undefined
        ? [{ judges: [first, second].map((time) => ['a', time] as const) }]
        : [judge(first), { pass: gap }, judge(second)];
    return [{ takes }, ...both, { pass: 10 }, end, { pass: 300 }, judge(60)];
  },
);
