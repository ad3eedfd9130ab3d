// The programs of chapter 12 in which alone a thing is decided.

import type { ExpectProgram } from './expect.ts';
import type { InformerProgram } from './inform.ts';
import type { QueueOp, QueueProgram } from './queue.ts';
import type { Obj, Script, Tell, WatchAnswer, WatchEnd } from './server.ts';

const add = (key: string): QueueOp => ({ op: 'add', key });
const done = (key: string): QueueOp => ({ op: 'done', key });
const fail = (key: string): QueueOp => ({ op: 'fail', key });
const later = (key: string, ms: number): QueueOp => ({ op: 'later', key, ms });
const wait = (ms: number): QueueOp => ({ op: 'wait', ms });
const turn: QueueOp = { op: 'turn' };
const count = (key: string): QueueOp => ({ op: 'count', key });
const TURN = { op: 'turn' } as const;
const get: QueueOp = { op: 'get' };
const end: QueueOp = { op: 'shut down' };

export const waiting: Readonly<Record<string, QueueProgram>> = {
  'two queues, of which none knows what the other holds': [
    ...[add('a'), turn, get, add('b'), turn, get, add('b'), end, turn],
  ],
  'one key': [add('a'), get],
  'three times the same': [add('a'), add('a'), add('b'), add('a'), get, get, get],
  'a worker waits': [get, add('a'), get, add('b')],
  'in the order of adding': [add('c'), add('a'), add('b'), get, get, get],
  'names of properties': [
    add('constructor'),
    add('__proto__'),
    add(''),
    get,
    get,
    get,
  ],
  'shut down with keys that wait': [
    add('a'),
    add('b'),
    end,
    add('c'),
    get,
    get,
    get,
  ],
  'shut down while workers wait': [get, get, end, get],
};

export const working: Readonly<Record<string, QueueProgram>> = {
  'two queues, in which the same key is worked on': [
    ...[add('a'), get, turn, add('a'), get, add('a'), turn, done('a')],
    ...[add('a'), get, end, turn, done('a')],
  ],
  'added while it is worked on': [add('a'), get, add('a'), get, done('a')],
  'added twice while it is worked on': [
    ...[add('a'), get, add('a'), add('a'), get, done('a'), done('a'), get],
  ],
  'not added again': [add('a'), get, done('a'), get, add('a')],
  'a second time': [
    ...[add('a'), get, add('a'), done('a'), get, add('a'), get, done('a')],
  ],
  'others go on meanwhile': [
    ...[add('a'), get, add('a'), add('b'), get, done('b'), done('a'), get],
  ],
  'behind those that wait': [
    ...[add('a'), get, add('a'), add('b'), add('c'), done('a'), get, get, get],
  ],
  'done by nobody': [add('a'), done('a'), get, get, done('b'), add('b'), get],
  'done for a key that only waits': [add('a'), done('a'), add('a'), get, get],
  'shut down while it is worked on': [
    add('a'),
    get,
    add('a'),
    end,
    done('a'),
    get,
    get,
  ],
  'added after the end': [add('a'), get, end, add('a'), done('a'), get],
};

