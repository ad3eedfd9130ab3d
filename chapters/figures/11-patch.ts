// The figures of chapter 11, drawn by patching and applying with the chapter's module.

import {
  type JsonMap,
  jsonPatch,
  type ManagedFieldsEntry,
  manifestOf,
  mergePatch,
  serverSideApply,
  strategicMerge,
  threeWayPatch,
} from '#patch';
import {
  box,
  dot,
  fresh,
  gone,
  picture,
  type State,
  strip,
  words,
  write,
} from '../../site/press/drawing.ts';

/** A document as a tree, before and after an operation: what is new was copied. */
export function way(): string {
  const before = jsonPatch(
    { data: { a: '1', b: { c: '2' } }, spec: { d: '3' } },
    [],
  );
  const path = '/data/b/c';
  const after = jsonPatch(before, [{ op: 'replace', path, value: '9' }]);
  const places: readonly (readonly [string, readonly string[], number, number])[] =
    [
      ['{ }', [], 70, 4],
      ['data', ['data'], 34, 54],
      ['spec', ['spec'], 138, 54],
      ['a', ['data', 'a'], 2, 104],
      ['b', ['data', 'b'], 68, 104],
      ['c', ['data', 'b', 'c'], 68, 154],
    ];
  const at = (document: unknown, keys: readonly string[]): unknown =>
    keys.reduce((value: unknown, key) => Object(value)[key], document);
  const tree = (title: string, document: unknown): State => ({
    ...{ title, w: 200, h: 190 },
    body: [
      write('M94 32L60 54M94 32L162 54M60 82L28 104M60 82L94 104M94 132V154'),
      ...places.map(([name, keys, x, y]) => {
        const value = at(document, keys);
        const text = typeof value === 'string' ? `${name}: ${value}` : name;
        const drawn = box({ x, y, w: 52, h: 28 }, text);
        return value === at(before, keys) ? drawn : fresh(drawn);
      }),
    ],
  });
  return strip(
    'A document with data and spec. After replace /data/b/c the root, data, b and c are new; ' +
      'a and spec are the same as before.',
    [tree('before', before), tree('replace /data/b/c', after)],
  );
}

const containerOf = (name: string, image: string): JsonMap => ({ name, image });
const podOf = (...containers: readonly JsonMap[]): JsonMap => ({
  ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } },
  spec: { containers },
});

function containersOf(object: unknown): readonly JsonMap[] {
  return Object(object).spec.containers;
}

/** One patch of a list, read in two ways. */
export function lists(): string {
  const live = podOf(containerOf('web', 'web:1'), containerOf('log', 'log:1'));
  const patch = { spec: { containers: [containerOf('web', 'web:2')] } };
  const show = (title: string, object: unknown, old: unknown): State => {
    const before = containersOf(old).map((one) => JSON.stringify(one));
    const rows = containersOf(object).map((one, i) => {
      const text = `${one.name}  ${one.image}`;
      const drawn = box({ x: 2, y: 8 + i * 40, w: 150, h: 30 }, text);
      return before.includes(JSON.stringify(one)) ? drawn : fresh(drawn);
    });
    const isLost = containersOf(object).length < containersOf(old).length;
    const lost = isLost
      ? [gone(box({ x: 2, y: 48, w: 150, h: 30 }, 'log  log:1'))]
      : [];
    return { title, w: 160, h: 84, body: [...rows, ...lost] };
  };
  return strip(
    'A Pod with the containers web and log, and a patch that names web with image web:2. A ' +
      'merge patch leaves web alone and log is gone. A strategic one changes web and keeps log.',
    [
      show('live', live, live),
      show('merge', mergePatch(live, patch), live),
      show('strategic', strategicMerge(live, patch), live),
    ],
  );
}

