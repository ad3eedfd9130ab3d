// The corners of chapter 02: bounds and those beside them, what is empty, what is there
// twice, what fails half-way, and what is seen from inside.

import type { Compare, RequestOp, TxnRequest } from '#txn';
import { type Op, type Program, UNKNOWN_LEASE } from './draw.ts';

const put = (key: string, value: string): RequestOp => ({ put: { key, value } });
const get = (key: string): RequestOp => ({ range: { key } });
const drop = (key: string, rangeEnd?: string): RequestOp => ({
  deleteRange: rangeEnd === undefined ? { key } : { key, rangeEnd },
});
const all: RequestOp = { range: { key: '\0', rangeEnd: '\0' } };
const isNew = (key: string): Compare => ({
  ...{ key, target: 'VERSION', result: 'EQUAL', version: 0 },
});
const exists = (key: string): Compare => ({
  ...{ key, target: 'VERSION', result: 'GREATER', version: 0 },
});
const many = <T>(length: number, one: T): readonly T[] =>
  Array.from({ length }, () => one);

type Cases = Readonly<Record<string, Program>>;

/** Carried out by nobody: it stands in the branch that is not taken. */
const untaken = (...success: readonly RequestOp[]): Op => ({
  txn: { compare: [exists('never')], success },
});

export const refusals: Cases = {
  'as many as are allowed, and one more': [128, 129].flatMap((length) => [
    { txn: { compare: many(length, isNew('a')) } },
    untaken(...many(length, get('a'))),
    { txn: { failure: many(length, get('a')) } },
  ]),
  'what is left for a txn inside': [127, 128].flatMap((length) => [
    untaken({ txn: { compare: many(length, isNew('a')) } }),
    untaken({ txn: { success: many(length, get('a')) } }),
    untaken({ txn: { failure: many(length, get('a')) } }),
  ]),
  'the longest list around it counts': [
    ...[28, 29].map((length): Op => {
      const inner = { txn: { success: many(length, get('a')) } };
      return { txn: { compare: many(100, isNew('a')), failure: [inner] } };
    }),
    ...[0, 1].map((length): Op => {
      const inner = { txn: { compare: many(length, isNew('a')) } };
      return untaken(inner, ...many(127, get('a')));
    }),
    // A branch and the one beside it are not added up.
    {
      txn: {
        compare: many(128, exists('never')),
        success: many(128, get('a')),
      },
    },
    untaken({
      txn: { success: many(100, get('a')), failure: many(100, get('a')) },
    }),
  ],
  'left over by two around it': [126, 127].map((length) =>
    untaken({
      txn: { success: [{ txn: { failure: many(length, get('a')) } }] },
    }),
  ),
  'without a key, wherever it stands': [
    { txn: { compare: [isNew('a'), isNew('')] } },
    untaken(get('')),
    untaken(drop('')),
    untaken(put('', '')),
    { txn: { failure: [get('a'), put('', '1')] } },
    untaken({ txn: { compare: [isNew('')] } }),
    untaken({ txn: { failure: [{ txn: { success: [drop('')] } }] } }),
  ],
  'given and ignored, in the branch that is not taken': [
    untaken({ put: { key: 'a', value: '1', ignoreValue: true } }),
    { txn: { failure: [{ put: { key: 'a', lease: 7, ignoreLease: true } }] } },
    untaken({ put: { key: 'a', value: '', ignoreValue: true } }),
  ],
  'the same delete twice': [
    untaken(drop('a'), drop('a')),
    untaken(drop('a', 'c'), drop('b', 'd'), drop('a', '\0')),
  ],
  'the same key in then and else': [
    { txn: { compare: [exists('never')], success: [put('a', '1')] } },
    {
      txn: {
        compare: [exists('never')],
        success: [put('a', '1'), { txn: {} }],
        failure: [],
      },
    },
  ],
  'reads may be of what is written': [untaken(get('a'), put('a', '1'), get('a'))],
  'the end of a delete is not in it': [
    untaken(drop('a', 'b'), put('b', '1')),
    untaken(drop('a', 'b'), put('a', '1')),
    untaken(drop('a', 'b'), put('a\0', '1')),
  ],
  'one of two inside, and its neighbour': [
    untaken(
      { txn: { success: [put('a', '1')], failure: [put('b', '1')] } },
      { txn: { success: [put('b', '2')] } },
    ),
    untaken(
      { txn: { success: [put('a', '1')], failure: [put('a', '1')] } },
      { txn: { failure: [put('a', '2')] } },
    ),
    untaken({ txn: { success: [put('a', '1')], failure: [drop('a')] } }),
  ],
};

