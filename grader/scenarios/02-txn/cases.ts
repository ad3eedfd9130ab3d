// The named programs of chapter 02, by what they show. They are always played, first.

import type { RequestOp } from '#txn';
import { type Program, UNKNOWN_LEASE } from './draw.ts';

const put = (key: string, value: string): RequestOp => ({ put: { key, value } });
const get = (key: string): RequestOp => ({ range: { key } });
const drop = (key: string, rangeEnd?: string): RequestOp => ({
  deleteRange: rangeEnd === undefined ? { key } : { key, rangeEnd },
});
const isNew = (key: string) =>
  ({ key, target: 'VERSION', result: 'EQUAL', version: 0 }) as const;
const exists = (key: string) =>
  ({ key, target: 'VERSION', result: 'GREATER', version: 0 }) as const;
const manyPuts = (count: number): RequestOp[] =>
  Array.from({ length: count }, (_, i) => put(`k${i}`, ''));

type Cases = Readonly<Record<string, Program>>;

export const numbers: Cases = {
  'where a key was made': [
    put('a', '1'),
    put('a', '2'),
    {
      txn: {
        compare: [
          { key: 'a', target: 'CREATE', result: 'EQUAL', createRevision: 2 },
        ],
      },
    },
  ],
  'a key at version 2': [
    put('a', '1'),
    put('a', '2'),
    {
      txn: {
        compare: [
          { key: 'a', target: 'VERSION', result: 'GREATER', version: 1 },
          { key: 'a', target: 'MOD', result: 'LESS', modRevision: 4 },
        ],
      },
    },
  ],
  'a key that is not there': [
    { txn: { compare: [isNew('a')] } },
    { txn: { compare: [exists('a')] } },
  ],
};

export const values: Cases = {
  'byte order, not that of a dictionary': [
    put('a', 'a'),
    put('b', '\xe9'),
    {
      txn: {
        compare: [{ key: 'a', target: 'VALUE', result: 'GREATER', value: 'B' }],
      },
    },
    {
      txn: {
        compare: [{ key: 'b', target: 'VALUE', result: 'GREATER', value: 'z' }],
      },
    },
  ],
  'bytes, not numbers': [
    put('a', '10'),
    {
      txn: {
        compare: [{ key: 'a', target: 'VALUE', result: 'LESS', value: '2' }],
      },
    },
  ],
  'not equal to what is not there': [
    {
      txn: {
        compare: [{ key: 'a', target: 'VALUE', result: 'NOT_EQUAL', value: '' }],
      },
    },
  ],
  'the empty value': [
    put('a', ''),
    {
      txn: {
        compare: [{ key: 'a', target: 'VALUE', result: 'EQUAL', value: '' }],
      },
    },
  ],
};

export const ranges: Cases = {
  'one of two': [
    put('a', '1'),
    put('b', '2'),
    {
      txn: {
        compare: [
          {
            key: 'a',
            rangeEnd: 'c',
            target: 'MOD',
            result: 'LESS',
            modRevision: 3,
          },
        ],
      },
    },
  ],
  'a range without keys': [
    { txn: { compare: [{ ...isNew('a'), rangeEnd: '\0' }] } },
    { txn: { compare: [{ ...exists('a'), rangeEnd: '\0' }] } },
  ],
};

