// Every option of a request, with each of its values beside each of every other. The
// revisions are those of `PAST`; refused requests have cases of their own.

import type { DeleteRangeRequest, PutRequest, RangeRequest } from '#store';
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
    revision: [undefined, 0, -1, 5, 9],
    limit: [undefined, 0, -1, 1, 2, 9],
    sortOrder: [undefined, 'NONE', 'ASCEND', 'DESCEND'],
    sortTarget: [undefined, 'KEY', 'VERSION', 'CREATE', 'MOD', 'VALUE'],
    keysOnly: yesNo,
    countOnly: yesNo,
    minModRevision: bounds,
    maxModRevision: bounds,
    minCreateRevision: bounds,
    maxCreateRevision: bounds,
  },
  (row) => [...PAST, { op: 'get', range: given<RangeRequest>(row) }],
);

/** Of a key with a lease, one that is gone, one that never was. */
export const putPairs: Pairs<readonly Op[]> = pairs(
  {
    key: ['ab', 'gone', 'new'],
    value: [undefined, '', '9'],
    lease: [undefined, 0, 9],
    ignoreValue: [undefined, false, true],
    ignoreLease: [undefined, false, true],
    prevKv: [undefined, false, true],
  },
  (row) => [
    ...PAST,
    put('gone', '1', 8),
    { op: 'delete', range: { key: 'gone' } },
    { op: 'put', put: given<PutRequest>(row) },
    { op: 'get', range: { key: row.key } },
  ],
);

export const deletePairs: Pairs<readonly Op[]> = pairs(
  {
    key: ['a', '\0', 'b', 'none'],
    rangeEnd: [undefined, '', '\0', 'a', 'b', 'b\0'],
    prevKv: [undefined, false, true],
  },
  (row) => [
    ...PAST,
    { op: 'delete', range: given<DeleteRangeRequest>(row) },
    { op: 'get', range: { key: '\0', rangeEnd: '\0' } },
    { op: 'get', range: { key: '\0', rangeEnd: '\0' }, back: 1 },
  ],
);

/** The options that are there. */
function given<Request>(
  row: { readonly [Name in keyof Request]: Request[Name] | undefined },
): Request {
  const there = Object.entries(row).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as Request;
}
