// The programs of chapter 03 that are always played: by name, what each step's title says,
// and the corners of its rule.

import { type Pairs, pairs } from '../../core/pairs.ts';
import type { Op, Program, WatchOp } from './draw.ts';

type Cases = Readonly<Record<string, Program>>;

const put = (key: string, value = ''): Op => ({ op: 'put', put: { key, value } });
const remove = (key: string, rangeEnd?: string): Op => ({
  op: 'delete',
  range: rangeEnd === undefined ? { key } : { key, rangeEnd },
});
const watch = (key: string, back?: number): Op => ({
  op: 'watch',
  watch: { key },
  ...(back === undefined ? {} : { back }),
});
const asking = (request: WatchOp['watch'], start: Partial<WatchOp> = {}): Op => ({
  ...{ op: 'watch', watch: request, ...start },
});
const many = (key: string, count: number): Op => ({ op: 'many', key, count });
const together = (...keys: string[]): Op => ({ op: 'together', keys });
const cancel = (id: number): Op => ({ op: 'cancel', id });
const crowd = (count: number): Op => ({ op: 'crowd', count });
const hub = (capacity: number): Op => ({ op: 'hub', capacity });
const take = (max: number): Op => ({ op: 'take', max });
const compact = (back: number): Op => ({ op: 'compact', back });
const get = (back: number): Op => ({ op: 'get', back });
const close: Op = { op: 'close' };
const progress: Op = { op: 'progress' };
const notify: Op = { op: 'notify' };
const everything = { key: '\0', rangeEnd: '\0' };
const ranged = asking({ key: 'a', rangeEnd: 'c' });

/** Read slowly, from a queue that has room for one response. */
const slowly = (...ops: readonly Op[]): Program => ({
  ops,
  capacity: 1,
  slow: true,
});

export const told: Cases = {
  'a put, a delete': { ops: [watch('a'), put('a', '1'), remove('a')] },
  'not what was before': { ops: [put('a', '1'), watch('a'), put('a', '2')] },
  'not another key': { ops: [watch('a'), put('b', '1'), put('a', '2')] },
  'not a delete of nothing': { ops: [watch('a'), remove('a'), put('a')] },
  'an empty value': { ops: [watch('a'), put('a', ''), put('a', '0')] },
  'two watches of one key': { ops: [watch('a'), watch('a'), put('a')] },
};

export const asked: Cases = {
  'a range': { ops: [ranged, put('a'), put('b'), put('c'), put('B'), put('a\0')] },
  'several in one step': { ops: [ranged, together('b', 'a', 'c')] },
  'no puts': {
    ops: [asking({ key: 'a', filters: ['NOPUT'] }), put('a'), remove('a')],
  },
  'no deletes': {
    ops: [asking({ key: 'a', filters: ['NODELETE'] }), put('a'), remove('a')],
  },
  'no puts in a step with both': {
    ops: [
      put('a'),
      asking({ ...everything, filters: ['NOPUT'] }),
      { op: 'anew', key: 'a' },
    ],
  },
  'from a key on, without an end': {
    ops: [asking({ key: 'b', rangeEnd: '\0' }), put('a'), put('b'), put('\xff')],
  },
  'from the smallest key': {
    ops: [asking({ key: '', rangeEnd: 'b' }), put('a'), put('b')],
  },
  'the smallest key alone': { ops: [watch(''), put('\0'), put('a')] },
};

export const askedPairs: Pairs<Program> = pairs(
  {
    key: ['a', 'b', '\0', ''],
    rangeEnd: [undefined, '', '\0', 'b', 'c'],
    filters: [undefined, [], ['NOPUT'], ['NODELETE'], ['NODELETE', 'NOPUT']],
    startRevision: [undefined, 0],
    prevKv: [undefined, false],
  },
  (row) => ({ ops: [put('b'), asking(given(row)), ...CHANGES] }),
);

const CHANGES: readonly Op[] = [
  put('\0'),
  put('a'),
  together('b', 'a', 'c', '\xff'),
  put('a\0'),
  remove('a'),
  remove('a', '\0'),
];

