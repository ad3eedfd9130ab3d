// The steps of chapter 01. A program is a list of operations on an empty store; each
// answer is noted, and with a write what it wrote, as a listener of commits sees it.

import type { RangeRequest, Store } from '#store';
import type { Scenario, Stage, Step, Subject } from '../core/scenario.ts';
import {
  anyOf,
  type Op as DrawnOp,
  deletes,
  gets,
  puts,
  ranges,
  selections,
} from './01-store/draw.ts';
import { rangePairs } from './01-store/pairs.ts';
import { sayLine, wordsOf } from './01-store/say.ts';

/** Or so many keys at once, out of order: more than a chunk of the index holds. */
type Op = DrawnOp | { readonly op: 'fill'; readonly keys: number };
type Program = readonly Op[];

interface Place {
  readonly store: Store;
  readonly stage: Stage;
  /** The newest revision that was answered. */
  now: number;
  /** What the last call wrote, as a listener of commits was told. */
  readonly wrote: unknown[];
}

/** Plays a program on a new store. */
function play(subject: Subject, program: Program, stage: Stage): void {
  const store = (subject.createStore as () => Store)();
  const place: Place = { store, stage, now: 1, wrote: [] };
  const { wrote } = place;
  store.onCommit(({ changes }) => {
    wrote.push(...(changes.length > 0 ? changes : ['a commit of nothing']));
  });
  for (const op of program) {
    wrote.length = 0;
    place.now = playOp(op, place)?.revision ?? place.now;
  }
}

function playOp(op: Op, place: Place): { readonly revision: number } | undefined {
  const { store, stage, wrote } = place;
  switch (op.op) {
    case 'put':
      return stage.call(
        () => `put ${wordsOf(op.put)}`,
        () => withWrites(store.put(op.put), wrote),
      );
    case 'delete':
      return stage.call(
        () => `delete ${wordsOf(op.range)}`,
        () => withWrites(store.deleteRange(op.range), wrote),
      );
    case 'fill':
      return stage.call(
        () => `put k0 to k${op.keys - 1}, every seventh first`,
        () => fill(store, op.keys),
      );
    case 'get': {
      const range = rangeOf(op, place.now);
      return stage.call(
        () => `get ${wordsOf(range)}`,
        () => store.range(range),
      );
    }
  }
}

/** The answer with what was written; an answer still to come is no answer. */
function withWrites<T extends object>(
  answer: T,
  wrote: readonly unknown[],
): T & { readonly wrote: readonly unknown[] } {
  // A promise has no fields to spread: it has to be seen as what it is.
  const pending = 'then' in answer ? { pending: answer } : {};
  return { ...answer, ...readIn(answer), ...pending, wrote: [...wrote] };
}

const FIELDS = ['revision', 'prevKv', 'deleted', 'prevKvs'];

