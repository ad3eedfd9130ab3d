// Patches against a real kubectl, which patches a file without a server: the same
// library for JSON and merge patches, the same code for strategic ones as the API
// server has.

import { execFileSync } from 'node:child_process';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import { findPrograms } from '../../tools/test/programs.ts';
import {
  type Json,
  type JsonMap,
  jsonPatch,
  mergePatch,
  strategicMerge,
} from './mod.ts';

const seed = Number(process.env.SEED ?? 1);
const PATCHES = process.env.KUBEWRIGHT_LONG ? 200 : 10;
const OBJECTS = 10;
const test = suite('patches and kubectl');
const { found } = findPrograms(process.env.PATH ?? '', ['kubectl']);
const { chance } = createVirtualWorld({ seed });

const pick = <T>(all: readonly [T, ...T[]]): T =>
  all[Math.floor(chance.next() * all.length)] ?? all[0];
const some = <T>(all: readonly T[], share = 0.5): readonly T[] =>
  all.filter(() => chance.next() < share);
const shuffled = <T>(all: readonly T[]): readonly T[] =>
  all
    .map((one) => [chance.next(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);

/** What kubectl makes of each object; undefined if it refuses the patch. */
function patched(
  objects: readonly JsonMap[],
  type: string,
  patch: Json,
): readonly JsonMap[] | undefined {
  const list = { apiVersion: 'v1', kind: 'List', items: objects };
  const args = ['patch', '--local', '-f', '-', '-o', 'json', '--type', type, '-p'];
  try {
    const answer = execFileSync('kubectl', [...args, JSON.stringify(patch)], {
      ...{ input: JSON.stringify(list), encoding: 'utf8' },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    return JSON.parse(`[${answer.trim().replaceAll('\n}\n{', '\n},\n{')}]`);
  } catch {
    return undefined;
  }
}

/**
 * A null and a directive say nothing more, once an object is read into its type.
 */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key, item]) => item !== null && !key.startsWith('$'),
  );
  return Object.fromEntries(
    entries.map(([key, item]) => [key, withoutNulls(item)]),
  );
}

type Patch = (object: JsonMap, patch: Json) => Json;

function same(
  objects: readonly JsonMap[],
  type: string,
  patch: Json,
  ours: Patch,
): void {
  const theirs = patched(objects, type, patch);
  const said = JSON.stringify(patch);
  if (theirs !== undefined)
    for (const [i, object] of objects.entries()) {
      const expected = withoutNulls(theirs[i] ?? {});
      assert.equal(withoutNulls(ours(object, patch)), expected, said);
    }
  else {
    // It stops at the first that it can't patch, and doesn't say which.
    const all = (): void => {
      for (const object of objects) ours(object, patch);
    };
    assert.throws(all, undefined, said);
  }
}

const NAMES = ['a', 'b', 'c', 'd'] as const;
const FINALIZERS = ['x.io/1', 'x.io/2', 'x.io/3', 'x.io/4'] as const;

function containerOf(name: string): JsonMap {
  return {
    ...{ name, image: pick(['i:1', 'i:2']) },
    ...(chance.next() < 0.4
      ? {
          env: some(['A', 'B', 'C']).map((one) => ({
            name: one,
            value: pick(['1', '2']),
          })),
        }
      : {}),
    ...(chance.next() < 0.3 ? { args: some(['x', 'y', 'z']) } : {}),
    ...(chance.next() < 0.3
      ? { ports: some([80, 81]).map((containerPort) => ({ containerPort })) }
      : {}),
  };
}

function podOf(i: number): JsonMap {
  return {
    ...{ apiVersion: 'v1', kind: 'Pod' },
    metadata: {
      ...{ name: `p${i}`, labels: { l: pick(['1', '2']) } },
      finalizers: shuffled(some(FINALIZERS)),
    },
    spec: {
      containers: shuffled(some(NAMES)).map(containerOf),
      volumes: some(['v', 'w']).map((name) => ({ name, emptyDir: {} })),
      tolerations: [{ key: pick(['t', 'u']) }],
    },
  };
}

