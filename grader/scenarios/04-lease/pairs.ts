// Every wish for a lease and every state in which one is saved, with each of its values
// beside each of every other.

import { type Pairs, pairs } from '../../core/pairs.ts';
import type { Op } from './draw.ts';

/** Lease 7 is taken. Some of the seconds are mended, the last are refused. */
export const grantPairs: Pairs<readonly Op[]> = pairs(
  {
    ttl: [-1, 0, 1, 2, 3, 9_000_000_000, 9_000_000_001],
    id: [undefined, 0, 7, 8, -7, 2 ** 53 - 1],
  },
  ({ ttl, id }) => [
    { op: 'grant', id: 7, ttl: 10 },
    { op: 'grant', ttl, ...(id === undefined ? {} : { id }) },
    { op: 'grant', id: 9, ttl: 10 },
  ],
);

/** What is saved of lease 7; without `left`, what was left was lost. */
export const savedPairs: Pairs<readonly Op[]> = pairs(
  {
    ttl: [2, 5, 9_000_000_000],
    left: [undefined, 0, 1, 999, 1_000, 2_000],
    away: [0, 1, 60_000],
    keptAlive: [undefined, true],
    key: ['a', ''],
  },
  ({ ttl, left, away, keptAlive, key }) => [
    { op: 'grant', id: 7, ttl },
    ...(key === '' ? [] : [onSeven(key)]),
    {
      op: 'restart',
      away,
      ...(left === undefined ? { anew: true } : { left }),
    },
    { op: 'look', id: 7, keys: true },
    ...(keptAlive ? [{ op: 'keep alive', id: 7 } as const] : []),
    { op: 'wait', ms: 1 },
    { op: 'look', id: 7, keys: true },
    { op: 'wait', ms: 2_000 },
    { op: 'look', id: 7 },
  ],
);

function onSeven(key: string): Op {
  return { op: 'put', put: { key, lease: 7 } };
}
