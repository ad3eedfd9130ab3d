// Programs of chapter 12 for what stands beside the holes: the client's requests, stops,
// listeners that end or throw, controllers of several workers, and Events.

import type { Call, ClientProgram } from './client.ts';
import type { ExpectProgram } from './expect.ts';
import type { InformerProgram } from './inform.ts';
import type { QueueProgram } from './queue.ts';
import type { StopProgram } from './stops.ts';

const ask = (call: Call, ...bodies: readonly string[]) => ({
  ...{ call, answers: bodies.map((body) => ({ code: 200, body })) },
});
const refused = (call: Call, code: number, body: string) => ({
  ...{ call, answers: [{ code, body }] },
});
const POD = '{"kind":"Pod","metadata":{"name":"a","labels":{"x":"y"}}}';
const page = (name: string, version: string, token = ''): string =>
  JSON.stringify({
    ...{ kind: 'PodList', apiVersion: 'v1' },
    metadata: { resourceVersion: version, ...(token && { continue: token }) },
    items: [{ metadata: { name, labels: { x: 'y' } } }],
  });
const line = (type: string, name: string): string =>
  `${JSON.stringify({ type, object: { kind: 'Pod', metadata: { name } } })}\n`;
const bytes = (text: string): readonly number[] => [
  ...new TextEncoder().encode(text),
];
const LARGE = bytes(line('ADDED', 'größer'));
const half = LARGE.indexOf(0xc3) + 1;

export const clients: Readonly<Record<string, ClientProgram>> = {
  'a list, page by page': {
    calls: [
      ask({ list: {} }, page('a', '5', 'more'), page('b', '6')),
      ask(
        { list: { namespace: 'x', resourceVersion: '4' } },
        page('a', '5', 'more'),
        page('b', '5'),
      ),
      ask({ list: { labelSelector: 'a=b', fieldSelector: 'c=d' } }, page('a', '5')),
      ask({ list: {} }, '{"kind":"PodList","metadata":{"resourceVersion":"5"}}'),
    ],
  },
  'one object': {
    calls: [
      ask({ get: 'default/a b' }, POD),
      ask({ create: 'a' }, POD),
      ask({ update: 'a' }, POD),
      ask({ updateStatus: 'a' }, POD),
      ask({ patch: 'a' }, POD),
      ask(
        {
          patch: 'a',
          options: { subresource: 'status', fieldManager: 'm', force: true },
        },
        POD,
      ),
      ask(
        { patch: 'a', options: { contentType: 'application/apply-patch+yaml' } },
        POD,
      ),
      ask({ delete: 'a' }, POD),
      ask({ delete: 'a', options: { uid: 'u', gracePeriodSeconds: 0 } }, POD),
      ask({ delete: 'a', options: { resourceVersion: '5' } }, POD),
    ],
  },
  'a refusal': {
    calls: [
      refused(
        { get: 'default/a' },
        404,
        '{"kind":"Status","code":404,"message":"none"}',
      ),
      refused({ list: {} }, 502, '<html>no server</html>'),
      refused({ get: 'default/a' }, 503, ''),
      ask({ get: 'a' }),
    ],
  },
  'a watch, as it is cut into pieces': {
    calls: [
      ask({
        watch: {},
        pieces: [line('ADDED', 'a'), line('DELETED', 'a')],
        isClosed: true,
      }),
      ask({
        watch: {},
        pieces: [LARGE.slice(0, half), LARGE.slice(half)],
        isClosed: true,
      }),
      ask({
        watch: {},
        pieces: [line('ADDED', 'a') + line('ADDED', 'b').slice(0, 9)],
        isClosed: true,
      }),
      ask({
        watch: {},
        pieces: [`\n${line('ADDED', 'a')}`, line('BOOKMARK', 'b')],
        isClosed: true,
      }),
      ask({
        watch: {},
        pieces: [line('ERROR', 'a'), line('ADDED', 'b')],
        isClosed: true,
      }),
    ],
  },
  'a watch that its caller ends': {
    calls: [
      ask({ watch: {}, pieces: [line('ADDED', 'a')], most: 1 }),
      ask({ watch: {}, pieces: [line('ADDED', 'a')], most: 1, aborts: true }),
    ],
  },
  'a reflector of a part': {
    calls: [
      ask({ reflect: {} }),
      ask({
        reflect: { namespace: 'x', labelSelector: 'a=b', fieldSelector: 'c=d' },
      }),
    ],
  },
};

