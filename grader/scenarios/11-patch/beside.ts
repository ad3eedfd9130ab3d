// Programs of chapter 11 for what stands beside the holes: merge patches, limits, the
// directives of lists, managers by version and subresource, and the server's sockets.

import type { Json, JsonMap } from '#patch';
import { configMap, type Op, type Program, pod, thing } from './draw.ts';

type Cases = Readonly<Record<string, Program>>;

const json = (operation: JsonMap, on: Json): Op => ({ json: [operation], on });
const LIST: Json = { list: [{ f: '1' }, { f: '2' }] };

export const editing: Cases = {
  'an index from the end, and one that is none': [
    json({ op: 'replace', path: '/list/-2/f', value: '9' }, LIST),
    json({ op: 'replace', path: '/list/-3/f', value: '9' }, LIST),
    json({ op: 'add', path: '/list/-1', value: '9' }, LIST),
    json({ op: 'add', path: '/list/-3', value: '9' }, LIST),
    json({ op: 'replace', path: '/list/-/f', value: '9' }, LIST),
    json({ op: 'remove', path: '/list/-' }, LIST),
    json({ op: 'remove', path: '/list/2' }, LIST),
  ],
  'what lies beside the way is not looked at': [
    {
      json: [{ op: 'replace', path: '/a/b', value: '9' }],
      aside: { a: { b: '1' } },
    },
    { json: [{ op: 'test', path: '/a/b', value: '1' }], aside: { a: { b: '1' } } },
    { json: [{ op: 'move', from: '/a', path: '/c' }], aside: { a: { b: '1' } } },
  ],
  'an index as it is written': [
    json({ op: 'remove', path: '/list/01' }, LIST),
    json({ op: 'remove', path: '/list/+0' }, LIST),
    json({ op: 'remove', path: '/list/1.0' }, LIST),
    json({ op: 'remove', path: '/list/' }, LIST),
  ],
};

const on: Json = { a: '1', b: null };

export const whole: Cases = {
  'what is not there, and null': [
    json({ op: 'test', path: '/x', value: null }, on),
    json({ op: 'test', path: '/b', value: null }, on),
    json({ op: 'copy', from: '/x', path: '/y' }, on),
    json({ op: 'replace', path: '/x', value: '1' }, on),
  ],
  'the whole document': [
    json({ op: 'add', path: '', value: { c: '1' } }, on),
    json({ op: 'replace', path: '', value: { c: '1' } }, on),
    json({ op: 'remove', path: '' }, on),
    json({ op: 'move', from: '/a', path: '' }, on),
  ],
  'as many operations as may be, and one more': [
    // The first of them fails, so that the others cost nothing.
    { times: 10_000, operation: { op: 'test', path: '/a', value: '2' }, on },
    { times: 10_001, operation: { op: 'test', path: '/a', value: '2' }, on },
  ],
  'as much as copies may add, and more': [
    { copied: [3 * 1024 * 1024] },
    { copied: [3 * 1024 * 1024 + 1] },
    { copied: [2 * 1024 * 1024, 1024 * 1024] },
    { copied: [2 * 1024 * 1024, 1024 * 1024, 2] },
  ],
};

const merge = (patch: Json, of: Json): Op => ({ merge: patch, of });
const difference = (from: JsonMap, to: JsonMap): Op => ({ from, to });

export const merging: Cases = {
  'a merge patch': [
    merge({ a: '2', c: '3' }, { a: '1', b: '2' }),
    merge({ a: null, x: null }, { a: '1', b: '2' }),
    merge({ a: { b: null, c: '2' } }, { a: { b: '1', d: '3' } }),
    merge({ a: { b: null, c: { d: null } } }, {}),
    merge({ a: { b: null } }, { a: ['1'] }),
    merge({ a: [null, '2'] }, { a: ['1'] }),
    merge({ a: '1' }, ['x']),
    merge(['x'], { a: '1' }),
    merge(null, { a: '1' }),
    merge({ a: {} }, { a: '1' }),
    merge({}, { a: { b: '1' } }),
  ],
  'a merge patch with names that JavaScript has of its own': [
    { mergeText: '{"__proto__":{"x":"1"}}', onText: '{"a":"1"}' },
    { mergeText: '{"__proto__":null}', onText: '{"__proto__":{"b":"1"}}' },
    { mergeText: '{"constructor":{"x":"1"},"toString":null}', onText: '{}' },
  ],
  'what makes one of another': [
    difference({ a: '1', b: '2' }, { a: '1', b: '3', c: '4' }),
    difference({ a: '1', b: { c: '2' } }, { b: { d: '3' } }),
    difference({ a: { b: '1' } }, { a: {} }),
    difference({ a: {} }, { a: { b: '1' } }),
    difference({ a: { b: '1' } }, { a: '1' }),
    difference({ a: ['1', '2'] }, { a: ['2'] }),
    difference({ a: { b: '1', c: '2' } }, { a: { c: '2', b: '1' } }),
    difference({}, {}),
  ],
};

