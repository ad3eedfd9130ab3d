// What holds of every patch and every apply, tried on drawn ones.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createVirtualWorld } from '#world';
import {
  type Json,
  type JsonMap,
  jsonPatch,
  manifestOf,
  mergeDiff,
  mergePatch,
  serverSideApply,
  strategicMerge,
  threeWayPatch,
} from './mod.ts';

const SEED = Number(process.env.SEED ?? 1);
const ROUNDS = process.env.KUBEWRIGHT_LONG ? 5000 : 300;
const test = suite('laws of patches');
const { chance } = createVirtualWorld({ seed: SEED });

const below = (many: number): number => Math.floor(chance.next() * many);
const pick = <T>(all: readonly [T, ...T[]]): T => all[below(all.length)] ?? all[0];
const KEYS = ['a', 'b', 'c', 'constructor', 'x.io/y'] as const;

function drawn(depth: number): Json {
  if (depth === 0 || chance.next() < 0.4)
    return pick<Json>(['1', '2', 0, false, '', []]);
  if (chance.next() < 0.15) return [drawn(0), drawn(depth - 1)];
  return mapOf(depth);
}

function mapOf(depth: number): JsonMap {
  const keys = KEYS.filter(() => chance.next() < 0.5);
  return Object.fromEntries(keys.map((key) => [key, drawn(depth - 1)]));
}

/** Keys in order: two maps that say the same are one text. */
function textOf(value: Json): string {
  return JSON.stringify(value, (_, one) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort())
      : one,
  );
}

test('a merge patch of a and diff(a, b) is b', () => {
  for (let i = 0; i < ROUNDS; i++) {
    const [a, b] = [mapOf(3), mapOf(3)];
    assert.is(textOf(mergePatch(a, mergeDiff(a, b))), textOf(b));
  }
});

test('a JSON patch that is refused has done nothing', () => {
  for (let i = 0; i < ROUNDS; i++) {
    const document = mapOf(3);
    const before = JSON.stringify(document);
    const operations = Array.from({ length: 3 }, () => {
      const path = `/${pick(KEYS).replace('/', '~1')}${pick(['', '/a', '/0', '/b/c'])}`;
      return { op: pick(['add', 'remove', 'replace']), path, value: drawn(1) };
    });
    try {
      jsonPatch(document, [
        ...operations,
        { op: 'test', path: '/none', value: '1' },
      ]);
      assert.unreachable();
    } catch {
      assert.is(JSON.stringify(document), before);
    }
  }
});

const thing = (spec: JsonMap): JsonMap => ({
  ...{ apiVersion: 'x.io/v1', kind: 'Thing', metadata: { name: 'a' }, spec },
});

/** What apply should come to, said field by field. */
function expected(last: Json, next: Json, live: Json): Json {
  if (!isMap(next) || !isMap(live)) return next;
  const before = isMap(last) ? last : {};
  const kept = Object.entries(live).filter(
    ([key]) => Object.hasOwn(next, key) || !Object.hasOwn(before, key),
  );
  const said = Object.entries(next).map(([key, value]) => {
    const old = (of: JsonMap): Json =>
      Object.hasOwn(of, key) ? (of[key] ?? null) : null;
    const there = Object.hasOwn(live, key);
    return [key, there ? expected(old(before), value, old(live)) : value] as const;
  });
  return Object.fromEntries([...kept, ...said]);
}

function isMap(value: Json): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

test('client-side apply sets what the file says, and deletes what it said', () => {
  for (let i = 0; i < ROUNDS; i++) {
    const [last, next, edit] = [mapOf(3), mapOf(3), mapOf(2)];
    const live = mergePatch(manifestOf(thing(last)), { spec: edit }) as JsonMap;

    const after = mergePatch(live, threeWayPatch(live, thing(next))) as JsonMap;

    const wanted = expected(last, next, live.spec ?? {});
    assert.is(textOf(after.spec ?? {}), textOf(wanted));
  }
});

const NAMES = ['a', 'b', 'c'] as const;

function podOf(): JsonMap {
  const names = NAMES.filter(() => chance.next() < 0.6);
  const containers = names.map((name) => ({
    ...{ name, image: pick(['1', '2']) },
    ...(chance.next() < 0.5
      ? { env: [{ name: 'X', value: pick(['1', '2']) }] }
      : {}),
    ...(chance.next() < 0.3 ? { args: [pick(['x', 'y'])] } : {}),
  }));
  const labels = Object.fromEntries(
    NAMES.filter(() => chance.next() < 0.4).map((name) => [name, pick(['1', '2'])]),
  );
  const metadata = {
    name: 'p',
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
  };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers } };
}

