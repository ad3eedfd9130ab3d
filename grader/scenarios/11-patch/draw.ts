// What is done with objects in a program, and how programs are drawn: few names and values,
// so that patches meet what is there. Simple ones come first in every list, because
// shrinking moves to the front.

import type * as FastCheck from 'fast-check';
import type { Json, JsonMap } from '#patch';

type Fc = typeof FastCheck;
type Arbitrary<T> = FastCheck.Arbitrary<T>;

export type Op =
  /** A JSON patch of a document. */
  | { readonly json: Json; readonly on: Json }
  /** The same, with much beside it: whether that is looked at is noted. */
  | { readonly json: Json; readonly aside: JsonMap }
  /** The same, both as texts: for names that no plain data may have. */
  | { readonly jsonText: string; readonly onText: string }
  /** One operation, so often. */
  | { readonly times: number; readonly operation: JsonMap; readonly on: Json }
  /** A copy of each of so many characters. */
  | { readonly copied: readonly number[] }
  /** A merge patch of a document. */
  | { readonly merge: Json; readonly of: Json }
  | { readonly mergeText: string; readonly onText: string }
  /** The merge patch that makes one of another. */
  | { readonly from: JsonMap; readonly to: JsonMap }
  /** A strategic patch of an object. */
  | { readonly strategic: JsonMap; readonly on: JsonMap }
  | { readonly strategicText: string; readonly onText: string }
  /** Client-side apply of a file, on what the program has so far. */
  | { readonly file: JsonMap }
  /** Somebody else's merge patch of it. */
  | {
      readonly edit: JsonMap;
      readonly by: string;
      readonly subresource?: string;
      /** When, in s; absent: at the number of the operation. */
      readonly at?: number;
    }
  /** What the server fills in by itself: a merge patch that nobody owns. */
  | { readonly fill: JsonMap }
  /** Server-side apply. */
  | {
      readonly apply: JsonMap;
      readonly by: string;
      readonly force?: true;
      readonly subresource?: string;
    }
  /** What the patcher of a media type makes of a body. */
  | {
      readonly send: Json;
      readonly media: string;
      readonly by: string;
      readonly force?: true;
    }
  /** A write, as admission sees it: what is merged in, and what the request says. */
  | {
      readonly write: JsonMap;
      readonly options?: JsonMap;
      readonly headers?: Readonly<Record<string, string>>;
      readonly operation?: 'DELETE';
      readonly subresource?: string;
    };

export type Program = readonly Op[];

/** A Pod with containers, as little of it as can be. */
export function pod(containers: readonly Json[], more: JsonMap = {}): JsonMap {
  const metadata = { name: 'a', ...more };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers } };
}

export function configMap(data: JsonMap, more: JsonMap = {}): JsonMap {
  const metadata = { name: 'a', ...more };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
}

/** A kind that no table has. */
export function thing(spec: JsonMap): JsonMap {
  return { apiVersion: 'x.io/v1', kind: 'Thing', metadata: { name: 'a' }, spec };
}

const DOCUMENT: JsonMap = {
  data: { a: '1', b: { c: '2', d: ['x', 'y', 'z'] } },
  list: ['p', { q: '3' }, 'r'],
  'm/n~o': '4',
};

const PLACES = [
  ...[
    '/data/a',
    '/data/b',
    '/data/b/c',
    '/data/b/d/0',
    '/data/b/d/1',
    '/data/b/d/-',
  ],
  ...[
    '/list/0',
    '/list/1/q',
    '/list/-',
    '/list/2',
    '/list/3',
    '/list/-1',
    '/m~1n~0o',
  ],
  ...[
    '/none',
    '/none/x',
    '/data/a/x',
    '/data/b/d/9',
    '/list/1/none',
    '/list/x',
    '',
  ],
];

