// What a program asks of an API server, and how programs are drawn. Few names, so that
// requests meet; simple ones first in every list, because shrinking moves to the front.

import type * as FastCheck from 'fast-check';

type Fc = typeof FastCheck;
type Arbitrary<T> = FastCheck.Arbitrary<T>;

/** One request, in short; `play.ts` makes it whole. */
export interface Ask {
  readonly op: 'ask';
  readonly verb:
    | 'create'
    | 'get'
    | 'list'
    | 'update'
    | 'patch'
    | 'delete'
    | 'clear';
  /** configmaps if absent. */
  readonly of?: 'pods' | 'nodes';
  readonly name?: string;
  /** d if absent; '' is all of them. */
  readonly namespace?: string;
  readonly part?: 'status';
  readonly data?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  /** Names the version that this object had so many answers ago; 0 is the last one. */
  readonly knows?: number;
  /** Names the uid that the object had when it was last seen, or another one. */
  readonly uid?: 'seen' | 'other';
  readonly query?: Readonly<Record<string, string>>;
  /** What else the body says in its metadata. */
  readonly meta?: Readonly<Record<string, unknown>>;
  /** Who asks, if it is not anybody. */
  readonly as?: string;
  /** A page after the last one: with its token, if there was one. */
  readonly goesOn?: true;
  readonly grace?: number;
  readonly policy?: string;
}

export type Op =
  | Ask
  | { readonly op: 'info'; readonly method: string; readonly url: string }
  /** Both are sent before either is answered. */
  | { readonly op: 'both'; readonly asks: readonly [Ask, Ask] }
  /** Before each of the next writes to the store, somebody else is faster. */
  | {
      readonly op: 'meddle';
      /** take: puts an object where the write wants to put one. */
      readonly how: 'write' | 'delete' | 'take';
      readonly times: number;
    }
  | {
      readonly op: 'watch';
      readonly query?: Readonly<Record<string, string>>;
      readonly namespace?: string;
      /** From so many revisions before the newest. Absent: from what there is. */
      readonly back?: number;
      /** Its client doesn't read, until it's woken. */
      readonly sleeps?: true;
    }
  /** All clients that sleep begin to read. */
  | { readonly op: 'wake' }
  /** The client of the first watch goes. */
  | { readonly op: 'leave' }
  /** Somebody writes one object so often behind the server's back. */
  | { readonly op: 'flood'; readonly times: number }
  /** Somebody deletes a configmap behind the server's back. */
  | { readonly op: 'vanish'; readonly name: string }
  | { readonly op: 'compact' }
  | { readonly op: 'wait'; readonly ms: number };

export interface Program {
  readonly ops: readonly Op[];
  /** Filters, plugins and checks stand on the road, and say what passes: stations.ts. */
  readonly stations?: true;
}

const NAMES = ['a', 'b', 'a', 'c', 'a'];

const name = (fc: Fc): Arbitrary<string> => fc.constantFrom(...NAMES);

/** An object with the field every other time. */
function sometimes<T>(
  fc: Fc,
  field: string,
  value: Arbitrary<T>,
): Arbitrary<Readonly<Record<string, T>>> {
  return fc.oneof(
    fc.constant({}),
    value.map((one) => ({ [field]: one })),
  );
}

function asking(
  fc: Fc,
  verb: Ask['verb'],
  ...parts: readonly Arbitrary<Readonly<Record<string, unknown>>>[]
): Arbitrary<Op> {
  return fc
    .tuple(name(fc), ...parts)
    .map(
      ([one, ...rest]) =>
        Object.assign({ op: 'ask', verb, name: one }, ...rest) as Op,
    );
}

const labels = (fc: Fc) =>
  sometimes(
    fc,
    'labels',
    fc.constantFrom<Readonly<Record<string, string>>>(
      { x: '1' },
      { x: '2' },
      { y: '1' },
    ),
  );

const data = (fc: Fc) =>
  sometimes(
    fc,
    'data',
    fc.constantFrom<Readonly<Record<string, string>>>(
      { k: '1' },
      { k: '2' },
      { l: '1' },
    ),
  );

const knows = (fc: Fc) => sometimes(fc, 'knows', fc.constantFrom(0, 0, 1));

