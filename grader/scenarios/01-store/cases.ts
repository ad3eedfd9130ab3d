// The programs that are played on every seed: what each step's title and rule say, and
// the corners where one option, one bound or one order of refusals decides.

import type { DeleteRangeRequest, PutRequest, RangeRequest } from '#store';
import type { Plain } from '../../core/plain.ts';
import type { DrawnOp, Op, Program, StepOp } from './draw.ts';

type Cases = Readonly<Record<string, Program>>;

const put = (key: string, value?: string, rest?: Partial<PutRequest>): DrawnOp => ({
  op: 'put',
  put: { key, ...(value === undefined ? {} : { value }), ...rest },
});

const get = (key: string, rest?: Partial<RangeRequest>): DrawnOp => ({
  op: 'get',
  range: { key, ...rest },
});

const remove = (key: string, rest?: Partial<DeleteRangeRequest>): DrawnOp => ({
  op: 'delete',
  range: { key, ...rest },
});

const all = (rest?: Partial<RangeRequest>): DrawnOp =>
  get('\0', { rangeEnd: '\0', ...rest });

const step = (...ops: readonly StepOp[]): Op => ({ op: 'step', ops });
const failing = (...ops: readonly StepOp[]): Op => ({
  op: 'step',
  ops,
  fails: true,
});
const back = (key: string, steps: number): DrawnOp => ({
  op: 'get',
  range: { key },
  back: steps,
});

const prefixEnd = (given: string, is: string): Op => ({
  op: 'prefixEnd',
  given,
  is,
});
const interval = (given: Plain, is: Plain): Op => ({ op: 'interval', given, is });

/** There and back. */
const text = (given: string, is: string): readonly Op[] => [
  { op: 'fromText', given, is },
  { op: 'toText', given: is, is: given },
];

const A_B_C = [put('a', '1'), put('b', '2'), put('c', '3')];
const C_B_A = [put('c', '1'), put('b', '1'), put('a', '1')];

export const puts: Cases = {
  'one put': [put('a', '1')],
  'a key twice': [put('a', '1'), put('b', '1'), put('a', '2')],
  'a put of nothing': [put('a', '1', { lease: 7 }), put('a')],
  'a lease': [put('a', '1', { lease: 2 ** 53 - 1 }), put('a', '2', { lease: 0 })],
  'no key': [put('', '1'), put('a', '1')],
  'keys that objects know': [put('__proto__', '1'), put('constructor', '1')],
  'one revision for a step': [
    put('a', '1'),
    step(put('a', '2'), put('b', '1'), put('a', '3')),
    put('b', '2'),
  ],
  'a step of nothing': [step(), put('a', '1'), step()],
  'a step that fails': [
    put('a', '1'),
    failing(put('a', '2'), put('b', '1'), put('a', '3')),
    put('a', '4'),
    put('b', '2'),
  ],
  'a put that is refused in a step': [step(put('a', '1'), put('')), put('a', '2')],
  'a step in a step': [step({ op: 'nested' }, put('b', '1')), put('a', '1')],
  'two listeners, then one': [
    { op: 'hear' },
    put('a', '1'),
    failing(put('a', '2')),
    step(put('a', '2'), put('a', '3')),
    { op: 'unhear' },
    put('a', '4'),
  ],
};

export const gets: Cases = {
  'an empty store': [get('a')],
  'the newest of two': [put('a', '1'), put('a', '2'), get('a'), get('b')],
  'a key and longer ones': [
    put('a\0', '1'),
    put('ab', '2'),
    get('a'),
    put('a', '3'),
    get('a'),
    get('ab'),
  ],
  'no end is one key': [put('a', '1'), put('b', '1'), get('a', { rangeEnd: '' })],
  'keys that objects know': [
    get('__proto__'),
    put('toString', '1'),
    get('valueOf'),
  ],
  'no key': [put('a', '1'), get('')],
  'a read inside a step': [
    put('a', '1'),
    step(get('a'), put('a', '2'), put('a', '3'), get('a'), get('b')),
    get('a'),
  ],
  'a read from outside a step': [
    put('a', '1'),
    step(put('a', '2'), { op: 'outside', range: { key: 'a' } }),
    get('a'),
  ],
  'after a step that failed': [
    put('a', '1'),
    failing(put('a', '2'), put('b', '1'), get('b')),
    get('a'),
    get('b'),
    put('c', '1'),
    get('b'),
  ],
  'asked for, then put': [get('a'), put('a', '1'), get('a')],
};

