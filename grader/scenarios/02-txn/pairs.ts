// Programs of chapter 02 by rule: each kind of question beside each state of a key, each
// write beside each other write, each fault of a request beside each other fault.

import type { Compare, RequestOp, TxnRequest } from '#txn';
import { type Pairs, pairs } from '../../core/pairs.ts';
import { type Op, type Program, UNKNOWN_LEASE } from './draw.ts';

const put = (key: string, value: string, lease?: number): RequestOp => ({
  put: lease === undefined ? { key, value } : { key, value, lease },
});
const drop = (key: string, rangeEnd?: string): RequestOp => ({
  deleteRange: rangeEnd === undefined ? { key } : { key, rangeEnd },
});

/** Revisions 2 to 9: a at version 2, b made again, c gone, e empty; never d. */
const PAST: Program = [
  put('a', '10'),
  put('b', '2', 7),
  put('a', '1'),
  drop('b'),
  put('b', '2'),
  put('e', '', 7),
  put('c', '1'),
  drop('c'),
];

const RESULTS = ['EQUAL', 'NOT_EQUAL', 'GREATER', 'LESS'] as const;
const NUMBERS = ['VERSION', 'CREATE', 'MOD', 'LEASE'] as const;
const NAMED = ['a', 'b', 'c', 'd', 'e'] as const;

/** What each target is compared with: nothing, values that are there, and others. */
const EXPECTED = {
  VERSION: [0, 1, 2, -1],
  CREATE: [0, 2, 6, -1],
  MOD: [0, 4, 6, -1],
  LEASE: [0, 7, 8, -1],
  VALUE: ['', '1', '10', '2'],
} as const;
const FIELDS = {
  VERSION: 'version',
  CREATE: 'createRevision',
  MOD: 'modRevision',
  LEASE: 'lease',
  VALUE: 'value',
} as const;

interface Asked {
  readonly target: keyof typeof EXPECTED;
  readonly key: string;
  readonly rangeEnd?: string | undefined;
  readonly nth: 0 | 1 | 2 | 3;
}

/** The same question with each of the four results. */
function asks({ target, key, rangeEnd, nth }: Asked): Program {
  const span = rangeEnd === undefined ? { key } : { key, rangeEnd };
  const expected = { [FIELDS[target]]: EXPECTED[target][nth] };
  const asked = RESULTS.map((result): Op => {
    const compare = { ...span, target, result, ...expected } as unknown as Compare;
    return { txn: { compare: [compare] } };
  });
  return [...PAST, ...asked];
}

const NTH = [0, 1, 2, 3] as const;

export const numbers: Pairs<Program> = pairs(
  { target: NUMBERS, key: NAMED, nth: NTH },
  asks,
);

export const values: Pairs<Program> = pairs({ key: NAMED, nth: NTH }, (row) =>
  asks({ ...row, target: 'VALUE' }),
);

export const ranges: Pairs<Program> = pairs(
  {
    target: [...NUMBERS, 'VALUE'],
    key: ['a', 'b', 'c', '\0'],
    rangeEnd: [undefined, '\0', 'c', 'd', 'a'],
    nth: NTH,
  },
  asks,
);

const WRITES = {
  'put a': put('a', '1'),
  'put b': put('b', '1'),
  'delete b': drop('b'),
  'delete a to b': drop('a', 'b'),
  'delete b to c': drop('b', 'c'),
  'delete c to a': drop('c', 'a'),
  'delete from a on': drop('a', '\0'),
} as const;
const WRITTEN = [
  'put a',
  'put b',
  'delete b',
  'delete a to b',
  'delete b to c',
  'delete c to a',
  'delete from a on',
] as const;

const NEVER: Compare = {
  key: 'never',
  target: 'VERSION',
  result: 'GREATER',
  version: 0,
};

/** Where a write can stand in a branch. */
const PLACES: readonly ((op: RequestOp) => RequestOp)[] = [
  (op) => op,
  (op) => ({ txn: { success: [op] } }),
  (op) => ({ txn: { failure: [op] } }),
  (op) => ({ txn: { failure: [{ txn: { success: [op] } }] } }),
];

/** Two writes in all places, and in the two branches of one txn; none is carried out. */
function together(one: RequestOp, other: RequestOp): Program {
  const both = PLACES.flatMap((place) =>
    PLACES.map((at): readonly RequestOp[] => [place(one), at(other)]),
  );
  both.push([{ txn: { success: [one], failure: [other] } }]);
  const untaken = both.map((ops, i): Op => {
    const refuses = i % 2 === 0;
    return {
      txn: refuses ? { compare: [NEVER], success: ops } : { failure: ops },
    };
  });
  return untaken;
}

export const overlaps: Pairs<Program> = pairs(
  { first: WRITTEN, second: WRITTEN },
  ({ first, second }) => together(WRITES[first], WRITES[second]),
);