export const failing: Readonly<Record<string, QueueProgram>> = {
  'two queues, in which the same key fails': [
    ...[fail('a'), wait(5), fail('a'), turn, count('a'), fail('a'), wait(5)],
    ...[turn, count('a'), wait(10), end, turn],
  ],
  'again and again': [
    ...[fail('a'), wait(4), wait(1), fail('a'), wait(9), wait(1)],
    ...[fail('a'), wait(19), wait(1), fail('a'), wait(40)],
  ],
  'each key by itself': [
    ...[fail('a'), wait(5), fail('a'), wait(10), fail('b'), wait(5), fail('a')],
    wait(20),
  ],
  forgotten: [
    ...[
      fail('a'),
      wait(5),
      fail('a'),
      wait(10),
      { op: 'count', key: 'a' } as const,
    ],
    ...[{ op: 'forget', key: 'a' } as const, { op: 'count', key: 'a' } as const],
    ...[fail('a'), wait(5), { op: 'count', key: 'a' } as const],
  ],
  'the longest': [
    ...Array.from({ length: 19 }, (): QueueOp[] => [
      fail('a'),
      wait(1_000_000),
    ]).flat(),
    fail('a'),
    wait(999_999),
    wait(1),
  ],
  'so often that numbers end': [
    ...Array.from({ length: 40 }, (): QueueOp[] => [
      fail('b'),
      later('b', 1),
      wait(1),
    ]).flat(),
    { op: 'count', key: 'b' },
    wait(1_000_000),
  ],
  'a hundred at once': [
    { op: 'fail many', many: 99 },
    fail('a'),
    wait(5),
    wait(100),
  ],
  'one more than a hundred': [
    ...[{ op: 'fail many', many: 100 } as const, fail('a'), wait(99), wait(1)],
  ],
  'many more': [
    { op: 'fail many', many: 103 },
    wait(5),
    fail('a'),
    wait(94),
    wait(400),
  ],
  'the shared wait grows while the own is longer': [
    ...[fail('a'), wait(5), fail('a'), wait(10), fail('a'), wait(20), fail('a')],
    ...[
      wait(40),
      fail('a'),
      wait(80),
      fail('a'),
      { op: 'fail many', many: 98 } as const,
    ],
    wait(1_000),
  ],
  'the bucket fills again, and not over': [
    ...[{ op: 'fail many', many: 100 } as const, wait(450), fail('a'), wait(50)],
    ...[
      wait(1_000_000),
      { op: 'fail many', many: 101 } as const,
      wait(99),
      wait(100),
    ],
  ],
  'the earlier of two times': [
    later('a', 50),
    later('a', 20),
    later('a', 30),
    wait(60),
  ],
  'at once': [later('a', 0), later('b', -5), wait(1)],
  'added while it waits for its time': [later('a', 20), add('a'), wait(30)],
  'nothing after the end': [fail('a'), end, fail('b'), later('c', 5), wait(1_000)],
};

const told = (
  type: Tell['type'],
  name: string,
  version: number,
  after = 10,
): Tell => ({
  ...{ after, type },
  object: { name, version },
});

const watch = (
  tells: readonly Tell[],
  close: WatchEnd,
  after = 2_000,
): WatchAnswer => ({ tells, last: { after, end: close } });

const script = (...watches: readonly WatchAnswer[]): Script => ({
  lists: [{ version: 5, items: [{ name: 'a', version: 3 }] }],
  watches,
});

export const cuts: Readonly<Record<string, Script>> = {
  'nothing happens': script(),
  'what is told': script(
    watch([told('MODIFIED', 'a', 6), told('DELETED', 'a', 7)], 'open'),
  ),
  'its time is over': script(watch([told('MODIFIED', 'a', 6)], 'closed')),
  'its time is over, and nothing was told': script(watch([], 'closed', 300_000)),
  'the connection breaks': script(watch([told('MODIFIED', 'a', 6)], 'cut')),
  'it breaks at once, behind an event': script(
    watch([told('ADDED', 'b', 6, 0)], 'cut', 0),
  ),
  'a bookmark moves it on': script(
    watch([told('BOOKMARK', 'a', 40)], 'closed'),
    watch([told('MODIFIED', 'a', 41)], 'closed'),
  ),
  'a bookmark is something told': script(
    watch([told('BOOKMARK', 'a', 40, 0)], 'closed', 0),
  ),
  'an event behind a bookmark': script(
    watch([told('BOOKMARK', 'a', 40), told('ADDED', 'b', 44)], 'closed'),
  ),
  'a second without a word': script(watch([], 'closed', 1_000)),
  'three times': script(
    watch([told('MODIFIED', 'a', 6)], 'cut'),
    watch([], 'closed', 60_000),
    watch([told('DELETED', 'a', 9)], 'cut'),
  ),
};

