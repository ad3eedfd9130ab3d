// The named programs of chapter 11, by what they show. They are always played, first.

import type { Json, JsonMap } from '#patch';
import { configMap, type Op, type Program, pod, thing } from './draw.ts';

type Cases = Readonly<Record<string, Program>>;

const DATA: JsonMap = {
  data: { a: '1', b: { c: '2', d: ['x', 'y'] } },
  other: { e: '3' },
  list: [{ f: '4' }, { g: '5' }],
};
const json = (operations: readonly JsonMap[], on: Json = DATA): Op => ({
  ...{ json: operations, on },
});
const add = (path: string, value: Json): JsonMap => ({ op: 'add', path, value });
const replace = (path: string, value: Json): JsonMap => ({
  ...{ op: 'replace', path, value },
});
const remove = (path: string): JsonMap => ({ op: 'remove', path });
const move = (from: string, path: string): JsonMap => ({ op: 'move', from, path });
const copy = (from: string, path: string): JsonMap => ({ op: 'copy', from, path });
const check = (path: string, value: Json): JsonMap => ({ op: 'test', path, value });

export const editing: Cases = {
  'one field, at the top and deep inside': [
    json([add('/new', '9')]),
    json([replace('/data/a', '9')]),
    json([replace('/data/b/c', '9')]),
    json([remove('/data/b/d')]),
  ],
  'places of a list': [
    json([add('/data/b/d/0', 'w')]),
    json([add('/data/b/d/-', 'z')]),
    json([add('/data/b/d/2', 'z')]),
    json([replace('/data/b/d/1', 'z')]),
    json([remove('/data/b/d/0')]),
    json([add('/list/0/f', '9')]),
    json([replace('/list/-1/g', '9')]),
  ],
  'a way that leads nowhere': [
    json([add('/none/x', '9')]),
    json([add('/data/a/x', '9')]),
    json([add('/data/b/none/x', '9')]),
    json([replace('/list/7/x', '9')]),
    json([remove('/list/x/y')]),
    json([remove('/data/none')]),
    json([add('/data/b/d/3', 'z')]),
  ],
  'a null on the way, and at its end': [
    json([add('/a/x', '9')], { a: null }),
    json([replace('/a', '9')], { a: null }),
    json([remove('/a')], { a: null }),
    json([add('/a/b', null)], { a: {} }),
    json([remove('/a/b')], { a: { b: null, c: '1' } }),
  ],
  'a value that is empty, false or zero': [
    json([add('/a/b', '')], { a: {} }),
    json([replace('/a/b', 0)], { a: { b: 1 } }),
    json([replace('/a/b', false)], { a: { b: true } }),
    json([add('/a/b/c', 1)], { a: { b: {} } }),
    json([add('/a/b/-', 1)], { a: { b: [] } }),
  ],
  'a name with a slash and a tilde': [
    json([add('/m~1n~0o', '9')], { 'm/n~o': '1' }),
    json([replace('/~01', '9')], { '~1': '1' }),
    json([add('/', '9')], { '': '1' }),
    json([replace('//a', '9')], { '': { a: '1' } }),
  ],
  'what is shared': [json([replace('/data/b/c', '9'), add('/other/h', '1')])],
  'names that JavaScript has of its own': [
    json([add('/constructor/x', '9')]),
    json([remove('/toString')]),
    json([add('/data/constructor', '9')]),
    {
      jsonText: '[{"op":"add","path":"/__proto__/x","value":"9"}]',
      onText: '{"a":"1"}',
    },
    {
      jsonText: '[{"op":"add","path":"/a/__proto__","value":{"x":"9"}}]',
      onText: '{"a":{"b":"1"}}',
    },
    {
      jsonText: '[{"op":"replace","path":"/__proto__/b","value":"9"}]',
      onText: '{"__proto__":{"b":"1"},"c":"2"}',
    },
  ],
};

