// The programs of chapter 09 that are always played: by name, what each step's title says,
// and the corners of its rule.

import { type Pairs, pairs } from '../../core/pairs.ts';
import type { Ask, Op, Program } from './draw.ts';

type Cases = Readonly<Record<string, Program>>;

const info = (method: string, ...urls: readonly string[]): Program => ({
  ops: urls.map((url): Op => ({ op: 'info', method, url })),
});

export const paths: Cases = {
  'one object': info('GET', '/api/v1/namespaces/d/pods/a', '/api/v1/nodes/n'),
  'many objects': info('GET', '/api/v1/namespaces/d/pods', '/api/v1/pods'),
  'a group': info('POST', '/apis/apps/v1/namespaces/d/deployments'),
  'a collection is deleted': info('DELETE', '/api/v1/namespaces/d/pods'),
  'one of it is deleted': info('DELETE', '/api/v1/namespaces/d/pods/a'),
  'a namespace is an object too': info(
    'GET',
    ...['/api/v1/namespaces', '/api/v1/namespaces/d', '/api/v1/namespaces/'],
  ),
  'and has parts of its own': info(
    'PUT',
    ...['/api/v1/namespaces/d/status', '/api/v1/namespaces/d/finalize'],
    ...['/api/v1/namespaces/d/status/a', '/api/v1/namespaces/status/pods'],
  ),
  'a part of an object': info(
    'POST',
    ...['/api/v1/namespaces/d/pods/a/binding', '/api/v1/nodes/n/status'],
    '/api/v1/namespaces/d/pods/a/log/more',
  ),
  'a watch': info(
    'GET',
    ...['/api/v1/pods?watch=1', '/api/v1/pods?watch', '/api/v1/pods?watch=false'],
    ...['/api/v1/pods?watch=0', '/api/v1/pods?watch=FALSE', '/api/v1/pods?x=1'],
    '/api/v1/namespaces/d/pods/a?watch=1',
  ),
  'an old watch': info(
    'GET',
    '/api/v1/watch/pods',
    '/api/v1/watch/namespaces/d/pods/a',
  ),
  'a resource that is called watch': info('GET', '/api/v1/watch'),
  'a name that is selected': info(
    'GET',
    ...[
      '/api/v1/pods?fieldSelector=metadata.name%3Da',
      '/api/v1/pods/b?fieldSelector=metadata.name%3Da',
    ],
    '/api/v1/pods?watch=1&fieldSelector=metadata.name%3Da',
  ),
  'selected, and not a list': info(
    'DELETE',
    '/api/v1/namespaces/d/pods?fieldSelector=metadata.name%3Da',
  ),
  'no resource': info(
    'GET',
    '/',
    '/version',
    '/api',
    '/api/v1',
    '/apis/apps/v1',
    '/apix/v1/pods',
  ),
  'no method of ours': info('OPTIONS', '/api/v1/pods', '/healthz'),
  'only its head': info('HEAD', '/api/v1/pods', '/api/v1/namespaces/d/pods/a'),
  'slashes at the ends': info(
    'GET',
    '//api/v1/pods//',
    '/api/v1/namespaces/d/pods/',
  ),
  'written with percents': info(
    'GET',
    ...[
      '/api/v1/namespaces/d/pods/a%20b',
      '/api/v1/namespaces/d/pods/a%2Fb',
      '/api/v1/%zz',
    ],
  ),
};

export const pathPairs: Pairs<Program> = pairs(
  {
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'X'],
    root: ['/api/v1', '/apis/apps/v1'],
    place: ['', '/namespaces/d', '/namespaces'],
    resource: ['', '/pods', '/status', '/finalize'],
    name: ['', '/a'],
    part: ['', '/status', '/log'],
    query: ['', '?watch=true', '?watch=0', '?fieldSelector=metadata.name%3Db'],
  },
  (parts) => {
    const { root, place, resource, name, part, query } = parts;
    const url = `${root}${place}${resource}${name}${part}${query}`;
    return { ops: [{ op: 'info', method: `${parts.method}`, url }] };
  },
);