function operationOf(fc: Fc): Arbitrary<JsonMap> {
  const path = fc.constantFrom(...PLACES);
  const from = fc.constantFrom(...PLACES);
  const value = fc.constantFrom<Json>('5', '1', null, { e: '6' }, ['x', 'y', 'z']);
  const kinds = (...ops: readonly string[]) => fc.constantFrom(...ops);
  return fc.oneof(
    fc.record({ op: kinds('add', 'replace', 'test'), path, value }),
    fc.record({ op: kinds('remove'), path }),
    fc.record({ op: kinds('move', 'copy'), from, path }),
  );
}

/** Operations on a document, a few one after another. */
export function operations(fc: Fc, most: number): Arbitrary<Program> {
  const json = fc.array(operationOf(fc), { minLength: 1, maxLength: most });
  const one = json.map((list): Op => ({ json: list, on: DOCUMENT }));
  return fc.array(one, { minLength: 1, maxLength: 3 });
}

function containerOf(fc: Fc): Arbitrary<JsonMap> {
  return fc.record(
    {
      name: fc.constantFrom('a', 'b', 'c'),
      image: fc.constantFrom('1', '2'),
      env: fc.uniqueArray(
        fc.record({
          name: fc.constantFrom('X', 'Y'),
          value: fc.constantFrom('1', '2'),
        }),
        { maxLength: 2, selector: ({ name }) => name },
      ),
      args: fc.subarray(['x', 'y']),
    },
    { requiredKeys: ['name', 'image'] },
  );
}

function podsOf(fc: Fc): Arbitrary<JsonMap> {
  const containers = fc.uniqueArray(containerOf(fc), {
    ...{ maxLength: 3, selector: ({ name }: JsonMap) => name },
  });
  return containers.map((list) => pod(list));
}

function changeOf(fc: Fc, hasDirectives: boolean): Arbitrary<JsonMap> {
  const name = fc.constantFrom('a', 'b', 'c');
  const change = containerOf(fc);
  const none = fc.record({ name, env: fc.constant(null) });
  if (!hasDirectives) return fc.oneof(change, none);
  const gone = fc.record({ name, $patch: fc.constant('delete') });
  const all = fc.constant({ $patch: 'replace' });
  return fc.oneof(
    { weight: 4, arbitrary: change },
    { weight: 4, arbitrary: gone },
    { weight: 1, arbitrary: all },
    { weight: 1, arbitrary: none },
  );
}

/** Strategic patches of a Pod's containers. */
export function strategics(fc: Fc, hasDirectives: boolean): Arbitrary<Program> {
  const changes = fc.array(changeOf(fc, hasDirectives), {
    ...{ minLength: 1, maxLength: 3, size: 'max' as const },
  });
  const strategic = changes.map((containers) => ({ spec: { containers } }));
  const one: Arbitrary<Op> = fc.record({ strategic, on: podsOf(fc) });
  return fc.array(one, { minLength: 1, maxLength: 3 });
}

const dataOf = (fc: Fc): Arbitrary<JsonMap> =>
  fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2')), {
      maxLength: 3,
    })
    .map((entries) => Object.fromEntries(entries));

const editsOf = (fc: Fc): Arbitrary<JsonMap> =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom('a', 'b', 'c'),
        fc.constantFrom<Json>('1', '3', null),
      ),
      { minLength: 1, maxLength: 2 },
    )
    .map((entries) => ({ data: Object.fromEntries(entries) }));

/** Files that are applied one after another, and edits by somebody else between them. */
export function files(fc: Fc): Arbitrary<Program> {
  const custom = fc
    .record({ x: dataOf(fc), y: fc.subarray(['1', '2']) })
    .map((spec): Op => ({ file: thing(spec) }));
  const file = (one: Arbitrary<JsonMap>) =>
    one.map((object): Op => ({ file: object }));
  const edit = (one: Arbitrary<JsonMap>) =>
    one.map((object): Op => ({ edit: object, by: 'e' }));
  const inside = fc.record({
    spec: fc.record({ x: editsOf(fc).map((e) => e.data ?? {}) }),
  });
  const many = (one: Arbitrary<Op>): Arbitrary<Program> =>
    fc.array(one, { minLength: 2, maxLength: 5, size: 'max' });
  return fc.oneof(
    many(
      fc.oneof(
        { weight: 3, arbitrary: file(dataOf(fc).map((data) => configMap(data))) },
        { weight: 1, arbitrary: edit(editsOf(fc)) },
      ),
    ),
    many(file(podsOf(fc))),
    many(
      fc.oneof(
        { weight: 3, arbitrary: custom },
        { weight: 1, arbitrary: edit(inside) },
      ),
    ),
  );
}