export const pastGets: Cases = {
  'before the second put': [put('a', '1'), put('a', '2'), back('a', 1)],
  'before the first put': [put('a', '1'), back('a', 1)],
  'between two changes': [
    put('a', '1'),
    put('b', '1'),
    put('a', '2'),
    back('a', 1),
  ],
  'still to come': [put('a', '1'), back('a', -1), back('a', 0)],
  'no revision, and less': [
    put('a', '1'),
    put('a', '2'),
    get('a', { revision: 0 }),
    get('a', { revision: -1 }),
  ],
  'each of five': [
    ...['1', '2', '3', '4', '5'].map((value) => put('a', value)),
    ...[0, 1, 2, 3, 4, 5].map((steps) => back('a', steps)),
  ],
  'each of nine, every other one': [
    ...[...'123456789'].map((v, i) => put(i % 2 === 0 ? 'a' : 'b', v)),
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((steps) => back('a', steps)),
  ],
  'a key twice in one step': [
    put('a', '1'),
    step(put('a', '2'), put('a', '3')),
    put('a', '4'),
    back('a', 1),
    back('a', 2),
  ],
  'inside a step': [
    put('a', '1'),
    step(
      get('a', { revision: 3 }),
      put('a', '2'),
      get('a', { revision: 3 }),
      get('a', { revision: 2 }),
      get('a', { revision: 4 }),
    ),
  ],
  'no key before a revision to come': [get('', { revision: 9 })],
  'on an index that has forgotten': [
    {
      ...{ op: 'openIndex', given: 7 },
      is: {
        revision: 7,
        'the first put': 8,
        'read below': 'etcdserver: mvcc: required revision has been compacted',
        'read at it': 'count 0',
      },
    },
  ],
};

export const ranges: Cases = {
  'made out of order': [
    put('b', '1'),
    put('a', '2'),
    put('c', '3'),
    get('a', { rangeEnd: 'c' }),
  ],
  everything: [put('b', '1'), all(), get('a', { rangeEnd: '\0' })],
  'an end at, before and right behind a key': [
    ...A_B_C,
    get('b', { rangeEnd: 'b' }),
    get('b', { rangeEnd: 'a' }),
    get('b', { rangeEnd: 'b\0' }),
    get('a\0', { rangeEnd: 'c' }),
  ],
  'bytes, not text': [
    put('\xff', '1'),
    put('\xc3\xa9', '2'),
    put('Z', '3'),
    put('a', '4'),
    put('10', '5'),
    put('9', '6'),
    all(),
    get('a', { rangeEnd: '\xff' }),
    get('\xff', { rangeEnd: '\0' }),
  ],
  'no key': [put('a', '1'), get('', { rangeEnd: '\0' })],
  'a range in the past': [
    ...C_B_A,
    put('b', '2'),
    { op: 'get', range: { key: 'a', rangeEnd: '\0' }, back: 1 },
    { op: 'get', range: { key: 'a', rangeEnd: '\0' }, back: 2 },
  ],
  'more than one chunk': [
    { op: 'fill', keys: 1_200 },
    // k46 begins a chunk; from k1 on, two more do.
    get('k45', { rangeEnd: 'k47' }),
    get('k46', { rangeEnd: 'k461' }),
    get('k1', { rangeEnd: 'k9', countOnly: true }),
    get('k99', { rangeEnd: '\0' }),
    get('l', { rangeEnd: '\0' }),
    all({ countOnly: true }),
  ],
  'the end of a prefix': [
    prefixEnd('pods/', 'pods0'),
    prefixEnd('a\xff', 'b'),
    prefixEnd('a\xff\xffb', 'a\xff\xffc'),
    prefixEnd('a\xfe', 'a\xff'),
    prefixEnd('\xff\xff', '\0'),
    prefixEnd('', '\0'),
  ],
  'the interval of a request': [
    interval({ key: 'a', rangeEnd: 'c' }, { from: 'a', end: 'c' }),
    interval({ key: 'a' }, { from: 'a', end: 'a\0' }),
    interval({ key: 'a', rangeEnd: '' }, { from: 'a', end: 'a\0' }),
  ],
  'text as bytes': [
    text('web-1', 'web-1'),
    text('é€', '\xc3\xa9\xe2\x82\xac'),
    text('\u{1f600}', '\xf0\x9f\x98\x80'),
    text('\ufeffa', '\xef\xbb\xbfa'),
    text('', ''),
  ].flat(),
  'a range inside a step': [
    put('b', '1'),
    step(put('c', '1'), put('a', '1'), all(), {
      op: 'outside',
      range: { key: 'a', rangeEnd: '\0' },
    }),
    all(),
  ],
};