const create = (name: string, more: Partial<Ask> = {}): Ask => ({
  ...{ op: 'ask', verb: 'create', name, ...more },
});
const update = (name: string, k: string, more: Partial<Ask> = {}): Ask => ({
  ...{ op: 'ask', verb: 'update', name, data: { k }, ...more },
});
const patch = (name: string, k: string, more: Partial<Ask> = {}): Ask => ({
  ...{ op: 'ask', verb: 'patch', name, data: { k }, ...more },
});
const get = (name: string, more: Partial<Ask> = {}): Ask => ({
  ...{ op: 'ask', verb: 'get', name, ...more },
});
const remove = (name: string, more: Partial<Ask> = {}): Ask => ({
  ...{ op: 'ask', verb: 'delete', name, ...more },
});
const both = (...asks: readonly [Ask, Ask]): Op => ({ op: 'both', asks });
const meddle = (times: number, how: 'write' | 'delete' | 'take' = 'write'): Op => ({
  ...{ op: 'meddle', how, times },
});
const wait = (ms: number): Op => ({ op: 'wait', ms });
const dry = { query: { dryRun: 'All' } };
const pods = { of: 'pods' } as const;

const claims: Partial<Ask> = {
  meta: {
    ...{ uid: 'other', creationTimestamp: '2001-01-01T00:00:00Z', generation: 7 },
    ...{ deletionTimestamp: '2001-01-01T00:00:00Z' },
    deletionGracePeriodSeconds: 5,
  },
};
const made: Ask = { op: 'ask', verb: 'create', meta: { generateName: 'g-' } };

export const writers: Cases = {
  'one writes': { ops: [create('a'), update('a', '1'), get('a')] },
  'both know the same version': {
    ops: [
      create('a'),
      both(update('a', '1', { knows: 0 }), update('a', '2', { knows: 0 })),
      get('a'),
    ],
  },
  'an old version': {
    ops: [create('a'), update('a', '1'), update('a', '2', { knows: 1 }), get('a')],
  },
  'somebody is faster': {
    ops: [create('a'), meddle(1), update('a', '1', { knows: 0 }), get('a')],
  },
  'and deletes it': {
    ops: [
      create('a'),
      meddle(1, 'delete'),
      update('a', '1', { knows: 0 }),
      get('a'),
    ],
  },
  'another object of the name': {
    ops: [
      create('a'),
      update('a', '1', { uid: 'other' }),
      update('a', '2', { uid: 'seen' }),
    ],
  },
  'nothing is there': { ops: [update('a', '1'), patch('a', '1')] },
  'the same again': {
    ops: [
      create('a', { data: { k: '1' } }),
      update('a', '1'),
      update('a', '1', { knows: 0 }),
    ],
  },
  'only tried': {
    ops: [
      create('a'),
      update('a', '1', dry),
      get('a'),
      update('a', '2', { ...dry, knows: 0 }),
    ],
  },
  'what only the server gives': {
    ops: [
      create('a', claims),
      get('a'),
      create('b', { ...pods, ...claims }),
      update('b', '1', { ...pods, meta: { generation: 9 } }),
    ],
  },
  'a name that is made up is taken': {
    ops: [meddle(7, 'take'), made, meddle(8, 'take'), made],
  },
};

export const again: Cases = {
  'a patch loses nothing': {
    ops: [create('a'), meddle(1), patch('a', '1'), get('a')],
  },
  'three times': { ops: [create('a'), meddle(3), patch('a', '1'), get('a')] },
  'as often as it takes': {
    ops: [create('a'), meddle(20), patch('a', '1'), meddle(20), update('a', '2')],
  },
  'an update that names no version': {
    ops: [create('a'), meddle(2), update('a', '1'), get('a')],
  },
  'two patches at once': {
    ops: [
      create('a'),
      both(patch('a', '1'), patch('a', '1', { data: { l: '2' } })),
      get('a'),
    ],
  },
  'it is gone': {
    ops: [create('a'), meddle(1, 'delete'), patch('a', '1'), get('a')],
  },
  'a status, and somebody at the spec': {
    ops: [
      create('a', { ...pods, data: { k: '1' } }),
      both(update('a', '2', { ...pods, part: 'status' }), update('a', '3', pods)),
      get('a', pods),
    ],
  },
  'nothing changes': {
    ops: [create('a'), meddle(1), patch('a', '1', { data: {} }), get('a')],
  },
};

const list = (
  query: Readonly<Record<string, string>> = {},
  more: Partial<Ask> = {},
): Ask => ({
  ...{ op: 'ask', verb: 'list', query, ...more },
});
const spec = (...words: readonly string[]): Partial<Ask> => ({
  ...{ of: 'pods', data: Object.fromEntries(words.map((word) => [word, 'yes'])) },
});
const road = (...ops: readonly Op[]): Program => ({ ops, stations: true });
const getPod = (more: Partial<Ask> = {}): Ask => get('a', { ...pods, ...more });