export const branches: Cases = {
  'the same request twice': Array.from(
    { length: 2 },
    (): Op => ({
      txn: { compare: [isNew('a')], success: [put('a', '1')], failure: [get('a')] },
    }),
  ),
  'every compare has to hold': [
    put('a', '1'),
    ...[
      [exists('a'), isNew('b')],
      [exists('a'), exists('b')],
      [isNew('a'), isNew('b')],
    ].map(
      (compare): Op => ({ txn: { compare, success: [get('a')], failure: [all] } }),
    ),
  ],
  'without compares, and without all else': [
    { txn: {} },
    { txn: { compare: [], success: [], failure: [put('a', '1')] } },
    { txn: { success: [put('a', '1')], failure: [put('a', '2')] } },
    { txn: { compare: [isNew('a')], success: [put('b', '1')] } },
  ],
  'reads only, and the store stays as it is': [
    put('a', '1'),
    { txn: { success: [get('a'), all, get('b')] } },
    put('a', '2'),
  ],
  'a delete is seen, and a put': [
    put('a', '1'),
    put('b', '1'),
    {
      txn: { success: [all, drop('a'), all, put('c', '1'), all, drop('b'), all] },
    },
  ],
  'the pairs before': [
    put('a', '1'),
    put('b', '1'),
    {
      txn: {
        success: [
          { put: { key: 'a', value: '2', prevKv: true } },
          { put: { key: 'c', value: '1', prevKv: true } },
          { deleteRange: { key: 'b', prevKv: true } },
        ],
      },
    },
  ],
  'put after a delete without an end': [
    put('a', '1'),
    put('b', '1'),
    {
      txn: {
        success: [drop('a', '\0'), { put: { key: 'a', value: '2', prevKv: true } }],
      },
    },
    get('a'),
  ],
  'a read of the past beside a write': [
    put('a', '1'),
    put('a', '2'),
    { txn: { success: [put('a', '3'), { range: { key: 'a', revision: 0 } }] } },
  ],
};

export const nested: Cases = {
  'nothing inside': [
    { txn: { success: [{ txn: {} }] } },
    { txn: { success: [{ txn: { compare: [exists('a')] } }, put('a', '1')] } },
    { txn: { success: [{ txn: { success: [{ txn: { success: [] } }] } }] } },
  ],
  'only reads inside': [
    put('a', '1'),
    { txn: { success: [{ txn: { success: [get('a'), get('b')] } }] } },
  ],
  'the one is written, the other asks': [
    {
      txn: {
        success: [
          { txn: { compare: [isNew('a')], success: [put('a', '1')] } },
          { txn: { compare: [isNew('a')], success: [get('a')], failure: [all] } },
          { txn: { compare: [exists('a')], success: [all], failure: [get('b')] } },
        ],
      },
    },
  ],
  'gone before it, and asked for': [
    put('a', '1'),
    {
      txn: {
        success: [
          drop('a'),
          { txn: { compare: [exists('a')], success: [get('a')], failure: [all] } },
        ],
      },
    },
  ],
  'three deep, each with an answer of its own': [
    put('a', '1'),
    {
      txn: {
        compare: [exists('b')],
        failure: [
          {
            txn: {
              compare: [exists('a')],
              success: [
                put('b', '1'),
                {
                  txn: {
                    compare: [exists('b')],
                    success: [put('c', 'seen')],
                    failure: [get('b'), put('c', 'not seen')],
                  },
                },
                put('d', '1'),
              ],
            },
          },
        ],
      },
    },
  ],
  'in its place among the others': [
    {
      txn: {
        success: [
          all,
          { txn: { success: [put('b', '1'), all] } },
          put('a', '1'),
          { txn: { success: [all, { txn: { success: [put('c', '1')] } }] } },
          all,
        ],
      },
    },
  ],
};

const keeps = (key: string): RequestOp => ({ put: { key, ignoreValue: true } });
const keepsLease = (key: string): RequestOp => ({
  put: { key, value: '2', ignoreLease: true },
});
const at = (revision: number): RequestOp => ({ range: { key: 'a', revision } });
const unknown = (key: string): RequestOp => ({
  put: { key, value: '', lease: UNKNOWN_LEASE },
});
const does = (...success: readonly RequestOp[]): Op => ({ txn: { success } });
const inside = (request: TxnRequest): RequestOp => ({ txn: request });