const limited = (limit: number, rest?: Partial<RangeRequest>): DrawnOp =>
  all({ limit, ...rest });

export const limits: Cases = {
  'two of three': [...A_B_C, limited(2)],
  'as many as there are': [...A_B_C, limited(3), limited(4)],
  'no limit, and less': [...A_B_C, limited(0), limited(-1)],
  'one key': [put('a', '1'), get('a', { limit: 1 }), get('b', { limit: 1 })],
  'only counted': [...A_B_C, limited(1, { countOnly: true })],
  'only keys': [...A_B_C, limited(2, { keysOnly: true }), limited(3)],
  'in the past': [
    ...A_B_C,
    { op: 'get', range: { key: 'a', rangeEnd: '\0', limit: 1 }, back: 1 },
  ],
  'the next page': [...A_B_C, limited(2), get('b\0', { rangeEnd: '\0', limit: 2 })],
};

export const deletes: Cases = {
  'gone, but not from the past': [
    put('a', '1'),
    remove('a'),
    get('a'),
    back('a', 1),
    back('a', 2),
  ],
  'made again': [
    put('a', '1'),
    put('a', '2'),
    remove('a'),
    put('a', '3'),
    get('a'),
    back('a', 1),
    put('a', '4'),
  ],
  'nothing to delete': [put('a', '1'), remove('b'), remove('a'), remove('a')],
  'several at once': [
    put('b', '1'),
    put('a', '1'),
    remove('a', { rangeEnd: '\0' }),
    put('c', '1'),
  ],
  'more than one chunk': [
    { op: 'fill', keys: 1_200 },
    { op: 'clear' },
    all({ countOnly: true }),
  ],
  'the pairs before': [
    ...C_B_A,
    remove('b', { prevKv: true }),
    remove('a', { rangeEnd: '\0', prevKv: true }),
    remove('a', { prevKv: true }),
  ],
  'no key': [put('a', '1'), remove(''), remove('', { rangeEnd: '\0' })],
  'the end stays': [...A_B_C, remove('a', { rangeEnd: 'c' }), all()],
  'one key, and not its neighbours': [
    put('a', '1'),
    put('a\0', '1'),
    put('ab', '1'),
    remove('a', { rangeEnd: '' }),
    all(),
  ],
  'put and deleted in one step': [
    step(put('a', '1'), remove('a'), get('a')),
    get('a'),
    step(put('a', '2'), remove('a'), put('a', '3'), get('a')),
    get('a'),
    back('a', 1),
  ],
  'deleted in a step that fails': [
    put('a', '1'),
    failing(remove('a'), put('a', '2'), get('a')),
    get('a'),
    put('a', '3'),
  ],
  'a step that finds nothing': [put('a', '1'), step(remove('b'), remove('c'))],
  'counted, limited and in the past': [
    ...A_B_C,
    remove('b'),
    limited(1),
    { op: 'get', range: { key: 'a', rangeEnd: '\0' }, back: 1 },
  ],
};

const keep = (key: string, rest: Partial<PutRequest>): DrawnOp => ({
  op: 'put',
  put: { key, ...rest },
});

export const keeps: Cases = {
  'the pair before': [
    put('a', '1'),
    put('a', '2', { prevKv: true }),
    put('b', '1', { prevKv: true }),
    put('a', '3', { prevKv: false }),
  ],
  'only the lease': [
    put('a', '1'),
    keep('a', { lease: 7, ignoreValue: true }),
    put('a', '2', { ignoreLease: true }),
    get('a'),
    put('a', '3'),
  ],
  'both are kept': [
    put('a', '1', { lease: 7 }),
    keep('a', { ignoreValue: true, ignoreLease: true, prevKv: true }),
    get('a'),
  ],
  'nothing to keep': [
    keep('a', { ignoreValue: true }),
    keep('a', { ignoreLease: true, value: '1' }),
    get('a'),
    put('a', '1'),
  ],
  'nothing left to keep': [
    put('a', '1', { lease: 7 }),
    remove('a'),
    keep('a', { ignoreValue: true }),
    keep('a', { ignoreLease: true }),
    put('a', '2', { prevKv: true }),
  ],
  'given and ignored': [
    put('a', '1'),
    put('a', '2', { ignoreValue: true }),
    keep('a', { lease: 7, ignoreLease: true }),
    keep('a', { value: '', lease: 0, ignoreValue: true, ignoreLease: true }),
    get('a'),
  ],
  'the order of refusals': [
    keep('', { value: '2', ignoreValue: true, lease: 7, ignoreLease: true }),
    keep('', { ignoreValue: true }),
    keep('a', { value: '2', ignoreValue: true, lease: 7, ignoreLease: true }),
    keep('a', { value: '2', ignoreValue: true }),
    keep('a', { ignoreValue: true, lease: 7, ignoreLease: true }),
    put('a', '1'),
  ],
  'in one step': [
    step(
      keep('a', { ignoreValue: true }),
      put('a', '1', { prevKv: true }),
      put('a', '2', { prevKv: true, lease: 7 }),
      keep('a', { ignoreValue: true, ignoreLease: true, prevKv: true }),
    ),
    get('a'),
  ],
};