/** What stands on the road, and in which order. */
export const stationed: Cases = {
  'the road of a new object': road(create('a', spec('wants'))),
  'of one that is changed': road(
    create('a', spec()),
    update('a', '1', spec('wants')),
  ),
  'of one that is read': road(create('a', spec()), getPod({ as: 'bob' }), get('b')),
  'the kind refuses before those who look': road(
    create('a', { ...pods, data: { bad: 'yes', refuse: 'CREATE' } }),
    create('a', spec()),
    update('a', '1', { ...pods, data: { bad: 'yes', refuse: 'UPDATE' } }),
  ),
  'one who looks refuses': road(
    create('a', { ...pods, data: { refuse: 'CREATE' } }),
    getPod(),
  ),
  'a filter refuses': road(
    create('a', { ...spec(), query: { refuse: 'inner' } }),
    create('a', { ...spec(), query: { refuse: 'outer' } }),
    getPod(),
  ),
  'two warnings': road(create('a', spec('warn'))),
};

/** The same for deletions, and for what lists show afterwards. */
export const stationedGoing: Cases = {
  'the road of a deletion': road(create('a', spec()), remove('a', pods)),
  'one who looks refuses it': road(
    create('a', { ...pods, data: { refuse: 'DELETE' } }),
    remove('a', pods),
    getPod(),
  ),
  'who looks writes on what is there': road(
    create('a', { ...pods, data: { refuse: 'UPDATE' }, labels: { x: '1' } }),
    update('a', '1', { ...pods, data: { refuse: 'UPDATE' } }),
    list({ labelSelector: 'x=1' }, pods),
    update('a', '1', { ...pods, data: { k: '1' }, labels: { x: '1' } }),
    list({ labelSelector: 'x=1' }, pods),
  ),
};

const on = (query: Readonly<Record<string, string>>): Ask =>
  list(query, { goesOn: true });
const x = (value: string): Partial<Ask> => ({ labels: { x: value } });
const four: readonly Op[] = [
  ...[create('a'), create('b', x('1')), create('c', x('2')), create('d', x('1'))],
];
const compact: Op = { op: 'compact' };
const gone = (name: string): Op => ({ op: 'vanish', name });

export const pages: Cases = {
  'all of it': { ops: [list(), ...four, list()] },
  'two pages': { ops: [...four, list({ limit: '2' }), on({ limit: '2' })] },
  'a page that holds all': {
    ops: [...four, list({ limit: '4' }), list({ limit: '9' })],
  },
  'one by one': {
    ops: [...four, list({ limit: '1' }), ...Array(4).fill(on({ limit: '1' }))],
  },
  'what is written meanwhile': {
    ops: [
      ...[...four, list({ limit: '2' }), gone('c'), create('bb'), update('d', '1')],
      ...[on({ limit: '2' }), list()],
    ],
  },
  'the rest in one': { ops: [...four, list({ limit: '1' }), create('e'), on({})] },
  'some are wanted': {
    ops: [
      ...four,
      list({ limit: '1', labelSelector: 'x=1' }),
      on({ limit: '1', labelSelector: 'x=1' }),
    ],
  },
  'the last is not wanted': {
    ops: [
      ...four,
      list({ limit: '1', labelSelector: 'x=2' }),
      on({ limit: '1', labelSelector: 'x=2' }),
    ],
  },
  'none is wanted': { ops: [...four, list({ limit: '2', labelSelector: 'z' })] },
  'a limit of nothing': {
    ops: [...four, list({ limit: '0' }), list({ limit: '-1' })],
  },
  'another namespace': {
    ops: [
      ...four,
      create('a', { namespace: 'da' }),
      list({ limit: '3' }),
      on({ limit: '3' }),
    ],
  },
  'of all namespaces': {
    ops: [
      ...four,
      create('a', { namespace: 'da' }),
      list({ limit: '3' }, { namespace: '' }),
    ],
  },
  'exactly so old': {
    ops: [
      ...four,
      list({ resourceVersion: '3', resourceVersionMatch: 'Exact' }),
      list({ resourceVersion: '3', limit: '1' }),
      on({ limit: '1' }),
    ],
  },
  'not older': {
    ops: [
      ...four,
      list({ resourceVersion: '3' }),
      list({ resourceVersion: '0', limit: '1' }),
    ],
  },
  'too new': { ops: [...four, list({ resourceVersion: '99' })] },
  'too old': {
    ops: [
      ...four,
      list({ limit: '1' }),
      update('a', '1'),
      compact,
      on({ limit: '1' }),
      on({ limit: '2' }),
    ],
  },
  'old, and not too old': {
    ops: [...four, list({ limit: '1' }), compact, on({ limit: '1' })],
  },
};