export const past: Cases = {
  'from the first': { ops: [put('a'), put('b'), put('a'), watch('a', 2)] },
  'from the last change': { ops: [put('a'), put('a', '2'), watch('a', 0)] },
  'and then goes on': { ops: [put('a'), watch('a', 0), put('a')] },
  'from the very next': { ops: [put('a'), watch('a', -1), put('a'), put('a')] },
  'from one to come': { ops: [watch('a', -2), put('a'), put('a'), put('a')] },
  'nothing of it concerns the watch': {
    ops: [put('b'), put('b'), watch('a', 1), put('a')],
  },
  'steps of several keys': {
    ops: [
      together('b', 'a'),
      together('c', 'a', 'b'),
      asking(everything, { back: 1 }),
    ],
  },
  'exactly a batch': { ops: [many('a', 1_000), watch('a', 999), put('a')] },
  'more than a batch': { ops: [many('a', 1_100), watch('a', 1_099), put('a')] },
  'a step across the end of a batch': {
    ops: [
      many('a', 999),
      together('a', 'b', 'c'),
      together('c', 'b', 'a'),
      put('b'),
      asking(everything, { back: 1_001 }),
      put('c'),
    ],
  },
  'a long time of other keys': {
    ops: [
      put('a'),
      many('b', 2_500),
      watch('a', 2_500),
      watch('c', 2_500),
      put('c'),
    ],
  },
};

export const before: Cases = {
  'a change': {
    ops: [
      put('a', '1'),
      asking({ key: 'a', prevKv: true }, { back: 0 }),
      put('a', '2'),
      remove('a'),
    ],
  },
  'only who asked': {
    ops: [
      watch('a'),
      asking({ key: 'a', prevKv: true }),
      put('a', '1'),
      put('a', '2'),
    ],
  },
  'a key that is made again': {
    ops: [
      asking({ key: 'a', prevKv: true }),
      put('a', '1'),
      remove('a'),
      put('a', '2'),
      { op: 'anew', key: 'a' },
      put('a', '3'),
    ],
  },
  'of each key its own': {
    ops: [
      put('a', '1'),
      put('b', '2'),
      asking({ ...everything, prevKv: true }),
      together('b', 'a'),
      remove('a', '\0'),
    ],
  },
  'from the past, of then and not of now': {
    ops: [
      put('a', '1'),
      put('a', '2'),
      put('b'),
      put('a', '3'),
      asking({ key: 'a', prevKv: true }, { back: 3 }),
    ],
  },
};

export const beforePairs: Pairs<Program> = pairs(
  {
    key: ['a', 'b'],
    rangeEnd: [undefined, '\0', 'c'],
    filters: [undefined, ['NOPUT'], ['NODELETE']],
    prevKv: [undefined, true, false],
    back: [undefined, 3, 1, 0, -1],
    watchId: [undefined, 7],
  },
  ({ back, ...row }) => ({
    ops: [
      put('a', '1'),
      put('b', '1'),
      put('a', '2'),
      remove('a'),
      asking(given(row), back === undefined ? {} : { back }),
      ...CHANGES,
    ],
  }),
);

export const shared: Cases = {
  'ended in time': { ops: [watch('a'), watch('a'), cancel(0), put('a')] },
  'an id twice': {
    ops: [
      asking({ key: 'a', watchId: 7 }),
      asking({ key: 'b', watchId: 7 }),
      put('a'),
      put('b'),
    ],
  },
  'ids that the stream gives out': {
    ops: [
      asking({ key: 'a', watchId: 1 }),
      watch('a'),
      watch('a'),
      cancel(0),
      asking({ key: 'a', watchId: 0 }),
      put('a'),
    ],
  },
  'no such watch': { ops: [watch('a'), cancel(9), cancel(-1), put('a')] },
  'an id again': {
    ops: [
      asking({ key: 'a', watchId: 7 }),
      cancel(7),
      cancel(7),
      asking({ key: 'b', watchId: 7 }),
      put('a'),
      put('b'),
    ],
  },
  'an empty range, with an id that is taken': {
    ops: [
      asking({ key: 'a', watchId: 7 }),
      asking({ key: 'b', rangeEnd: 'a', watchId: 7 }),
      asking({ key: 'b', rangeEnd: 'b' }),
      asking({ key: 'b', rangeEnd: 'b', watchId: 3 }),
      put('b'),
    ],
  },
  'canceled while it is behind': {
    ...slowly(
      ...[put('a'), put('a'), put('a'), watch('a', 2), watch('a', 2)],
      ...[take(2), cancel(1), cancel(0), put('b'), take(1)],
    ),
    onlyEnds: true,
  },
  'each in its turn': {
    ops: [many('a', 3_500), watch('a', 3_499), watch('a', 3_499), watch('a', 9)],
    ...{ capacity: 2, slow: true, turns: true },
  },
  closed: { ops: [watch('a'), put('a'), close, put('a'), watch('a'), cancel(0)] },
  'closed while it is behind': slowly(
    ...[put('a'), put('a'), watch('a', 1), close, put('a')],
  ),
};