test('client-side apply of a file to what it was applied to is no change', () => {
  for (let i = 0; i < ROUNDS; i++) {
    const live = manifestOf(podOf());
    const file = podOf();

    const after = strategicMerge(live, threeWayPatch(live, file));

    assert.equal(threeWayPatch(after, file), {});
    assert.equal(Object(after.spec).containers, Object(file.spec).containers);
  }
});

interface Entry {
  readonly manager: string;
  readonly fieldsV1: JsonMap;
}

const entriesOf = (object: JsonMap): readonly Entry[] =>
  Object(object.metadata).managedFields ?? [];

/** Leaves of a tree of fields, as texts. */
function placesOf(tree: JsonMap, path = ''): readonly string[] {
  const inside = Object.entries(tree).flatMap(([key, value]) =>
    isMap(value) && key !== '.' ? placesOf(value, `${path}/${key}`) : [],
  );
  return Object.keys(tree).length === 0 || Object.hasOwn(tree, '.')
    ? [path, ...inside]
    : inside;
}

const ownedBy = (object: JsonMap, manager: string): ReadonlySet<string> =>
  new Set(
    entriesOf(object)
      .filter((entry) => entry.manager === manager)
      .flatMap(({ fieldsV1 }) => placesOf(fieldsV1)),
  );

test('apply is idempotent, and who applies owns what is applied', () => {
  let object: JsonMap | undefined;
  for (let i = 0; i < ROUNDS; i++) {
    const manager = pick(['m', 'n', 'o']);
    const config = podOf();
    const now = new Date(i * 1000).toISOString().replace('.000', '');
    const by = { manager, now, force: true };
    object = serverSideApply(object, config, by);
    const later = { ...by, now: '2030-01-01T00:00:00Z' };
    assert.is(serverSideApply(object, config, later), object);

    const alone = serverSideApply(undefined, config, by);
    assert.equal(ownedBy(object, manager), ownedBy(alone, manager));
  }
});

test('what is owned is there, and has all of its owners’ agreement', () => {
  let object: JsonMap | undefined;
  for (let i = 0; i < ROUNDS; i++) {
    const by = {
      manager: pick(['m', 'n']),
      now: '2026-01-01T00:00:00Z',
      force: true,
    };
    object = serverSideApply(object, podOf(), by);
    const all = ownedBy(serverSideApply(undefined, bare(object), by), by.manager);
    for (const { manager } of entriesOf(object))
      for (const place of ownedBy(object, manager))
        assert.ok(all.has(place), `${manager} owns ${place}`);
  }
});

function bare(object: JsonMap): JsonMap {
  const { managedFields: _, ...metadata } = Object(object.metadata);
  return { ...object, metadata };
}

test('a field that one owned alone goes with it; one that two owned stays', () => {
  for (let i = 0; i < ROUNDS; i++) {
    const [first, second] = [podOf(), podOf()];
    const now = '2026-01-01T00:00:00Z';
    const none = { ...first, metadata: { name: 'p' }, spec: {} };
    const m = { manager: 'm', now, force: true };
    const n = { manager: 'n', now, force: true };
    const only = serverSideApply(serverSideApply(undefined, first, m), none, m);
    assert.equal(Object(bare(only).spec).containers ?? [], []);
    assert.is(Object(only.metadata).labels, undefined);

    const both = serverSideApply(serverSideApply(undefined, first, m), second, n);
    const left = serverSideApply(both, none, m);
    for (const place of ownedBy(both, 'n'))
      assert.ok(ownedBy(left, 'n').has(place), place);
  }
});

test('a key called __proto__ is a key', () => {
  const hostile: JsonMap = JSON.parse('{"__proto__":{"polluted":"yes"}}');

  const merged = mergePatch({}, hostile);
  const applied = serverSideApply(undefined, thing(hostile), {
    manager: 'm',
    now: '',
  });

  assert.is(JSON.stringify(merged), '{"__proto__":{"polluted":"yes"}}');
  assert.match(JSON.stringify(applied), '"f:__proto__":{"f:polluted":{}}');
  assert.is(Object.hasOwn(Object.prototype, 'polluted'), false);
  assert.is(Object(merged).polluted, undefined);
});

test.run();