export const impossible: Cases = {
  'what is there is kept': [
    { put: { key: 'a', value: '1', lease: 7 } },
    does(keeps('a')),
    does(keepsLease('a')),
    does({ put: { key: 'a', ignoreValue: true, ignoreLease: true } }),
  ],
  'a key that is gone': [put('a', '1'), drop('a'), does(keeps('a')), get('a')],
  'each alone, behind a write': [
    put('a', '1'),
    does(put('b', '1'), keeps('c')),
    does(put('b', '1'), keepsLease('c')),
    does(put('b', '1'), unknown('c')),
    does(put('b', '1'), at(9)),
    put('c', '1'),
  ],
  'the bounds of what can be read': [
    put('a', '1'),
    put('a', '2'),
    ...[0, 1, 2, 3, 4].map((revision) => does(at(revision))),
    ...[3, 4].map((revision) => does(put('a', '3'), at(revision))),
  ],
  'the kept key before the lease, of one put': [
    does({ put: { key: 'a', ignoreValue: true, lease: UNKNOWN_LEASE } }),
    put('a', '1'),
    does({ put: { key: 'a', ignoreValue: true, lease: UNKNOWN_LEASE } }),
  ],
  'two puts, in their order': [
    does(keeps('a'), unknown('b')),
    does(unknown('b'), keeps('a')),
    does(inside({ success: [unknown('b')] }), keeps('a')),
    does(keeps('a'), inside({ success: [unknown('b')] })),
  ],
  'a read inside before a put outside': [
    does(inside({ success: [at(9)] }), keeps('b')),
    does(at(9), unknown('b')),
    does(inside({ success: [at(9), inside({ success: [keeps('b')] })] })),
  ],
  'the branch inside that is not taken': [
    does(put('a', '1'), inside({ compare: [exists('a')], success: [keeps('a')] })),
    does(inside({ failure: [at(9), unknown('b')] }), get('a')),
    does(inside({ compare: [exists('b')], failure: [keeps('b')] })),
  ],
  'it fails half-way, and nothing is left': [
    put('a', '1'),
    put('b', '1'),
    does(put('c', '1'), drop('a', '\0'), keeps('a')),
    get('a'),
    put('b', '2'),
    all,
  ],
};

export const updates: Cases = {
  'an empty value for a new key': [{ update: { key: 'a', add: '', rivals: [] } }],
  'an empty value that stays empty': [
    put('a', ''),
    put('b', ''),
    { update: { key: 'a', add: '', rivals: [] } },
  ],
  'refused at once': [
    put('a', '1'),
    { update: { key: 'a', add: '+', unless: '1', rivals: [] } },
  ],
  'overtaken again and again': [
    put('a', '1'),
    {
      update: {
        key: 'a',
        add: '+',
        rivals: [[put('a', '2')], [put('a', '3'), put('b', '1')], [put('a', '4')]],
      },
    },
  ],
  'overtaken more often than anybody would count': [
    put('a', ''),
    {
      update: {
        ...{ key: 'a', add: '+' },
        rivals: Array.from({ length: 32 }, (_, i) => [put('a', String(i))]),
      },
    },
  ],
  'the same value, put again': [
    put('a', '1'),
    { update: { key: 'a', add: '+', rivals: [[put('a', '1')]] } },
  ],
  'gone meanwhile': [
    put('a', '1'),
    { update: { key: 'a', add: '+', rivals: [[drop('a')]] } },
  ],
  'made meanwhile': [{ update: { key: 'a', add: '+', rivals: [[put('a', '2')]] } }],
  'made and gone meanwhile': [
    { update: { key: 'a', add: '+', rivals: [[put('a', '2'), drop('a')]] } },
  ],
  'others write other keys': [
    put('a', '1'),
    { update: { key: 'a', add: '+', rivals: [[put('b', '2'), drop('b')]] } },
  ],
  'at the same version as before': [
    put('a', '1'),
    put('a', '2'),
    {
      update: {
        key: 'a',
        add: '+',
        rivals: [[drop('a'), put('a', '3'), put('a', '2')]],
      },
    },
  ],
};