function programs(
  fc: Fc,
  kinds: readonly Arbitrary<Op>[],
  first: readonly Op[] = [],
): Arbitrary<Program> {
  return fc
    .array(fc.oneof(...kinds), { minLength: 1, maxLength: 12, size: 'max' })
    .map((ops) => ({ ops: [...first, ...ops] }));
}

const creates = (fc: Fc) => asking(fc, 'create', data(fc), labels(fc));
const gets = (fc: Fc) => asking(fc, 'get');
const updates = (fc: Fc) => asking(fc, 'update', data(fc), knows(fc), labels(fc));
const patches = (fc: Fc) => asking(fc, 'patch', data(fc), knows(fc));
const deletes = (fc: Fc) => asking(fc, 'delete');

const A: Op = { op: 'ask', verb: 'create', name: 'a', data: { k: '0' } };
const B: Op = { op: 'ask', verb: 'create', name: 'b', labels: { x: '1' } };
const C: Op = { op: 'ask', verb: 'create', name: 'c', labels: { x: '2' } };

const meddles = (fc: Fc): Arbitrary<Op> =>
  fc.record({
    op: fc.constant('meddle' as const),
    how: fc.constantFrom('write' as const, 'write' as const, 'delete' as const),
    times: fc.integer({ min: 1, max: 3 }),
  });

/** Paths of all forms, with words that mean something in another place. */
export function infos(fc: Fc): Arbitrary<Program> {
  const word = fc.constantFrom(
    ...['pods', 'namespaces', 'd', 'a', 'status', 'finalize', 'watch', 'log', ''],
  );
  const root = fc.constantFrom(
    '/api/v1',
    '/apis/apps/v1',
    '/api',
    '/apis/apps',
    '',
  );
  const query = fc.constantFrom(
    ...[
      '',
      '?watch=1',
      '?watch=false',
      '?fieldSelector=metadata.name%3Da',
      '?limit=1',
    ],
  );
  const method = fc.constantFrom(
    'GET',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'HEAD',
    'X',
  );
  const info = fc
    .tuple(method, root, fc.array(word, { maxLength: 6 }), query)
    .map(([verb, before, words, after]): Op => {
      const path = [before, ...words].join('/');
      return {
        op: 'info',
        method: verb,
        url: `${path === '' ? '/' : path}${after}`,
      };
    });
  return fc.array(info, { minLength: 1, maxLength: 6 }).map((ops) => ({ ops }));
}

export function writers(fc: Fc): Arbitrary<Program> {
  const writes = [updates(fc), patches(fc), creates(fc)];
  const ask = fc.oneof(...writes) as Arbitrary<Ask>;
  const both = fc
    .tuple(ask, ask)
    .map((asks): Op => ({ op: 'both', asks: [asks[0], asks[1]] }));
  return programs(fc, [updates(fc), both, both, gets(fc), patches(fc)], [A]);
}

export function meddled(fc: Fc): Arbitrary<Program> {
  const pair = fc
    .tuple(meddles(fc), fc.oneof(patches(fc), updates(fc)))
    .map((ops) => ops);
  return fc
    .array(fc.oneof(pair, fc.tuple(gets(fc)), fc.tuple(creates(fc))), {
      ...{ minLength: 1, maxLength: 6 },
    })
    .map((groups) => ({ ops: [A, ...groups.flat()] }));
}

const LIST_QUERIES: readonly Readonly<Record<string, string>>[] = [
  { limit: '1' },
  { limit: '2' },
  {},
  { limit: '1', labelSelector: 'x' },
  { limit: '2', labelSelector: 'x!=1' },
  { limit: '3' },
  { labelSelector: 'x=2' },
  { resourceVersion: '3', resourceVersionMatch: 'Exact' },
  { resourceVersion: '3', limit: '1' },
];

export function pages(fc: Fc): Arbitrary<Program> {
  const query = fc.constantFrom(...LIST_QUERIES);
  const list = query.map((one): Op => ({ op: 'ask', verb: 'list', query: one }));
  const on = query.map(
    (one): Op => ({ op: 'ask', verb: 'list', query: one, goesOn: true }),
  );
  const compact = fc.constant<Op>({ op: 'compact' });
  const other = fc.constantFrom<Op>(
    { op: 'ask', verb: 'create', name: 'aa', labels: { x: '1' } },
    { op: 'ask', verb: 'create', name: 'd' },
    { op: 'ask', verb: 'create', name: 'a', namespace: 'e', labels: { x: '1' } },
  );
  const vanish = name(fc).map((one): Op => ({ op: 'vanish', name: one }));
  const kinds = [list, on, on, on, vanish, other, updates(fc), compact];
  return programs(fc, kinds, [A, B, C]);
}