export const whole: Cases = {
  'one that fails takes all with it': [
    json([replace('/data/a', '9'), check('/data/a', '1')]),
    json([remove('/data/a'), remove('/data/a')]),
    json([add('/data/z', '1'), add('/none/x', '2')]),
  ],
  'each sees what those before it did': [
    json([add('/data/z', {}), add('/data/z/y', '1'), check('/data/z/y', '1')]),
    json([remove('/data/b/d/0'), remove('/data/b/d/0')]),
  ],
  'move takes away first': [
    json([move('/data/b/d/0', '/data/b/d/1')]),
    json([move('/data/b/d/1', '/data/b/d/0')]),
    json([move('/data/a', '/data/b/d/-')]),
    json([move('/data/b', '/data/b/x')]),
    json([move('/data/none', '/data/x')]),
  ],
  'copy leaves it': [
    json([copy('/data/b', '/other/b'), replace('/other/b/c', '9')]),
    json([copy('/data/b/d/0', '/data/b/d/-')]),
    json([copy('/none/x', '/data/x')]),
  ],
  'a test compares all of it': [
    json([check('/data/b', { d: ['x', 'y'], c: '2' })]),
    json([check('/data/b', { c: '2' })]),
    json([check('/data/b/d', ['y', 'x'])]),
    json([check('', DATA)]),
    json([check('/data/a', 1)]),
  ],
  'no operations': [json([]), json([], ['x'])],
  'no patch': [
    { json: {}, on: DATA },
    { json: ['x'], on: DATA },
    json([{ op: 'none', path: '/data' }]),
    json([{ op: 'add', value: '1' }]),
    json([{ op: 'move', path: '/data/a' }]),
  ],
};

const container = (name: string, more: JsonMap = {}): JsonMap => ({
  ...{ name, image: '1', ...more },
});
const TWO = pod([
  container('a', { env: [{ name: 'X', value: '1' }], args: ['x', 'y'] }),
  container('b'),
]);
const patch = (containers: readonly Json[], on: JsonMap = TWO): Op => ({
  ...{ strategic: { spec: { containers } }, on },
});

export const merging: Cases = {
  'one of two': [patch([{ name: 'b', image: '2' }])],
  'one more': [
    patch([{ name: 'c', image: '2' }]),
    patch([container('a')], pod([])),
  ],
  'a list within a list': [
    patch([{ name: 'a', env: [{ name: 'Y', value: '2' }] }]),
    patch([{ name: 'a', env: [{ name: 'X', value: '2' }] }]),
  ],
  'a list whose items nothing tells apart': [
    patch([{ name: 'a', args: ['z'] }]),
    { strategic: { spec: { tolerations: [{ key: 'k' }] } }, on: TWO },
  ],
  'the same item twice': [
    patch([
      { name: 'a', image: '2' },
      { name: 'a', image: '3' },
    ]),
    patch([
      { name: 'c', image: '2' },
      { name: 'c', args: ['z'] },
    ]),
  ],
  'null in an item': [
    patch([{ name: 'a', env: null }]),
    patch([{ name: 'c', image: '1', env: null }]),
  ],
  'an item without its key': [patch([{ image: '2' }])],
  'two in another order': [
    patch([container('b'), container('a')]),
    patch([container('c'), container('b')]),
  ],
  'values, not maps': [
    {
      strategic: { metadata: { finalizers: ['x/b', 'x/c'] } },
      on: pod([], { finalizers: ['x/a', 'x/b'] }),
    },
  ],
  'a kind that no table has': [{ strategic: {}, on: thing({}) }],
};

const gone = (name: string): JsonMap => ({ name, $patch: 'delete' });