export const pagePairs: Pairs<Program> = pairs(
  {
    limit: ['', '1', '2', '3', '4', '5'],
    labelSelector: ['', 'x', 'x=1', '!x'],
    resourceVersion: ['', '0', '4'],
    resourceVersionMatch: ['', 'NotOlderThan'],
    goesOn: [false, true],
  },
  ({ goesOn, ...query }) => {
    const said = Object.entries(query).filter(([, value]) => value !== '');
    const asked = Object.fromEntries(said.map(([key, value]) => [key, `${value}`]));
    const first = list({ limit: '2' });
    return {
      ops: [...four, ...(goesOn === true ? [first, on(asked)] : [list(asked)])],
    };
  },
);

export const graces: Cases = {
  'two deletions': { ops: [create('a'), both(remove('a'), remove('a')), get('a')] },
  'a deletion knows an old version': {
    ops: [
      create('a'),
      update('a', '1'),
      remove('a', { knows: 1 }),
      remove('a', { knows: 0 }),
    ],
  },
  'a deletion of what is gone': {
    ops: [create('a'), meddle(1, 'delete'), remove('a'), get('a')],
  },
  'a deletion of one object': {
    ops: [create('a'), meddle(1), remove('a', { uid: 'seen' }), get('a')],
  },
  'a deletion': { ops: [create('a'), meddle(2), remove('a'), get('a')] },
  'thirty seconds': { ops: [create('a', pods), remove('a', pods), get('a', pods)] },
  'at once': {
    ops: [create('a', pods), remove('a', { ...pods, grace: 0 }), get('a', pods)],
  },
  'as long as asked': {
    ops: [create('a', pods), remove('a', { ...pods, grace: 60 })],
  },
  'less than nothing': {
    ops: [create('a', pods), remove('a', { ...pods, grace: -5 })],
  },
  'shorter, later': {
    ops: [
      create('a', pods),
      remove('a', pods),
      wait(2_000),
      remove('a', { ...pods, grace: 10 }),
    ],
  },
  'shorter, too late': {
    ops: [
      create('a', pods),
      remove('a', pods),
      wait(20_000),
      remove('a', { ...pods, grace: 10 }),
    ],
  },
  'not longer': {
    ops: [
      create('a', pods),
      remove('a', pods),
      wait(1_000),
      remove('a', { ...pods, grace: 60 }),
      remove('a', pods),
    ],
  },
  'as long again': {
    ops: [
      create('a', pods),
      remove('a', pods),
      wait(1_000),
      remove('a', { ...pods, grace: 30 }),
      remove('a', { ...pods, grace: 30, policy: 'Foreground' }),
      remove('a', { ...pods, grace: 60, policy: 'Orphan' }),
      get('a', pods),
    ],
  },
  'twice shorter': {
    ops: [
      create('a', pods),
      remove('a', pods),
      remove('a', { ...pods, grace: 10 }),
      wait(1_000),
      remove('a', { ...pods, grace: 5 }),
    ],
  },
  'and then at once': {
    ops: [
      create('a', pods),
      remove('a', pods),
      remove('a', { ...pods, grace: 0 }),
      get('a', pods),
    ],
  },
  'a kind without one': { ops: [create('a'), remove('a'), get('a')] },
  'which does not ask': {
    ops: [create('a'), remove('a', { grace: 60 }), get('a')],
  },
  'only tried': {
    ops: [
      create('a', pods),
      remove('a', { ...pods, ...dry }),
      remove('a', { ...pods, ...dry, grace: 0 }),
      get('a', pods),
    ],
  },
  'a new one comes after': {
    ops: [
      create('a', pods),
      remove('a', pods),
      create('a', pods),
      remove('a', { ...pods, grace: 0 }),
      create('a', pods),
    ],
  },
  'changed while it goes': {
    ops: [
      create('a', pods),
      remove('a', pods),
      update('a', '1', pods),
      get('a', pods),
    ],
  },
};