export const stops: Readonly<Record<string, StopProgram>> = {
  'stopped while it lists': { stopped: 'while it lists' },
  'stopped by what it is told': { stopped: 'by what it is told' },
  'stopped while it waits': { stopped: 'while it waits' },
  'stopped while nothing comes': { stopped: 'while nothing comes' },
};

const told = (
  type: 'ADDED' | 'MODIFIED' | 'DELETED',
  name: string,
  version: number,
) => ({
  ...{ type, after: 10, object: { name, version } },
});

export const informers: Readonly<Record<string, InformerProgram>> = {
  'the same name in another namespace': {
    first: [
      { name: 'a', version: 1 },
      { name: 'a', version: 2, space: 'x' },
    ],
    second: [{ name: 'a', version: 2, space: 'x' }],
  },
  'a list behind what was told': {
    first: [{ name: 'a', version: 1 }],
    tells: [told('MODIFIED', 'a', 300)],
    second: [{ name: 'a', version: 101 }],
  },
  'an event that is no news': {
    first: [{ name: 'a', version: 1 }],
    tells: [told('ADDED', 'a', 101), told('MODIFIED', 'b', 102)],
  },
};

export const waits: Readonly<Record<string, QueueProgram>> = {
  'shut down while keys wait for their time': [
    { op: 'later', key: 'a', ms: 5_000 },
    { op: 'fail', key: 'b' },
  ],
};

const SOURCE = 'default/a';

export const controllers: Readonly<Record<string, ExpectProgram>> = {
  'several workers': [
    {
      op: 'work',
      workers: 2,
      keys: ['a', 'b', 'c', 'a'],
      takes: 10,
      fails: { b: 2 },
    },
    { op: 'work', workers: 1, keys: ['a', 'b'], takes: 10, fails: { a: 1 } },
    { op: 'work', workers: 5, keys: ['a', 'b'], takes: 10 },
  ],
  'a key that fails, goes well, and fails again': [
    {
      op: 'work',
      workers: 1,
      keys: ['a'],
      takes: 1,
      fails: { a: 3 },
      again: 5_000,
    },
  ],
  'copies that fill late, or never': [
    { op: 'work', workers: 1, keys: ['a'], takes: 1, informers: [0, 500] },
    { op: 'work', workers: 1, keys: ['a'], takes: 1, informers: [500, 0, 200] },
    { op: 'work', workers: 1, keys: ['a'], takes: 1, informers: [0, 'never'] },
    { op: 'work', workers: 1, keys: ['a'], takes: 1, informers: [] },
  ],
  'a count of nothing takes the place of what was expected': [
    { op: 'expect new', key: 'web', count: 2 },
    { op: 'create', key: 'web', count: 0 },
  ],
  'Events that are told again, and that differ in their message': [
    {
      op: 'tell',
      events: [
        ...[...Array(12).keys()].map((i) => ({
          about: SOURCE,
          says: `port ${i % 11}`,
        })),
        { about: SOURCE, says: 'port 0' },
        { about: 'default/b', says: 'port 0' },
        { about: SOURCE, says: 'port 0', reason: 'Other' },
      ],
    },
    {
      op: 'tell',
      events: [
        ...[...Array(10).keys()].map((i) => ({ about: SOURCE, says: `${i}` })),
        { about: SOURCE, says: 'x', after: 600_000 },
        { about: SOURCE, says: 'y', after: 600_001 },
      ],
    },
  ],
  'too many Events about one object': [
    {
      op: 'tell',
      events: [
        ...Array(27).fill({ about: SOURCE, says: 'no' }),
        { about: SOURCE, says: 'no', after: 299_999 },
        { about: SOURCE, says: 'no', after: 1 },
        { about: 'default/b', says: 'no' },
      ],
    },
  ],
  'Events that can not be sent': [
    { op: 'tell', events: [{ about: SOURCE, says: 'no' }], answers: ['refused'] },
    {
      op: 'tell',
      events: [{ about: SOURCE, says: 'no' }],
      answers: ['unreachable', 'unreachable'],
    },
    {
      op: 'tell',
      events: [{ about: SOURCE, says: 'no' }],
      answers: Array(13).fill('unreachable'),
    },
    {
      op: 'tell',
      events: [
        { about: SOURCE, says: 'no' },
        { about: SOURCE, says: 'no' },
      ],
      answers: ['made', 'gone'],
    },
    {
      op: 'tell',
      events: [{ about: SOURCE, says: 'no' }],
      answers: ['unreachable'],
      stops: true,
    },
  ],
};