const budget = (labels: JsonMap): JsonMap => ({
  ...{ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' },
  ...{ metadata: { name: 'a' }, spec: { selector: { matchLabels: labels } } },
});
const volume = (more: JsonMap): JsonMap => ({
  ...pod([]),
  spec: { volumes: [{ name: 'v', ...more }] },
});
const strategy = (more: JsonMap): JsonMap => ({
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' } },
  spec: { strategy: more },
});
const strategic = (patch: JsonMap, object: JsonMap): Op => ({
  ...{ strategic: patch, on: object },
});
const names = (...list: readonly string[]): JsonMap => ({
  metadata: { finalizers: list },
});
const A_AND_B = pod([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
const inOrder = (order: readonly Json[], more: JsonMap = {}): JsonMap => ({
  spec: { '$setElementOrder/containers': order, ...more },
});

export const directing: Cases = {
  'a map that a patch replaces': [
    strategic(
      { spec: { selector: { matchLabels: { b: '2' } } } },
      budget({ a: '1' }),
    ),
  ],
  'two of one key': [
    strategic(
      { spec: { containers: [{ name: 'a', $patch: 'delete' }] } },
      pod([{ name: 'a', image: '1' }, { name: 'b' }, { name: 'a', image: '2' }]),
    ),
  ],
  'fields that are to stay': [
    strategic(
      {
        spec: {
          volumes: [{ name: 'v', hostPath: {}, $retainKeys: ['hostPath', 'name'] }],
        },
      },
      volume({ emptyDir: {} }),
    ),
    strategic(
      { spec: { strategy: { type: 'Recreate', $retainKeys: ['type'] } } },
      strategy({ type: 'RollingUpdate', rollingUpdate: {} }),
    ),
    strategic(
      { spec: { strategy: { type: 'Recreate', $retainKeys: [] } } },
      strategy({ type: 'RollingUpdate' }),
    ),
    strategic({ spec: { strategy: { $retainKeys: 'type' } } }, strategy({})),
  ],
  'an order, and values that go': [
    strategic(inOrder([{ name: 'c' }, { name: 'a' }]), A_AND_B),
    strategic(
      inOrder([{ name: 'd' }, { name: 'a' }], { containers: [{ name: 'd' }] }),
      A_AND_B,
    ),
    strategic(inOrder([{ name: 'a' }], { containers: [{ name: 'd' }] }), A_AND_B),
    strategic({ spec: { $setElementOrder: [] } }, A_AND_B),
    strategic(
      {
        metadata: {
          finalizers: ['x/c'],
          '$deleteFromPrimitiveList/finalizers': ['x/a', 'x/c'],
        },
      },
      { ...pod([]), ...names('x/a', 'x/b') },
    ),
    strategic(
      { metadata: { '$deleteFromPrimitiveList/finalizers': 'x/a' } },
      { ...pod([]), ...names('x/a') },
    ),
  ],
  'a strategic patch with a name that JavaScript has of its own': [
    {
      strategicText: '{"data":{"__proto__":"1","constructor":"2"}}',
      onText: '{"apiVersion":"v1","kind":"ConfigMap","data":{"a":"1"}}',
    },
  ],
};

const file = (object: JsonMap): Op => ({ file: object });

export const filing: Cases = {
  'a map that a patch replaces': [
    file(budget({ a: '1', b: '2' })),
    file(budget({ a: '1', b: '3' })),
    file(budget({ b: '3' })),
  ],
  'one of several': [
    file(volume({ emptyDir: {} })),
    file(volume({ hostPath: { path: '/x' } })),
    file(strategy({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } })),
    file(strategy({ type: 'Recreate' })),
  ],
};

const apply = (by: string, object: JsonMap, more: object = {}): Op => ({
  ...{ apply: object, by, ...more },
});
const edit = (by: string, change: JsonMap, more: object = {}): Op => ({
  ...{ edit: change, by, ...more },
});
const data = (by: string, change: JsonMap): Op => edit(by, { data: change });
const map = (by: string, change: JsonMap, more: object = {}): Op =>
  apply(by, configMap(change), more);
const ports = (...list: readonly JsonMap[]): JsonMap =>
  pod([{ name: 'a', ports: list }]);
const scaler = (version: string, spec: JsonMap): JsonMap => ({
  ...{ apiVersion: `autoscaling/${version}`, kind: 'HorizontalPodAutoscaler' },
  ...{ metadata: { name: 'a' }, spec },
});
const STATUS = { subresource: 'status' };

export const owning: Cases = {
  'one name that applies and edits': [
    map('m', { a: '1', b: '1' }),
    data('m', { a: '2' }),
    map('m', { a: '3', b: '1' }),
  ],
  'one name that writes the status too': [
    apply('m', thing({ a: '1' })),
    edit('e', { spec: { b: '1' } }),
    edit('e', { status: { c: '1' } }, STATUS),
    apply('m', { ...thing({ a: '1' }), status: { c: '2' } }),
    apply('m', { ...thing({}), status: { c: '2' } }, STATUS),
    apply('m', { ...thing({}), status: { c: '2' } }, { ...STATUS, force: true }),
  ],
  'one name in two versions': [
    apply('m', scaler('v2', { maxReplicas: 1 })),
    edit('e', { spec: { minReplicas: 1, behavior: {} } }),
    edit('e', { apiVersion: 'autoscaling/v1', spec: { minReplicas: 2 } }),
  ],
  'a value that becomes a map': [
    apply('m', thing({ x: '1' })),
    apply('n', thing({ x: { a: '1' } })),
  ],
  'a map that becomes a value, an empty one that is filled': [
    apply('m', thing({ x: { a: '1' }, y: {} })),
    apply('n', thing({ x: '1' })),
    apply('o', thing({ y: { a: '1' } })),
  ],
  'ports by number and protocol': [
    apply(
      'm',
      ports({ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }),
    ),
    apply('n', ports({ containerPort: 53, protocol: 'TCP', name: 'dns' })),
  ],
  'an item twice, or without a key': [
    apply('m', pod([{ name: 'a' }, { name: 'a', image: '2' }])),
    apply(
      'm',
      ports({ containerPort: 53 }, { containerPort: 53, protocol: 'TCP' }),
    ),
    apply('m', pod([{ image: '2' }])),
    apply('m', { ...configMap({}), kind: 'Secret' }),
    apply('m', configMap({}, { managedFields: [{}] })),
  ],
  'the file of kubectl is taken over': [
    file(configMap({ a: '1', b: '1' })),
    apply('m', configMap({ a: '2' })),
    data('e', { b: '2' }),
    apply('kubectl', configMap({ a: '2' })),
    apply('kubectl', configMap({ a: '2', b: '3' })),
  ],
};

const EDITS = Array.from({ length: 13 }, (_, i) => i);

export const forcing: Cases = {
  'more who edit than are kept': [
    map('m', { a: '1' }),
    ...EDITS.map((i) => data(`e${i}`, { [`k${i}`]: '1' })),
  ],
  'more who edit in the same second': [
    map('m', { a: '1' }),
    ...EDITS.map((i) =>
      edit(`e${(i * 5) % 13}`, { data: { [`k${i}`]: '1' } }, { at: 1 }),
    ),
  ],
  'who edits twice': [
    map('m', { a: '1' }),
    data('e', { b: '1' }),
    data('e', { c: '1' }),
    data('f', { b: '2', c: '2' }),
  ],
  'managers that a request brings': [
    map('m', { a: '1' }),
    edit('e', { data: { b: '1' }, metadata: { managedFields: null } }),
    edit('e', { data: { c: '1' }, metadata: { managedFields: [] } }),
    data('e', { d: '1' }),
    edit('e', { metadata: { managedFields: [{}] } }),
  ],
};

const send = (media: string, body: Json, by = 'e', more: object = {}): Op => ({
  ...{ send: body, media, by, ...more },
});
const write = (change: JsonMap, more: object = {}): Op => ({
  ...{ write: change, ...more },
});
const [JSON_PATCH, MERGE, STRATEGIC, APPLY] = [
  ...['application/json-patch+json', 'application/merge-patch+json'],
  ...['application/strategic-merge-patch+json', 'application/apply-patch+yaml'],
] as const;
const replaceA = [{ op: 'replace', path: '/data/a', value: '2' }];

export const giving: Cases = {
  'what the server is sent': [
    send(MERGE, { data: { a: '1' } }),
    send(APPLY, configMap({ a: '1' }), ''),
    send(APPLY, configMap({ a: '1' }), 'm'),
    send(APPLY, configMap({ a: '2' }), 'n'),
    send(APPLY, configMap({ a: '2' }), 'n', { force: true }),
    send(APPLY, ['x'], 'm'),
    send(JSON_PATCH, replaceA),
    send(JSON_PATCH, [{ op: 'test', path: '/data/a', value: '9' }]),
    send(JSON_PATCH, {}),
    send(JSON_PATCH, [{ op: 'replace', path: '', value: 1 }]),
    send(MERGE, { data: { b: '1' } }),
    send(MERGE, ['x']),
    send(STRATEGIC, { data: { c: '1' } }),
    send(STRATEGIC, ['x']),
  ],
  'what a write is noted as': [
    write(configMap({ a: '1' }), { options: { fieldManager: 'm' } }),
    write({ data: { b: '1' } }, { headers: { 'user-agent': 'kubectl/v1.36 x' } }),
    write({ data: { c: '1' } }, { headers: { 'user-agent': 'x'.repeat(129) } }),
    write({ data: { d: '1' } }),
    write({ data: { e: '1' } }, { headers: { 'content-type': APPLY } }),
    write({ data: { f: '1' } }, { operation: 'DELETE' }),
    write({ status: { f: '1' } }, STATUS),
  ],
};