export const refusals: Cases = {
  'a key put twice': [
    {
      txn: { compare: [exists('a')], success: [put('a', '1'), put('a', '2')] },
    },
  ],
  'put and deleted': [
    {
      txn: { compare: [exists('a')], success: [put('b', '1'), drop('a', 'c')] },
    },
  ],
  'either the one or the other': [
    {
      txn: {
        compare: [exists('a')],
        success: [{ txn: { success: [put('a', '1')], failure: [put('a', '2')] } }],
      },
    },
  ],
  'outside, and inside in its then': [
    {
      txn: {
        compare: [exists('a')],
        success: [{ txn: { success: [put('a', '1')] } }, put('a', '2')],
      },
    },
  ],
  'outside, and inside in its else': [
    {
      txn: {
        compare: [exists('a')],
        success: [{ txn: { failure: [put('a', '1')] } }, put('a', '2')],
      },
    },
  ],
  'deleted inside': [
    {
      txn: {
        compare: [exists('a')],
        success: [{ txn: { failure: [drop('a')] } }, put('a', '1')],
      },
    },
  ],
  'two txns inside, in both orders': [
    {
      txn: {
        compare: [exists('a')],
        success: [
          { txn: { success: [put('a', '1')] } },
          { txn: { success: [drop('a')] } },
        ],
      },
    },
    {
      txn: {
        compare: [exists('a')],
        success: [
          { txn: { success: [drop('a')] } },
          { txn: { success: [put('a', '1')] } },
        ],
      },
    },
  ],
  'too many': [
    { txn: { compare: [exists('a')], success: manyPuts(128) } },
    { txn: { compare: [exists('a')], success: manyPuts(129) } },
  ],
};

export const branches: Cases = {
  'make it, if it is new': [
    { txn: { compare: [isNew('a')], success: [put('a', '1')] } },
    {
      txn: {
        compare: [isNew('a')],
        success: [put('a', '2')],
        failure: [get('a')],
      },
    },
  ],
  'one revision for all': [
    put('c', '0'),
    { txn: { success: [put('b', '1'), put('a', '1'), drop('c')] } },
  ],
  'reads see what was written before them': [
    { txn: { success: [get('a'), put('a', '1'), get('a')] } },
  ],
  'nothing written': [put('a', '1'), { txn: { success: [get('a'), drop('b')] } }],
};

export const nested: Cases = {
  'its own question': [
    put('a', '1'),
    {
      txn: {
        success: [
          {
            txn: {
              compare: [exists('b')],
              success: [get('a')],
              failure: [get('b')],
            },
          },
        ],
      },
    },
  ],
  'asked before the put': [
    {
      txn: {
        success: [
          put('a', '1'),
          {
            txn: {
              compare: [exists('a')],
              success: [put('b', 'seen')],
              failure: [put('b', 'not seen'), get('a')],
            },
          },
        ],
      },
    },
  ],
  'a txn in a txn in a txn': [
    {
      txn: {
        success: [{ txn: { success: [{ txn: { success: [put('a', '1')] } }] } }],
      },
    },
  ],
};

export const impossible: Cases = {
  'nothing to keep': [
    {
      txn: {
        success: [put('a', '1'), { put: { key: 'b', ignoreValue: true } }],
      },
    },
  ],
  'the revision that is being made': [
    {
      txn: { success: [put('a', '1'), { range: { key: 'a', revision: 2 } }] },
    },
  ],
  'only the branch that is taken': [
    {
      txn: {
        compare: [exists('a')],
        success: [{ put: { key: 'a', ignoreValue: true } }],
        failure: [put('a', '1')],
      },
    },
  ],
  'puts are asked first': [
    {
      txn: {
        success: [
          { range: { key: 'a', revision: 9 } },
          { txn: { success: [{ put: { key: 'b', ignoreValue: true } }] } },
        ],
      },
    },
  ],
  'a lease that nobody granted': [
    {
      txn: {
        success: [put('a', '1'), { put: { key: 'b', lease: UNKNOWN_LEASE } }],
      },
    },
  ],
};

export const updates: Cases = {
  undisturbed: [put('a', '1'), { update: { key: 'a', add: '+', rivals: [] } }],
  'a new key': [{ update: { key: 'a', add: '+', rivals: [] } }],
  'nothing to change': [
    put('a', '1'),
    put('b', '1'),
    { update: { key: 'a', add: '', rivals: [] } },
  ],
  'somebody was faster': [
    put('a', '1'),
    { update: { key: 'a', add: '+', rivals: [[put('a', '2')]] } },
  ],
  'gone, and made again': [
    put('a', '1'),
    { update: { key: 'a', add: '+', rivals: [[drop('a'), put('a', '2')]] } },
  ],
  'what was faster is refused': [
    put('a', '1'),
    { update: { key: 'a', add: '+', unless: '2', rivals: [[put('a', '2')]] } },
  ],
};