export const sharedPairs: Pairs<Program> = pairs(
  {
    watchId: [undefined, 0, 1, 7, -7],
    rangeEnd: [undefined, '', '\0', 'b', 'a'],
    back: [undefined, 1, -1],
    progressNotify: [undefined, true, false],
    filters: [undefined, ['NOPUT']],
  },
  ({ back, ...row }) => ({
    ops: [
      asking({ key: 'a', watchId: 7 }),
      put('a'),
      put('b'),
      asking({ ...given(row), key: 'a' }, back === undefined ? {} : { back }),
      ...CHANGES,
      notify,
      notify,
      cancel(7),
      cancel(0),
      put('a'),
    ],
  }),
);

export const slow: Cases = {
  'one more than there is room': slowly(
    watch('a'),
    take(1),
    put('a'),
    put('a'),
    put('a'),
    put('a'),
  ),
  'a short rest': slowly(
    watch('a'),
    take(1),
    put('a'),
    put('a'),
    take(1),
    put('a'),
    put('a'),
  ),
  'exactly as many as there is room': {
    ops: [watch('a'), take(1), put('a'), put('a'), put('a'), take(1), put('a')],
    ...{ capacity: 3, slow: true },
  },
  'a neighbour who reads at once': {
    ...slowly(watch('a'), put('a'), put('b'), put('a'), together('a', 'b')),
    neighbour: true,
  },
  'what did not concern it meanwhile': slowly(
    watch('a'),
    take(1),
    put('a', '1'),
    put('a', '2'),
    put('b'),
    put('b'),
    take(1),
    take(1),
    put('a', '3'),
  ),
  'far behind': slowly(watch('a'), take(1), many('a', 1_500), take(1), put('a')),
  'canceled when it has fallen behind': {
    ...slowly(
      watch('a'),
      watch('a'),
      take(2),
      put('a'),
      put('a'),
      put('a'),
      cancel(0),
      cancel(1),
      put('a'),
      take(1),
    ),
    onlyEnds: true,
  },
  'closed when it has fallen behind': slowly(
    ...[watch('a'), put('a'), put('a'), close, put('a')],
  ),
  'as many as there is room for, if nobody says': {
    ...{ ops: [watch('a'), take(1), many('a', 200), take(3)], slow: true },
  },
  'no more than it asks for': {
    ops: [watch('a'), put('a'), put('a'), put('a'), take(2), take(0), take(1)],
    ...{ capacity: 8, slow: true },
  },
  'room for none, or for a part': { ops: [hub(0), hub(-1), hub(1.5), hub(1)] },
  'with the pair before': slowly(
    asking({ key: 'a', prevKv: true }),
    take(1),
    put('a', '1'),
    put('a', '2'),
    put('a', '3'),
  ),
  'as many responses as nobody said': {
    ops: [watch('a'), many('a', 127), put('a')],
  },
  'progress when all is told': { ops: [watch('a'), put('b'), progress, progress] },
  'progress without a watch': { ops: [progress, watch('a'), cancel(0), progress] },
  'progress while one waits for what is to come': {
    ops: [watch('b'), watch('a', -3), progress, put('a'), put('a'), progress],
  },
  'progress while one is behind': slowly(
    watch('a'),
    take(1),
    put('a'),
    put('a'),
    put('a'),
    progress,
    take(1),
    progress,
  ),
  'told without asking': {
    ops: [
      asking({ key: 'a', progressNotify: true }),
      watch('a'),
      notify,
      put('a'),
      notify,
      notify,
      put('b'),
      notify,
    ],
  },
};