/** What a file said, says, and what is live: and what apply says of each field. */
export function three(): string {
  const mapOf = (data: JsonMap): JsonMap => ({
    ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data },
  });
  const last = { a: '1', b: '1', c: '1' };
  const live = { a: '1', b: '9', c: '1', d: '1' };
  const next = { a: '1', b: '1', e: '1' };
  const kept = mergePatch(manifestOf(mapOf(last)), { data: live }) as JsonMap;
  const { data = {} } = threeWayPatch(kept, mapOf(next));
  const columns = [46, 114, 182, 250];
  const heads = ['last', 'live', 'file', 'patch'].map((head, i) =>
    words(columns[i] ?? 0, 18, head, 'bold'),
  );
  const rows = ['a', 'b', 'c', 'd', 'e'].map((key, i) => {
    const y = 46 + i * 28;
    const cells = [last, live, next].map((map, column) =>
      words(columns[column] ?? 0, y, String(Object(map)[key] ?? '–')),
    );
    const said = Object.hasOwn(Object(data), key)
      ? fresh(words(250, y, `${key}: ${Object(data)[key]}`, 'bold'))
      : '';
    return words(6, y, key, 'mono') + cells.join('') + said;
  });
  return picture(
    320,
    176,
    'Five fields. a is the same in all three: nothing. b was 1 last, is 9 live and 1 in the ' +
      'file: set to 1. c is not in the file any more: null. d is only live: nothing. e is new: set.',
    ...heads,
    write('M2 26H318'),
    ...rows,
  );
}

interface Said {
  readonly by: string;
  readonly data: JsonMap;
  readonly force?: boolean;
}

/** A ConfigMap after one apply after another. */
function after(applies: readonly Said[]): JsonMap {
  let object: JsonMap | undefined;
  for (const [i, { by: manager, data, force = false }] of applies.entries()) {
    const metadata = { name: 'a' };
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
    const now = `2026-01-01T00:00:0${i}Z`;
    object = serverSideApply(object, config, { manager, now, force });
  }
  return object ?? {};
}

/** Fields as rows, managers as columns: a dot where one owns the other. */
function owners(title: string, applies: readonly Said[]): State {
  const now = after(applies);
  const before = applies.length > 1 ? after(applies.slice(0, -1)) : {};
  const owns = (object: JsonMap, manager: string, key: string): boolean =>
    entriesOf(object).some(
      (one) =>
        one.manager === manager &&
        Object.hasOwn(Object(one.fieldsV1['f:data']), `f:${key}`),
    );
  const keys = ['a', 'b', 'c'].map((key, i) => {
    const y = 50 + i * 30;
    const value = Object(now.data)[key];
    const text = value === undefined ? key : `${key}: ${value}`;
    const dots = ['m', 'n'].map((manager, column) => {
      const x = 104 + column * 40;
      if (!owns(now, manager, key)) return '';
      return owns(before, manager, key) ? dot(x, y - 5) : fresh(dot(x, y - 5));
    });
    const name = words(6, y, text, value === undefined ? 'quiet' : 'mono');
    const isGone = value === undefined && Object(before.data)[key] !== undefined;
    return (isGone ? gone(name) : name) + dots.join('');
  });
  const heads = words(99, 20, 'm', 'bold') + words(139, 20, 'n', 'bold');
  return { title, w: 170, h: 124, body: [heads, write('M2 28H166'), ...keys] };
}

function entriesOf(object: JsonMap): readonly ManagedFieldsEntry[] {
  return Object(object.metadata).managedFields ?? [];
}

/** Two managers: what each owns, shares, and takes. */
export function owned(): string {
  const m = { by: 'm', data: { a: '1', b: '1' } };
  const shares = { by: 'n', data: { b: '1', c: '1' } };
  const takes = { by: 'n', data: { a: '2', b: '1', c: '1' }, force: true };
  return strip(
    'Manager m applies a and b, and owns both. n applies b with the same value and c: b has ' +
      'two owners. n applies a=2 by force: a is n’s alone.',
    [
      owners('m: a=1 b=1', [m]),
      owners('n: b=1 c=1', [m, shares]),
      owners('n: a=2, by force', [m, shares, takes]),
    ],
  );
}

/** What one gives up: it goes when nobody else has it. */
export function given(): string {
  const m = { by: 'm', data: { a: '1', b: '1' } };
  const n = { by: 'n', data: { b: '1', c: '1' } };
  return strip(
    'm owns a and b, n owns b and c. m applies nothing: a is gone, b is n’s alone. n ' +
      'applies only c: b is gone too.',
    [
      owners('m and n', [m, n]),
      owners('m: nothing', [m, n, { by: 'm', data: {} }]),
      owners('n: c=1', [
        m,
        n,
        { by: 'm', data: {} },
        { by: 'n', data: { c: '1' } },
      ]),
    ],
  );
}