/** Each says again what it has said before, so that nobody gives anything up. */
function withoutDrops(program: Program): Program {
  const said = new Map<string, JsonMap>();
  return program.map((op) => {
    if (!('apply' in op)) return op;
    const apply = together(said.get(op.by), op.apply);
    said.set(op.by, apply);
    return { ...op, apply };
  });
}

function together(before: JsonMap | undefined, now: JsonMap): JsonMap {
  // An empty map is a value that one owns, and would give up by saying more.
  if (now.kind === 'ConfigMap')
    return {
      ...now,
      data: { a: '1', ...Object(before?.data), ...Object(now.data) },
    };
  if (now.kind === 'Thing') {
    const [old, said] = [Object(before?.spec), Object(now.spec)];
    const probes = [old.probe, said.probe].filter((one) => one !== undefined);
    const probe = Object.assign({ path: '1' }, ...probes);
    const more = probes.length > 0 ? { probe } : {};
    return thing({ other: '1', ...old, ...said, ...more });
  }
  if (before === undefined) return now;
  const named = (object: JsonMap): readonly (readonly [string, JsonMap])[] =>
    Object(object.spec).containers.map((one: JsonMap) => [one.name, one]);
  const containers = new Map<string, JsonMap>(named(before));
  for (const [name, one] of named(now)) {
    const old = containers.get(name) ?? {};
    const env = new Map(
      [old, one].flatMap((of) =>
        (Array.isArray(of.env) ? of.env : []).map((v: JsonMap) => [v.name, v]),
      ),
    );
    const more = env.size > 0 ? { env: [...env.values()] } : {};
    containers.set(name, { ...old, ...one, ...more });
  }
  return pod([...containers.values()]);
}

/** The same, but that nobody gives anything up. */
export function claims(fc: Fc): Arbitrary<Program> {
  return applies(fc).map(withoutDrops);
}

/** Server-side applies by a few managers, with and without force, and edits. */
export function applies(fc: Fc): Arbitrary<Program> {
  const by = fc.constantFrom('m', 'n', 'o');
  const force = fc.constantFrom<true | undefined>(undefined, true);
  const apply = (one: Arbitrary<JsonMap>): Arbitrary<Op> =>
    fc
      .record({ apply: one, by, force })
      .map(({ force: isForced, ...op }) =>
        isForced ? { ...op, force: true } : op,
      );
  const edit: Arbitrary<Op> = fc.record({
    edit: editsOf(fc),
    by: fc.constant('e'),
  });
  const many = (one: Arbitrary<Op>): Arbitrary<Program> =>
    fc.array(one, { minLength: 2, maxLength: 6, size: 'max' });
  const maps = dataOf(fc).map((data) => configMap(data));
  const probe = fc.record(
    { path: fc.constantFrom('1', '2'), port: fc.constantFrom('1', '2') },
    { requiredKeys: [] },
  );
  const things = fc
    .record({ probe, other: fc.constant('1') }, { requiredKeys: [] })
    .map((spec) => thing(spec));
  const fill: Arbitrary<Op> = fc.constant({
    fill: { spec: { probe: { period: 9 } } },
  });
  return fc.oneof(
    many(
      fc.oneof(
        { weight: 4, arbitrary: apply(maps) },
        { weight: 1, arbitrary: edit },
      ),
    ),
    many(apply(podsOf(fc))),
    many(
      fc.oneof(
        { weight: 4, arbitrary: apply(things) },
        { weight: 1, arbitrary: fill },
      ),
    ),
  );
}