export const faults: Readonly<Record<string, Script>> = {
  'the watch comes too late': {
    lists: [{ version: 5 }, { version: 50, items: [{ name: 'b', version: 48 }] }],
    watches: [{ refused: 'expired' }],
  },
  'too late, as an event': {
    lists: [{ version: 5 }, { version: 50 }],
    watches: [watch([told('ADDED', 'a', 6)], 'expired')],
  },
  'too late, and the list as well': {
    lists: [{ version: 5 }, { refused: 'expired' }, { version: 50 }],
    watches: [{ refused: 'gone' }],
  },
  'the list is ahead of the server': {
    lists: [{ version: 5 }, { refused: 'too large' }, { version: 3 }],
    watches: [watch([], 'error', 0)],
  },
  'not even the newest is to be had': {
    lists: [{ refused: 'expired' }, { refused: 'expired' }, { refused: 'error' }],
    watches: [],
  },
  'a timeout is not too large': {
    lists: [{ refused: 'timeout' }, { version: 5 }],
    watches: [],
  },
  'the server is busy': {
    lists: [{ version: 5 }],
    watches: [{ refused: 'busy' }, { refused: 'busy' }, { refused: 'busy' }],
  },
  'busy in the middle of a watch': script(watch([told('ADDED', 'b', 6)], 'busy')),
  'nobody answers the watch': {
    lists: [{ version: 5 }],
    watches: ['unreachable', 'unreachable'],
  },
  'nobody answers the list': {
    lists: ['unreachable', 'unreachable', 'unreachable', { version: 5 }],
    watches: [],
  },
  'a watch that is over at once': {
    lists: [{ version: 5 }, { version: 6 }],
    watches: [watch([], 'closed', 0)],
  },
  'a watch that breaks at once': script(watch([], 'cut', 999)),
  'it may not list': {
    lists: [{ refused: 'forbidden' }, { version: 5 }],
    watches: [],
  },
  'it may not watch': {
    lists: [{ version: 5 }, { version: 5 }],
    watches: [{ refused: 'forbidden' }],
  },
  'an error ends the watch': script(watch([told('ADDED', 'b', 6)], 'error')),
  'up to the longest wait': {
    lists: Array.from({ length: 8 }, () => 'unreachable' as const),
    watches: [],
  },
  'long well, and then not': {
    lists: [{ version: 5 }],
    watches: [
      ...(['unreachable', 'unreachable', watch([], 'closed', 200_000)] as const),
      'unreachable',
    ],
  },
};

const obj = (name: string, version: number, app?: string): Obj => ({
  ...{ name, version },
  ...(app === undefined ? {} : { app }),
});

export const missed: Readonly<Record<string, InformerProgram>> = {
  'nothing was missed': {
    first: [obj('a', 1), obj('b', 2)],
    second: [obj('a', 1), obj('b', 2)],
  },
  'one has come': { first: [obj('a', 1)], second: [obj('a', 1), obj('b', 300)] },
  'one has gone': { first: [obj('a', 1), obj('b', 2)], second: [obj('a', 1)] },
  'one has changed': {
    first: [obj('a', 1), obj('b', 2)],
    second: [obj('a', 300), obj('b', 2)],
  },
  'all of it at once': {
    first: [obj('a', 1, 'web'), obj('b', 2, 'web'), obj('c', 2, 'db')],
    second: [obj('d', 301, 'db'), obj('b', 300, 'db'), obj('c', 2, 'db')],
  },
  'all have gone': { first: [obj('a', 1), obj('b', 2)], second: [] },
  'there was nothing': { first: [], second: [obj('a', 300), obj('b', 301)] },
  'gone, and come again under its name': {
    first: [obj('a', 1)],
    second: [{ name: 'a', version: 300, uid: 'another' }],
  },
  'what was told is known': {
    first: [obj('a', 1)],
    tells: [
      ...[
        told('ADDED', 'b', 101),
        told('MODIFIED', 'a', 102),
        told('DELETED', 'b', 103),
      ],
      told('ADDED', 'c', 104),
    ],
    second: [obj('a', 102), obj('c', 300)],
  },
  'the state that was last known': {
    first: [obj('a', 1)],
    tells: [told('MODIFIED', 'a', 101)],
    second: [],
  },
  'and on it goes': {
    first: [obj('a', 1, 'web')],
    second: [obj('a', 300, 'db')],
    more: [told('MODIFIED', 'a', 501), told('DELETED', 'a', 502)],
  },
  'a resync': { first: [obj('a', 1), obj('b', 2)], resync: 30_000 },
};