const held = (...finalizers: readonly string[]): Partial<Ask> => ({ finalizers });

export const finalizers: Cases = {
  'one holds it': { ops: [create('a', held('x.io/f')), remove('a'), get('a')] },
  'and lets it go': {
    ops: [
      create('a', held('x.io/f')),
      remove('a'),
      wait(2_000),
      update('a', '1'),
      get('a'),
    ],
  },
  'two hold it': {
    ops: [
      create('a', held('x.io/f', 'x.io/g')),
      remove('a'),
      update('a', '1', held('x.io/g')),
      update('a', '1', held()),
      get('a'),
    ],
  },
  'asked again': {
    ops: [
      create('a', held('x.io/f')),
      remove('a'),
      wait(5_000),
      remove('a'),
      remove('a', { grace: 0 }),
    ],
  },
  'nobody new may hold it': {
    ops: [
      create('a', held('x.io/f')),
      remove('a'),
      update('a', '1', held('x.io/f', 'x.io/h')),
    ],
  },
  foreground: {
    ops: [
      create('a'),
      remove('a', { policy: 'Foreground' }),
      get('a'),
      update('a', '1'),
      get('a'),
    ],
  },
  orphan: { ops: [create('a'), remove('a', { policy: 'Orphan' }), get('a')] },
  background: {
    ops: [
      create('a', held('orphan')),
      remove('a', { policy: 'Background' }),
      get('a'),
    ],
  },
  'another wish, later': {
    ops: [
      create('a'),
      remove('a', { policy: 'Foreground' }),
      wait(1_000),
      remove('a', { policy: 'Orphan' }),
    ],
  },
  'foreground, then background': {
    ops: [
      create('a'),
      remove('a', { policy: 'Foreground' }),
      remove('a', { policy: 'Background' }),
      get('a'),
    ],
  },
  'beside others': {
    ops: [create('a', held('x.io/f')), remove('a', { policy: 'Foreground' })],
  },
  'a grace and a finalizer': {
    ops: [
      ...[
        create('a', { ...pods, ...held('x.io/f') }),
        remove('a', pods),
        wait(1_000),
      ],
      ...[
        remove('a', { ...pods, grace: 0 }),
        update('a', '1', { ...pods, ...held() }),
        get('a', pods),
      ],
    ],
  },
  'let go before its grace is over': {
    ops: [
      ...[create('a', { ...pods, ...held('x.io/f') }), remove('a', pods)],
      ...[
        update('a', '1', { ...pods, ...held() }),
        get('a', pods),
        remove('a', { ...pods, grace: 0 }),
      ],
    ],
  },
  'a wish while its grace lasts': {
    ops: [
      create('a', pods),
      remove('a', pods),
      remove('a', { ...pods, policy: 'Foreground' }),
      remove('a', { ...pods, policy: 'Orphan', grace: 5 }),
    ],
  },
  'let go, and not deleted': {
    ops: [create('a', held('x.io/f')), update('a', '1', held()), get('a')],
  },
  'a collection': {
    ops: [
      create('a', held('x.io/f')),
      create('b'),
      { op: 'ask', verb: 'clear' },
      list(),
    ],
  },
};

export const deletionPairs: Pairs<Program> = pairs(
  {
    of: ['configmaps', 'pods'],
    finalizer: ['', 'x.io/f', 'orphan'],
    grace: [undefined, 0, 5, 60],
    policy: [undefined, 'Background', 'Foreground', 'Orphan'],
    again: [undefined, 0, 5, 60],
    later: [1_000, 40_000],
  },
  ({ of, finalizer, grace, policy, again, later }) => {
    const kind: Partial<Ask> = of === 'pods' ? pods : {};
    const asked = (seconds: unknown): Partial<Ask> =>
      typeof seconds === 'number' ? { grace: seconds } : {};
    const how = policy === undefined ? {} : { policy: `${policy}` };
    const holds = finalizer === '' ? {} : held(`${finalizer}`);
    return {
      ops: [
        ...[
          create('a', { ...kind, ...holds }),
          remove('a', { ...kind, ...asked(grace), ...how }),
        ],
        ...[
          wait(Number(later)),
          remove('a', { ...kind, ...asked(again) }),
          get('a', kind),
        ],
      ],
    };
  },
);

const watch = (
  query: Readonly<Record<string, string>> = {},
  more: object = {},
): Op => ({
  ...{ op: 'watch', query, ...more },
});
const labeled = (value: string): Ask => update('a', value, x(value));
const one = { labelSelector: 'x=1' };

