// Every option of a range, with each of its values beside each of every other. The
// revisions are those of `PAST`; refused requests have cases of their own.

import type { RangeRequest } from '#store';
import { type Pairs, pairs } from '../../core/pairs.ts';
import type { Op } from './draw.ts';

const put = (key: string, value: string, lease?: number): Op => ({
  op: 'put',
  put: lease === undefined ? { key, value } : { key, value, lease },
});

/** Revisions 2 to 9: keys made, changed, deleted and made again, some values alike. */
const PAST: readonly Op[] = [
  put('b', '1'),
  put('a', '2'),
  put('ab', '1', 7),
  put('a', '10'),
  put('\xff', '3'),
  { op: 'delete', range: { key: 'b' } },
  put('c', '1'),
  put('b', '2'),
];

const yesNo = [undefined, true] as const;
const bounds = [undefined, 0, 5, 9] as const;

export const rangePairs: Pairs<readonly Op[]> = pairs(
  {
    key: ['a', '\0', 'b'],
    rangeEnd: [undefined, '\0', 'b', 'a'],
    revision: [undefined, 0, 5, 9],
    limit: [undefined, 0, 1, 2, 9],
    sortOrder: [undefined, 'NONE', 'ASCEND', 'DESCEND'],
    sortTarget: [undefined, 'KEY', 'VERSION', 'CREATE', 'MOD', 'VALUE'],
    keysOnly: yesNo,
    countOnly: yesNo,
    minModRevision: bounds,
    maxModRevision: bounds,
    minCreateRevision: bounds,
    maxCreateRevision: bounds,
  },
  (row) => [...PAST, { op: 'get', range: given(row) }],
);

/** The options that are there. */
function given(
  row: {
    readonly [Name in keyof RangeRequest]: RangeRequest[Name] | undefined;
  },
): RangeRequest {
  const there = Object.entries(row).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as unknown as RangeRequest;
}