export const awaited: Readonly<Record<string, ExpectProgram>> = {
  'two controllers that expect for the same key': [
    ...[{ op: 'expect new', key: 'web', count: 1 } as const, TURN],
    ...[{ op: 'expect ends', key: 'web', uids: ['u'] } as const, TURN],
    ...[{ op: 'seen new', key: 'web' } as const, TURN],
    { op: 'seen end', key: 'web', uid: 'u' },
  ],
  'before the request': [{ op: 'create', key: 'web', count: 1 }],
  'three, and all are awaited': [
    ...[
      { op: 'create', key: 'web', count: 3 } as const,
      { op: 'seen new', key: 'web' } as const,
    ],
    ...[
      { op: 'seen new', key: 'web' } as const,
      { op: 'seen new', key: 'web' } as const,
    ],
  ],
  'seen before the answer': [{ op: 'create', key: 'web', count: 2, early: 2 }],
  'one was seen before the answer': [
    ...[{ op: 'create', key: 'web', count: 2, early: 1 } as const],
    { op: 'seen new', key: 'web' },
  ],
  'the first fails': [{ op: 'create', key: 'web', count: 3, fails: 1 }],
  'the second fails': [
    ...[{ op: 'create', key: 'web', count: 3, fails: 2 } as const],
    { op: 'seen new', key: 'web' },
  ],
  'the last fails': [
    { op: 'create', key: 'web', count: 2, fails: 2 },
    { op: 'seen new', key: 'web' },
  ],
  'one was seen, then one fails': [
    { op: 'create', key: 'web', count: 3, fails: 3, early: 1 },
    { op: 'seen new', key: 'web' },
  ],
  none: [{ op: 'create', key: 'web', count: 0 }],
  'five minutes': [
    ...[
      { op: 'create', key: 'web', count: 1 } as const,
      { op: 'wait', ms: 300_000 } as const,
    ],
    ...[
      { op: 'wait', ms: 1 } as const,
      { op: 'create', key: 'web', count: 1 } as const,
    ],
  ],
  'ends, each once': [
    { op: 'expect ends', key: 'web', uids: ['u1', 'u2'] },
    ...[{ op: 'seen end', key: 'web', uid: 'u1' } as const],
    ...[{ op: 'seen end', key: 'web', uid: 'u1' } as const],
    ...[{ op: 'seen end', key: 'web', uid: 'u3' } as const],
    { op: 'seen end', key: 'web', uid: 'u2' },
  ],
  'expected anew': [
    { op: 'expect ends', key: 'web', uids: ['u1'] },
    { op: 'expect new', key: 'web', count: 1 },
    { op: 'seen new', key: 'web' },
  ],
  'more seen than expected': [
    { op: 'seen new', key: 'web' },
    { op: 'expect new', key: 'web', count: 1 },
    { op: 'seen new', key: 'web' },
    { op: 'seen new', key: 'web' },
    { op: 'expect new', key: 'web', count: 1 },
  ],
  'of one key only': [
    { op: 'create', key: 'web', count: 1 },
    { op: 'create', key: 'db', count: 1 },
    { op: 'seen new', key: 'db' },
    { op: 'forget', key: 'web' },
  ],
  'a controller whose cache is behind': [
    { op: 'control', replicas: 1, answerMs: 10, eventMs: 50, wakes: [0, 20, 40] },
  ],
  'the same, and a request fails': [
    {
      op: 'control',
      replicas: 3,
      answerMs: 10,
      eventMs: 50,
      wakes: [0, 20],
      fails: 2,
    },
  ],
};