export const selections: Cases = {
  'by the number of puts': [
    put('a', '1'),
    put('a', '2'),
    put('b', '1'),
    all({ sortTarget: 'VERSION', sortOrder: 'ASCEND' }),
  ],
  'ten puts are more than nine': [
    ...Array.from({ length: 10 }, () => put('a', '1')),
    ...Array.from({ length: 9 }, () => put('b', '1')),
    all({ sortTarget: 'VERSION' }),
  ],
  'by age': [
    put('b', '1'),
    put('a', '1'),
    put('b', '2'),
    all({ sortTarget: 'CREATE' }),
  ],
  'newest first': [
    put('a', '1'),
    put('b', '1'),
    put('a', '2'),
    all({ sortTarget: 'MOD', sortOrder: 'DESCEND' }),
  ],
  'by value': [
    put('a', '2'),
    put('b', '10'),
    put('c', '9'),
    all({ sortTarget: 'VALUE' }),
  ],
  'by value that is not shown': [
    put('a', '2'),
    put('b', '1'),
    all({ sortTarget: 'VALUE', keysOnly: true }),
  ],
  'a tie': [
    put('b', '1'),
    put('a', '1'),
    all({ sortTarget: 'VALUE', sortOrder: 'DESCEND' }),
    all({ sortTarget: 'VALUE', sortOrder: 'ASCEND' }),
    all({ sortTarget: 'VALUE' }),
  ],
  'a target without an order': [
    put('b', '1'),
    put('a', '1'),
    all({ sortTarget: 'MOD' }),
    all({ sortTarget: 'MOD', sortOrder: 'NONE' }),
  ],
  'an order without a target': [...C_B_A, all({ sortOrder: 'DESCEND', limit: 2 })],
  'the order before the limit': [
    ...C_B_A,
    limited(1, { sortTarget: 'MOD', sortOrder: 'ASCEND' }),
    limited(1, { sortTarget: 'MOD', sortOrder: 'DESCEND' }),
  ],
  'the bounds before the limit': [
    ...C_B_A,
    limited(1, { maxModRevision: 3 }),
    limited(2, { minCreateRevision: 3 }),
    limited(1, { minModRevision: 4 }),
    limited(1, { maxCreateRevision: 2 }),
    limited(1, { minModRevision: 2, maxModRevision: 2 }),
  ],
  'a target alone sorts what was read': [
    ...C_B_A,
    put('0', '1'),
    limited(1, { sortTarget: 'MOD' }),
    limited(2, { sortTarget: 'MOD', sortOrder: 'NONE' }),
    limited(1, { sortTarget: 'MOD', maxModRevision: 4 }),
  ],
  'no limit among others': [
    ...C_B_A,
    limited(0, { sortTarget: 'MOD' }),
    limited(-1, { minModRevision: 3 }),
  ],
  'what changed since': [
    ...A_B_C,
    put('a', '4'),
    all({ minModRevision: 3, maxModRevision: 4 }),
    all({ minCreateRevision: 3, maxCreateRevision: 3 }),
    all({ minModRevision: 5, maxCreateRevision: 2 }),
    all({ minModRevision: 4, maxModRevision: 3 }),
    all({ minModRevision: 0, maxModRevision: 0 }),
    all({ minModRevision: -1, maxCreateRevision: -1 }),
  ],
  'counted as if there were no bounds': [
    ...A_B_C,
    limited(1, { minModRevision: 4 }),
    all({ minModRevision: 4, countOnly: true }),
  ],
};