export const watched: Cases = {
  everything: {
    ops: [create('a'), watch(), update('a', '1'), remove('a'), create('b')],
  },
  'comes in and goes out': {
    ops: [
      create('a'),
      watch(one),
      labeled('1'),
      update('a', '1', x('1')),
      labeled('2'),
      labeled('1'),
    ],
  },
  'as it was known': { ops: [create('a', x('1')), watch(one), labeled('2')] },
  'deleted while wanted': { ops: [create('a', x('1')), watch(one), remove('a')] },
  'deleted while not wanted': {
    ops: [create('a', x('2')), watch(one), remove('a'), create('a', x('1'))],
  },
  'never wanted': { ops: [create('a'), watch(one), update('a', '1'), remove('a')] },
  'without a label': {
    ops: [
      create('a'),
      watch({ labelSelector: '!x' }),
      labeled('1'),
      update('a', '2'),
    ],
  },
  'one name': {
    ops: [
      watch({ fieldSelector: 'metadata.name=a' }),
      create('a'),
      create('b'),
      remove('a'),
    ],
  },
  'another namespace': {
    ops: [
      watch(),
      create('a', { namespace: 'e' }),
      create('a', { namespace: 'da' }),
      watch({}, { namespace: '' }),
    ],
  },
  'all namespaces': {
    ops: [
      watch({}, { namespace: '' }),
      create('a', { namespace: 'da' }),
      create('a'),
    ],
  },
  'two that want different things': {
    ops: [
      watch(one),
      watch({ labelSelector: 'x=2' }),
      create('a', x('1')),
      labeled('2'),
      remove('a'),
    ],
  },
  'of another resource': { ops: [watch(), create('a', pods), create('b')] },
  'nothing changes': {
    ops: [create('a', { data: { k: '1' } }), watch(), update('a', '1')],
  },
};

const back = (
  revisions: number,
  query: Readonly<Record<string, string>> = {},
): Op => ({
  ...{ op: 'watch', query, back: revisions },
});

export const resumed: Cases = {
  'from now on': { ops: [list(), create('a'), back(0), update('a', '1')] },
  'what was missed': {
    ops: [list(), create('a'), update('a', '1'), back(1), update('a', '2')],
  },
  'all that was': {
    ops: [list(), create('a'), update('a', '1'), remove('a'), back(3)],
  },
  'as the selector sees it': {
    ops: [
      list(),
      create('a', x('1')),
      labeled('2'),
      labeled('1'),
      remove('a'),
      back(4, one),
      back(2, one),
      back(1, one),
    ],
  },
  'wanted before, and not since': {
    ops: [list(), create('a', x('1')), labeled('2'), back(1, one)],
  },
  'of other namespaces': {
    ops: [list(), create('a', { namespace: 'da' }), create('b'), back(2)],
  },
  'nothing twice': {
    ops: [
      list(),
      create('a'),
      back(0),
      back(1),
      update('a', '1'),
      back(0),
      back(1),
      update('a', '2'),
    ],
  },
  'too old': { ops: [create('a'), update('a', '1'), list(), back(1), back(0)] },
  'a bookmark where nothing happened': {
    ops: [
      watch({ allowWatchBookmarks: 'true' }),
      ...[create('p', pods), wait(59_000), wait(2_000), create('q', pods)],
      wait(60_000),
    ],
  },
  'and where something did': {
    ops: [
      watch({ allowWatchBookmarks: 'true' }),
      ...[watch(), create('a'), wait(61_000), create('b'), wait(60_000)],
    ],
  },
  'until its time is up': {
    ops: [
      watch({ timeoutSeconds: '5' }),
      ...[wait(4_000), create('a'), wait(1_000), create('b')],
    ],
  },
  'its client goes': {
    ops: [
      watch({ timeoutSeconds: '5', allowWatchBookmarks: 'true' }),
      ...[create('a'), { op: 'leave' } as const, create('b')],
    ],
  },
  'one that does not read, and one that was away': {
    ops: [
      ...[list(), watch({}, { sleeps: true })],
      { op: 'flood', times: 2_100 },
      ...[{ op: 'wake' } as const, back(2_090), back(900), create('a')],
    ],
  },
  'other resources go on': {
    ops: [
      list(),
      create('a'),
      create('p', pods),
      create('q', pods),
      back(2),
      update('a', '1'),
    ],
  },
};