const GRACES = [undefined, 0, 5, 30, 60, 1];

function deletions(fc: Fc, of: 'pods' | undefined): Arbitrary<Op> {
  const grace = fc.constantFrom(...GRACES);
  const policy = fc.constantFrom(
    undefined,
    undefined,
    'Background',
    'Foreground',
    'Orphan',
  );
  const knowing = fc.constantFrom<Partial<Ask>>({}, {}, { knows: 0 }, { knows: 1 });
  return fc.tuple(name(fc), grace, policy, knowing).map(
    ([one, seconds, how, more]): Op => ({
      ...{ op: 'ask', verb: 'delete', name: one },
      ...(of === undefined ? {} : { of }),
      ...(seconds === undefined ? {} : { grace: seconds }),
      ...(how === undefined ? {} : { policy: how }),
      ...more,
    }),
  );
}

const waits = (fc: Fc): Arbitrary<Op> =>
  fc.constantFrom(1_000, 4_000, 31_000).map((ms) => ({ op: 'wait', ms }));

const POD: Op = { op: 'ask', verb: 'create', of: 'pods', name: 'a' };
const HELD: Op = { ...POD, name: 'b', finalizers: ['x.io/f'] };

export function graces(fc: Fc): Arbitrary<Program> {
  const get = name(fc).map(
    (one): Op => ({ op: 'ask', verb: 'get', of: 'pods', name: one }),
  );
  const kinds = [deletions(fc, 'pods'), deletions(fc, 'pods'), waits(fc), get];
  return programs(fc, kinds, [POD, HELD]);
}

export function finalizers(fc: Fc): Arbitrary<Program> {
  const hold = fc.constantFrom<readonly string[]>(
    ['x.io/f'],
    [],
    ['x.io/f', 'x.io/g'],
    ['orphan'],
    ['foregroundDeletion', 'x.io/f'],
  );
  const held = (verb: 'create' | 'update'): Arbitrary<Op> =>
    fc.tuple(name(fc), hold).map(
      ([one, list]): Op => ({
        ...{ op: 'ask', verb, name: one, finalizers: list },
      }),
    );
  const kinds = [
    ...[deletions(fc, undefined), deletions(fc, undefined), held('update')],
    ...[held('create'), gets(fc), waits(fc)],
  ];
  const first: Op = {
    ...{ op: 'ask', verb: 'create', name: 'a', finalizers: ['x.io/f', 'x.io/g'] },
  };
  return programs(fc, kinds, [first]);
}

const WATCH_QUERIES: readonly Readonly<Record<string, string>>[] = [
  {},
  { labelSelector: 'x=1' },
  { labelSelector: 'x' },
  { labelSelector: '!x' },
  { fieldSelector: 'metadata.name=a' },
];

function watches(fc: Fc, back: Arbitrary<number | undefined>): Arbitrary<Op> {
  const namespace = fc.constantFrom(undefined, undefined, '');
  return fc.tuple(fc.constantFrom(...WATCH_QUERIES), back, namespace).map(
    ([query, from, place]): Op => ({
      ...{ op: 'watch', query },
      ...(from === undefined ? {} : { back: from }),
      ...(place === undefined ? {} : { namespace: place }),
    }),
  );
}

const elsewhere = (fc: Fc): Arbitrary<Op> =>
  name(fc).map(
    (one): Op => ({
      ...{
        op: 'ask',
        verb: 'create',
        name: one,
        namespace: 'da',
        labels: { x: '1' },
      },
    }),
  );

export function watched(fc: Fc): Arbitrary<Program> {
  const writes = [
    updates(fc),
    updates(fc),
    creates(fc),
    deletes(fc),
    elsewhere(fc),
  ];
  const watch = watches(fc, fc.constant(undefined));
  return programs(fc, [watch, ...writes], [A]);
}

export function resumed(fc: Fc): Arbitrary<Program> {
  const writes = [
    updates(fc),
    updates(fc),
    creates(fc),
    deletes(fc),
    elsewhere(fc),
  ];
  const watch = watches(fc, fc.integer({ min: 0, max: 6 }));
  return programs(fc, [watch, watch, ...writes], [{ op: 'ask', verb: 'list' }, A]);
}