export const compacted: Cases = {
  'what held stays': {
    ops: [put('a', '1'), put('a', '2'), put('b', '1'), compact(0), get(0), get(1)],
  },
  'each revision above': {
    ops: [
      put('a', '1'),
      put('a', '2'),
      put('a', '3'),
      compact(1),
      get(0),
      get(1),
      get(2),
    ],
  },
  'a deleted key': {
    ops: [put('a'), remove('a'), put('b'), compact(0), put('a'), get(1)],
  },
  'a key that is deleted later': {
    ops: [put('a', '1'), put('b'), remove('a'), compact(1), get(0), get(1)],
  },
  'a key that is made later': {
    ops: [
      put('b'),
      put('a', '1'),
      put('a', '2'),
      compact(2),
      get(0),
      get(1),
      get(2),
    ],
  },
  'a key that was deleted and made again': {
    ops: [put('a', '1'), remove('a'), put('a', '2'), put('b'), compact(0), get(0)],
  },
  twice: {
    ops: [put('a'), put('a'), compact(1), compact(1), compact(-1), compact(0)],
  },
  'below the last one': {
    ops: [put('a'), put('a'), put('a'), compact(1), compact(2), get(1)],
  },
  'and again, higher': {
    ops: [
      put('a', '1'),
      put('b'),
      compact(0),
      put('a', '2'),
      put('b'),
      compact(0),
      get(0),
    ],
  },
  'watched from there': {
    ops: [
      put('a', '1'),
      put('a', '2'),
      put('a', '3'),
      compact(1),
      asking({ key: 'a', prevKv: true }, { above: 0 }),
    ],
  },
  'a delete, watched from there': {
    ops: [
      put('a', '1'),
      remove('a'),
      compact(0),
      asking({ key: 'a', prevKv: true }, { above: 0 }),
      put('a', '2'),
    ],
  },
  'many keys that are gone': {
    ops: [
      together('a', 'b', 'c', 'ab', 'a\0', '\xff'),
      remove('a', '\0'),
      put('b'),
      compact(0),
      get(0),
    ],
  },
  'more keys than are read at once': {
    ops: [crowd(600), remove('\0', '\0'), put('z'), compact(0), get(0)],
  },
  'below all that a late hub knows': {
    ops: [
      put('a', '1'),
      compact(3),
      put('a', '2'),
      compact(0),
      asking(everything, { above: 0 }),
    ],
    late: 6,
  },
};

export const ended: Cases = {
  'one too low': {
    ops: [
      put('a', '1'),
      put('a', '2'),
      put('a', '3'),
      compact(1),
      watch('a', 2),
      watch('a', 1),
      put('a', '4'),
    ],
  },
  overtaken: {
    ...slowly(
      watch('a'),
      take(1),
      put('a'),
      put('a'),
      put('a'),
      put('a'),
      compact(0),
    ),
    onlyEnds: true,
  },
  'not overtaken': {
    ...slowly(
      watch('a'),
      take(1),
      put('a', '1'),
      put('a', '2'),
      put('a', '3'),
      compact(1),
      take(1),
      put('a', '4'),
    ),
    onlyEnds: true,
  },
  'up to date': { ops: [watch('a'), put('b'), put('b'), compact(0), put('a')] },
  'its id is free again': {
    ops: [
      put('a'),
      put('a'),
      compact(0),
      asking({ key: 'a', watchId: 7 }, { back: 1 }),
      cancel(7),
      asking({ key: 'a', watchId: 7 }),
      put('a'),
    ],
  },
  'a revision below 0': {
    ops: [
      put('a'),
      put('a'),
      compact(0),
      asking({ key: 'a', startRevision: -1 }),
      watch('a'),
      put('a'),
    ],
  },
  'compacted below all that a late hub knows': {
    ops: [put('a', '1'), compact(3), watch('a', 2), watch('a', 0), put('a', '2')],
    late: 6,
  },
  'before the hub was made': {
    ops: [watch('a', 2), watch('a', -1), put('a'), watch('a', 0), watch('a', 3)],
    late: 4,
  },
  'others of the stream live on': {
    ops: [
      watch('a'),
      put('a'),
      put('b'),
      compact(0),
      watch('b', 1),
      watch('b', 0),
      put('a'),
      put('b'),
      progress,
    ],
  },
};

/** The options that are there. */
function given(
  row: {
    readonly [Name in keyof WatchOp['watch']]?: WatchOp['watch'][Name] | undefined;
  },
): WatchOp['watch'] {
  const there = Object.entries(row).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as unknown as WatchOp['watch'];
}