const yesNo = [undefined, true] as const;

/** A branch of a put, a delete and a read, in each order, with their options. */
export const requests: Pairs<Program> = pairs(
  {
    order: ['put, delete, get', 'get, delete, put', 'delete, get, put'],
    key: ['a', 'b', 'd'],
    prevKv: yesNo,
    deletes: ['c', 'e', 'x'],
    prevKvs: yesNo,
    from: ['a', 'd', '\0'],
    limit: [undefined, 1, 2],
    branch: ['success', 'failure'],
  },
  ({ order, key, prevKv, deletes, prevKvs, from, limit, branch }) => {
    const made: Readonly<Record<string, RequestOp>> = {
      put: { put: given({ key, value: 'new', prevKv }) },
      delete: { deleteRange: given({ key: deletes, prevKv: prevKvs }) },
      get: { range: given({ key: from, rangeEnd: '\0', limit }) },
    };
    const ops = order.split(', ').flatMap((name) => made[name] ?? []);
    const compare = branch === 'success' ? [] : [NEVER];
    return [...PAST, { txn: { compare, [branch]: ops } }];
  },
);

/** The options that are there. */
function given<T extends object>(
  row: T,
): { readonly [Name in keyof T]: Exclude<T[Name], undefined> } {
  const there = Object.entries(row).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as {
    readonly [Name in keyof T]: Exclude<T[Name], undefined>;
  };
}

const IS_NEW = { target: 'VERSION', result: 'EQUAL', version: 0 } as const;

/** A txn in a txn: what the outer one does before, and what each of them asks. */
export const inner: Pairs<Program> = pairs(
  {
    before: [undefined, 'put a', 'put d', 'delete b', 'delete from a on'],
    outer: ['a', 'd'],
    asked: ['a', 'b', 'd'],
    deep: [undefined, true],
    place: ['success', 'failure'],
  },
  ({ before, outer, asked, deep, place }) => {
    const get = { range: { key: 'a', rangeEnd: '\0' } };
    const leaf: TxnRequest = {
      compare: [{ key: asked, ...IS_NEW }],
      success: [put('x', 'new'), get],
      failure: [get, put('y', 'known')],
    };
    const branch = [
      ...(before === undefined ? [] : [WRITTEN_BEFORE[before]]),
      { txn: deep ? { failure: [put('z', '')], success: [{ txn: leaf }] } : leaf },
      get,
    ];
    const taken = (outer === 'd') === (place === 'success');
    const other = taken ? [] : [get];
    const both = place === 'success' ? [branch, other] : [other, branch];
    const [success = [], failure = []] = both;
    return [
      ...PAST,
      { txn: { compare: [{ key: outer, ...IS_NEW }], success, failure } },
    ];
  },
);

const WRITTEN_BEFORE = {
  'put a': put('a', 'new'),
  'put d': put('d', 'new'),
  'delete b': drop('b'),
  'delete from a on': drop('a', '\0'),
} as const;

/** What can be wrong with a request, in the order in which it is looked for. */
const FAULTS: Readonly<Record<string, TxnRequest>> = {
  'too many': {
    compare: Array.from({ length: 129 }, () => ({ key: 'd', ...IS_NEW })),
  },
  'a compare without a key': { compare: [{ key: '', ...IS_NEW }] },
  'a get without a key': { success: [{ range: { key: '' } }] },
  'a value given and ignored': {
    success: [{ put: { key: 'a', value: '1', ignoreValue: true } }],
  },
  'a key twice': { success: [put('p', '1'), put('p', '2')] },
  'nothing to keep': { success: [{ put: { key: 'd', ignoreLease: true } }] },
  'an unknown lease': { success: [put('q', '1', UNKNOWN_LEASE)] },
  'a revision to come': { success: [{ range: { key: 'a', revision: 10 } }] },
};
const FAULTY = [
  'too many',
  'a compare without a key',
  'a get without a key',
  'a value given and ignored',
  'a key twice',
  'nothing to keep',
  'an unknown lease',
  'a revision to come',
] as const;

/** Two faults in one request, in both orders, side by side and one in a txn inside. */
export const faults: Pairs<Program> = pairs(
  { one: FAULTY, other: FAULTY },
  ({ one, other }) => {
    const [a = {}, b = {}] = [FAULTS[one], FAULTS[other]];
    return [...PAST, put('w', ''), beside(a, b), within(a, b), put('w', '1')];
  },
);

function beside(a: TxnRequest, b: TxnRequest): Op {
  return {
    txn: {
      compare: [...(a.compare ?? []), ...(b.compare ?? [])],
      success: [put('v', ''), ...(a.success ?? []), ...(b.success ?? [])],
    },
  };
}

function within(a: TxnRequest, b: TxnRequest): Op {
  const { compare = [], success = [] } = b;
  return {
    txn: { compare, success: [put('v', ''), { txn: a }, ...success] },
  };
}
