// Programs of chapter 23 by rule: each status of a condition beside each other, each field
// of a toleration beside each second one.

import type { Toleration } from '#scheduler';
import { type Pairs, pairs } from '../../core/pairs.ts';
import type { Program, Told } from './draw.ts';

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