export const directing: Cases = {
  'one is taken away': [patch([gone('a')]), patch([gone('b')]), patch([gone('c')])],
  'one is taken away, and another changed': [
    patch([gone('a'), { name: 'b', image: '2' }]),
    patch([{ name: 'b', image: '2' }, gone('a')]),
  ],
  'the same is taken away and said': [
    patch([gone('a'), { name: 'a', image: '2' }]),
    patch([{ name: 'a', image: '2' }, gone('a')]),
    patch([{ name: 'c', image: '2' }, gone('c')]),
  ],
  'all are replaced': [
    patch([{ $patch: 'replace' }, container('c')]),
    patch([container('c'), { $patch: 'replace' }]),
    patch([{ $patch: 'replace' }]),
    patch([{ $patch: 'replace' }, { name: 'a', image: '2' }]),
    patch([{ $patch: 'replace' }, gone('a'), container('c')]),
  ],
  'an item is replaced, or left empty': [
    {
      strategic: { spec: { $patch: 'replace', containers: [container('c')] } },
      on: TWO,
    },
    { strategic: { spec: { $patch: 'delete' } }, on: TWO },
  ],
  'a directive that there is not': [
    patch([{ name: 'a', $patch: 'merge' }]),
    patch([{ name: 'a', $patch: 'remove' }]),
    { strategic: { spec: { $patch: 'keep' } }, on: TWO },
  ],
  'without its key': [patch([{ $patch: 'delete' }])],
  'lists beside lists': [
    {
      strategic: { metadata: { '$deleteFromPrimitiveList/finalizers': ['x/a'] } },
      on: pod([], { finalizers: ['x/a', 'x/b'] }),
    },
    {
      strategic: {
        spec: { '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }] },
      },
      on: TWO,
    },
  ],
};

const file = (data: JsonMap): Op => ({ file: configMap(data) });
const edit = (data: JsonMap, by = 'e'): Op => ({ edit: { data }, by });

export const filing: Cases = {
  'what the file says no more goes': [file({ a: '1', b: '2' }), file({ a: '1' })],
  'what it never said stays': [
    file({ a: '1' }),
    edit({ z: '9' }),
    file({ a: '2' }),
    file({}),
  ],
  'what somebody changed is changed back': [
    file({ a: '1' }),
    edit({ a: '9' }),
    file({ a: '1' }),
  ],
  'what somebody took away comes back, or stays away': [
    file({ a: '1', b: '2' }),
    edit({ a: null }),
    file({ a: '1' }),
    edit({ a: null }),
    file({}),
  ],
  'nothing new': [file({ a: '1' }), file({ a: '1' })],
  'what is said after it was there': [
    file({}),
    edit({ a: '1' }),
    file({ a: '1' }),
    file({}),
  ],
  'containers of a Pod': [
    { file: pod([container('a'), container('b')]) },
    { file: pod([container('b')]) },
    { file: pod([container('b', { image: '2' }), container('c')]) },
    { file: pod([container('c'), container('b', { image: '2' })]) },
  ],
  'what is inside an item': [
    { file: pod([container('a', { env: [{ name: 'X', value: '1' }] })]) },
    { file: pod([container('a', { env: [{ name: 'Y', value: '1' }] })]) },
    { file: pod([container('a')]) },
  ],
  'values of a list': [
    { file: pod([], { finalizers: ['x/a', 'x/b'] }) },
    { file: pod([], { finalizers: ['x/b', 'x/c'] }) },
    { file: pod([]) },
  ],
  'a kind that no table has': [
    { file: thing({ x: { a: '1', b: '2' }, y: ['1'] }) },
    { edit: { spec: { x: { z: '9' } } }, by: 'e' },
    { file: thing({ x: { a: '1' }, y: ['2'] }) },
    { file: thing({ y: [] }) },
  ],
  'a map that becomes a value, and the other way round': [
    { file: thing({ x: { a: '1' } }) },
    { file: thing({ x: '1' }) },
    { file: thing({ x: { b: '2' } }) },
  ],
};

const apply = (by: string, data: JsonMap): Op => ({ apply: configMap(data), by });
const forced = (by: string, data: JsonMap): Op => ({
  ...{ apply: configMap(data), by, force: true },
});
const pods = (by: string, ...containers: readonly Json[]): Op => ({
  ...{ apply: pod(containers), by },
});

export const owning: Cases = {
  'the first owns what it says': [apply('m', { a: '1' })],
  'the same again': [apply('m', { a: '1' }), apply('m', { a: '1' })],
  'another value is a conflict': [apply('m', { a: '1' }), apply('n', { a: '2' })],
  'an equal value is shared': [apply('m', { a: '1' }), apply('n', { a: '1' })],
  'a shared one is changed by neither': [
    apply('m', { a: '1' }),
    apply('n', { a: '1' }),
    apply('m', { a: '2' }),
    apply('n', { a: '2' }),
  ],
  'one of its own is nobody else’s affair': [
    apply('m', { a: '1' }),
    apply('n', { b: '1' }),
    apply('m', { a: '2' }),
  ],
  'conflicts with two': [
    apply('m', { a: '1' }),
    apply('n', { b: '1' }),
    apply('o', { a: '2', b: '2' }),
  ],
  'who merges owns too': [
    apply('m', { a: '1' }),
    edit({ a: '2', b: '1' }),
    apply('m', { a: '1' }),
    apply('n', { b: '2' }),
  ],
  'containers have owners each': [
    pods('m', container('a')),
    pods('n', container('b')),
    pods('n', { name: 'a', image: '2' }, container('b')),
    pods('n', { name: 'a', args: ['x'] }, container('b')),
  ],
  'a list that is one value': [
    pods('m', container('a', { args: ['x'] })),
    pods('n', { name: 'a', args: ['x', 'y'] }),
  ],
  'values of a list': [
    { apply: pod([], { finalizers: ['x/a'] }), by: 'm' },
    { apply: pod([], { finalizers: ['x/b'] }), by: 'n' },
  ],
};

export const forcing: Cases = {
  'what is taken is not theirs any more': [
    apply('m', { a: '1', b: '1' }),
    forced('n', { a: '2' }),
    apply('m', { a: '2', b: '1' }),
  ],
  'who has nothing left is gone': [apply('m', { a: '1' }), forced('n', { a: '2' })],
  'an equal value is shared by force too': [
    apply('m', { a: '1' }),
    forced('n', { a: '1' }),
  ],
  'from two at once': [
    apply('m', { a: '1', b: '1' }),
    apply('n', { a: '1', c: '1' }),
    forced('o', { a: '2' }),
  ],
  'no conflict, no difference': [forced('m', { a: '1' }), forced('n', { b: '1' })],
  'who is refused owns nothing': [
    apply('m', { a: '1' }),
    apply('n', { a: '2', b: '2' }),
    apply('o', { b: '3' }),
  ],
  'what an edit removed is nobody’s': [
    apply('m', { a: '1', b: '1' }),
    edit({ a: null }),
    apply('n', { a: '2' }),
  ],
  'an edit takes without a question': [
    apply('m', { a: '1' }),
    edit({ a: '2' }),
    forced('m', { a: '1' }),
  ],
};

export const giving: Cases = {
  'what one had alone goes': [
    apply('m', { a: '1', b: '2' }),
    apply('m', { a: '1' }),
    apply('m', {}),
  ],
  'what two had stays': [
    apply('m', { a: '1' }),
    apply('n', { a: '1' }),
    apply('m', {}),
    apply('n', {}),
  ],
  'what an edit has stays': [
    apply('m', { a: '1', b: '1' }),
    edit({ a: '2' }),
    forced('m', { b: '1' }),
  ],
  'what an edit shares stays': [
    apply('n', { b: '1' }),
    edit({ a: '1' }),
    apply('m', { a: '1' }),
    apply('m', { c: '1' }),
  ],
  'what nobody had stays': [
    apply('m', { a: '1' }),
    edit({ z: '9' }),
    apply('m', {}),
  ],
  'given up and said by another at once': [
    apply('m', { a: '1' }),
    apply('n', { a: '1', b: '1' }),
    apply('n', { b: '2' }),
    apply('m', { a: '3' }),
  ],
  'a container goes with all that is in it': [
    pods('m', container('a'), container('b')),
    pods('m', container('b')),
  ],
  'a container that somebody else adds to': [
    pods('m', container('a'), container('b')),
    pods('n', { name: 'a', args: ['x'] }),
    pods('m', container('b')),
    pods('n'),
  ],
  'a field in which another is left': [
    pods('m', container('a', { env: [{ name: 'X', value: '1' }] })),
    pods('n', { name: 'a', env: [{ name: 'Y', value: '1' }] }),
    pods('m', container('a')),
    pods('n'),
  ],
  'what the server filled in goes with it': [
    { apply: thing({ probe: { path: '/x' }, other: '1' }), by: 'm' },
    { fill: { spec: { probe: { period: 9, of: { time: 's' } } } } },
    { apply: thing({ other: '1' }), by: 'm' },
  ],
  'and stays where another has something beside it': [
    { apply: thing({ probe: { path: '/x' }, other: '1' }), by: 'm' },
    { fill: { spec: { probe: { period: 9 } } } },
    { apply: thing({ probe: { port: '1' } }), by: 'n' },
    { apply: thing({ other: '1' }), by: 'm' },
    { apply: thing({}), by: 'n' },
  ],
  'values of a list': [
    { apply: pod([], { finalizers: ['x/a', 'x/b'] }), by: 'm' },
    { apply: pod([], { finalizers: ['x/b'] }), by: 'n' },
    { apply: pod([]), by: 'm' },
  ],
};