function changesOf(names: readonly string[]): readonly JsonMap[] {
  return names.map((name) => {
    const says = chance.next();
    if (says < 0.2) return { name, $patch: 'delete' };
    if (says < 0.3) return { name, env: null };
    if (says < 0.33) return { $patch: 'replace' };
    if (says < 0.35) return { image: 'nameless' };
    return containerOf(name);
  });
}

function strategicOf(): JsonMap {
  const names = shuffled(some(NAMES));
  const finalizers = shuffled(some(FINALIZERS, 0.3));
  const order = shuffled(NAMES).map((name) => ({ name }));
  const keeps = pick([['name', 'hostPath'], ['name'], ['name', 'emptyDir']]);
  return {
    metadata: {
      ...(chance.next() < 0.5 ? { finalizers } : {}),
      ...(chance.next() < 0.3
        ? { '$deleteFromPrimitiveList/finalizers': some(FINALIZERS, 0.3) }
        : {}),
      ...(chance.next() < 0.3
        ? { labels: pick<Json>([null, { m: '1' }, { $patch: 'replace', n: '2' }]) }
        : {}),
    },
    spec: {
      containers: changesOf(names),
      ...(chance.next() < 0.2 ? { '$setElementOrder/containers': order } : {}),
      ...(chance.next() < 0.2 ? { tolerations: [{ key: 'new' }] } : {}),
      ...(chance.next() < 0.2
        ? { volumes: [{ name: 'v', $retainKeys: keeps, hostPath: { path: '/h' } }] }
        : {}),
    },
  };
}

function operationOf(): JsonMap {
  const path = pick([
    ...([
      '/metadata/finalizers/0',
      '/metadata/finalizers/-',
      '/metadata/finalizers',
    ] as const),
    ...([
      '/metadata/finalizers/2',
      '/metadata/finalizers/-1',
      '/metadata/labels/l',
    ] as const),
    ...([
      '/metadata/labels/m~1n',
      '/metadata/nothing/x',
      '/spec/containers/0/image',
    ] as const),
    ...([
      '/spec/containers/1',
      '/metadata/finalizers/01',
      '/metadata/finalizers/x',
    ] as const),
  ]);
  const from = pick([
    '/metadata/labels/l',
    '/metadata/finalizers/0',
    '/metadata/none',
  ]);
  const value = pick<Json>(['x.io/9', 'x.io/1', null]);
  return pick<JsonMap>([
    { op: 'add', path, value },
    { op: 'replace', path, value },
    { op: 'remove', path },
    { op: 'copy', from, path },
    { op: 'move', from, path },
    { op: 'test', path, value },
  ]);
}

function mergeOf(): JsonMap {
  const value = (): Json =>
    pick<Json>([null, '1', { a: null, b: '2' }, ['x'], { c: {} }]);
  return {
    metadata: { labels: value(), annotations: value() },
    spec: { nodeName: value(), tolerations: value() },
  };
}

if (found.length === 0)
  console.log('  kubectl is not here: patches are not compared with it');
else {
  const objectsOf = () => Array.from({ length: OBJECTS }, (_, i) => podOf(i));
  test('a strategic merge patch', () => {
    for (let i = 0; i < PATCHES; i++)
      same(objectsOf(), 'strategic', strategicOf(), (object, patch) =>
        strategicMerge(object, patch as JsonMap),
      );
  });
  test('a JSON patch', () => {
    for (let i = 0; i < PATCHES; i++) {
      const operations = Array.from({ length: pick([1, 1, 2, 3]) }, operationOf);
      same(objectsOf(), 'json', operations, jsonPatch);
    }
  });
  test('a merge patch', () => {
    for (let i = 0; i < PATCHES; i++)
      same(objectsOf(), 'merge', mergeOf(), mergePatch);
  });
}

test.run();