/** The fields that a reader finds, though an answer of a class has none of its own. */
function readIn(answer: object): Readonly<Record<string, unknown>> {
  const found = FIELDS.map((name) => [name, Reflect.get(answer, name)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

function rangeOf(op: Extract<DrawnOp, { op: 'get' }>, now: number): RangeRequest {
  if (op.back === undefined) return op.range;
  return { ...op.range, revision: Math.max(1, now - op.back) };
}

/** Puts keys in an order that begins in the middle of what is there again and again. */
function fill(store: Store, keys: number): { readonly revision: number } {
  let revision = 0;
  for (let i = 0; i < keys; i++) {
    ({ revision } = store.put({ key: `k${(i * 7) % keys}` }));
  }
  return { revision };
}

const put = (key: string, value: string): Op => ({
  op: 'put',
  put: { key, value },
});
const get = (key: string, back?: number): Op => ({
  op: 'get',
  range: { key },
  ...(back === undefined ? {} : { back }),
});

const steps: readonly Step<Program>[] = [
  {
    id: '1.1',
    cases: {
      'one put': [put('a', '1')],
      'a key twice': [put('a', '1'), put('b', '1'), put('a', '2')],
    },
    draw: (fc) => anyOf(fc, [puts(fc)]),
    play,
  },
  {
    id: '1.2',
    cases: {
      'an empty store': [get('a')],
      'the newest of two': [put('a', '1'), put('a', '2'), get('a'), get('b')],
    },
    draw: (fc) => anyOf(fc, [puts(fc), gets(fc)]),
    play,
  },
  {
    id: '1.3',
    cases: {
      'before the second put': [put('a', '1'), put('a', '2'), get('a', 1)],
      'before the first put': [put('a', '1'), get('a', 1)],
      'still to come': [put('a', '1'), get('a', -1)],
      'each of five': [
        ...['1', '2', '3', '4', '5'].map((value) => put('a', value)),
        ...[1, 2, 3, 4, 5].map((back) => get('a', back)),
      ],
    },
    draw: (fc) => anyOf(fc, [puts(fc), gets(fc, { back: true })]),
    play,
  },
  {
    id: '1.4',
    cases: {
      'made out of order': [
        put('b', '1'),
        put('a', '2'),
        put('c', '3'),
        { op: 'get', range: { key: 'a', rangeEnd: 'c' } },
      ],
      everything: [
        put('b', '1'),
        { op: 'get', range: { key: '\0', rangeEnd: '\0' } },
      ],
      'more than one chunk': [
        { op: 'fill', keys: 1_200 },
        // k46 begins a chunk; from k1 on, two more do.
        { op: 'get', range: { key: 'k45', rangeEnd: 'k47' } },
        { op: 'get', range: { key: 'k1', rangeEnd: 'k9', countOnly: true } },
      ],
    },
    draw: (fc) => anyOf(fc, [puts(fc), ranges(fc)]),
    play,
  },
  {
    id: '1.5',
    cases: {
      'two of three': [
        put('a', '1'),
        put('b', '2'),
        put('c', '3'),
        { op: 'get', range: { key: 'a', rangeEnd: '\0', limit: 2 } },
      ],
      'as many as there are': [
        put('a', '1'),
        put('b', '2'),
        { op: 'get', range: { key: 'a', rangeEnd: '\0', limit: 2 } },
      ],
    },
    draw: (fc) => anyOf(fc, [puts(fc), ranges(fc, { limit: true })]),
    play,
  },
  {
    id: '1.6',
    cases: {
      'gone, but not from the past': [
        put('a', '1'),
        { op: 'delete', range: { key: 'a' } },
        get('a'),
        get('a', 1),
      ],
      'made again': [
        put('a', '1'),
        put('a', '2'),
        { op: 'delete', range: { key: 'a' } },
        put('a', '3'),
        get('a'),
      ],
      'nothing to delete': [
        put('a', '1'),
        { op: 'delete', range: { key: 'b' } },
        { op: 'delete', range: { key: 'a' } },
        { op: 'delete', range: { key: 'a' } },
      ],
      'several at once': [
        put('b', '1'),
        put('a', '1'),
        { op: 'delete', range: { key: 'a', rangeEnd: '\0' } },
        put('c', '1'),
      ],
    },
    draw: (fc) => anyOf(fc, [puts(fc), puts(fc), deletes(fc), ranges(fc)]),
    play,
  },
  {
    id: '1.7',
    cases: {
      'the pair before': [
        put('a', '1'),
        { op: 'put', put: { key: 'a', value: '2', prevKv: true } },
        { op: 'put', put: { key: 'b', value: '1', prevKv: true } },
      ],
      'only the lease': [
        put('a', '1'),
        { op: 'put', put: { key: 'a', lease: 7, ignoreValue: true } },
        { op: 'put', put: { key: 'a', value: '2', ignoreLease: true } },
        get('a'),
      ],
      'nothing to keep': [
        { op: 'put', put: { key: 'a', ignoreValue: true } },
        get('a'),
      ],
      'given and ignored': [
        put('a', '1'),
        { op: 'put', put: { key: 'a', value: '2', ignoreValue: true } },
        { op: 'put', put: { key: 'a', lease: 7, ignoreLease: true } },
        get('a'),
      ],
    },
    draw: (fc) =>
      anyOf(fc, [
        puts(fc, { options: true }),
        deletes(fc, { options: true }),
        gets(fc),
      ]),
    play,
  },
  {
    id: '1.8',
    cases: {
      'by the number of puts': [
        put('a', '1'),
        put('a', '2'),
        put('b', '1'),
        { op: 'get', range: { key: 'a', rangeEnd: '\0', sortTarget: 'VERSION' } },
      ],
      'by age': [
        put('b', '1'),
        put('a', '1'),
        put('b', '2'),
        { op: 'get', range: { key: 'a', rangeEnd: '\0', sortTarget: 'CREATE' } },
      ],
      'newest first': [
        put('a', '1'),
        put('b', '1'),
        put('a', '2'),
        {
          op: 'get',
          range: {
            key: 'a',
            rangeEnd: '\0',
            sortTarget: 'MOD',
            sortOrder: 'DESCEND',
          },
        },
      ],
      'by value': [
        put('a', '2'),
        put('b', '1'),
        { op: 'get', range: { key: 'a', rangeEnd: '\0', sortTarget: 'VALUE' } },
      ],
      'a tie': [
        put('b', '1'),
        put('a', '1'),
        {
          op: 'get',
          range: {
            key: 'a',
            rangeEnd: '\0',
            sortTarget: 'VALUE',
            sortOrder: 'DESCEND',
          },
        },
      ],
      'a target without an order': [
        put('b', '1'),
        put('a', '1'),
        { op: 'get', range: { key: 'a', rangeEnd: '\0', sortTarget: 'MOD' } },
      ],
      'what changed since': [
        put('a', '1'),
        put('b', '1'),
        { op: 'get', range: { key: 'a', rangeEnd: '\0', minModRevision: 3 } },
      ],
    },
    pairs: rangePairs,
    draw: (fc) => anyOf(fc, [puts(fc), puts(fc), deletes(fc), selections(fc)]),
    play,
  },
];

export const scenario: Scenario = {
  file: 'store.ts',
  exports: ['createStore'],
  steps,
  say: sayLine,
};
