// The laws of watching, over random programs: whatever is written, whoever reads slowly
// or comes back later, what a watch is told is what happened.

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Commit, createStore, KeyIndex, type Store } from '#store';
import {
  compact,
  createWatchHub,
  type WatchCreateRequest,
  type WatchEvent,
  type WatchResponse,
  type WatchStream,
} from './mod.ts';

const test = suite('watch');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 300 };
console.log(`SEED=${runs.seed}`);

type Write =
  | { readonly put: string; readonly value: string }
  | { readonly from: string; readonly end: string }
  | { readonly together: readonly string[] };

const KEYS = ['a', 'b', 'ab', 'c', 'a\0', '\xff'];
const key = fc.constantFrom(...KEYS);
const write: fc.Arbitrary<Write> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ put: key, value: fc.string() }) },
  {
    weight: 1,
    arbitrary: fc.record({ from: key, end: fc.constantFrom('', '\0') }),
  },
  { weight: 1, arbitrary: fc.record({ together: fc.uniqueArray(key) }) },
);
const writes = fc.array(write, { maxLength: 40, size: 'max' });

const request: fc.Arbitrary<WatchCreateRequest> = fc
  .tuple(
    key,
    fc.constantFrom('', '\0', 'b', 'c'),
    fc.subarray(['NOPUT', 'NODELETE'] as const),
    fc.boolean(),
  )
  .map(([from, rangeEnd, filters, prevKv]) => ({
    ...{ key: from, filters, prevKv },
    rangeEnd: rangeEnd > from || rangeEnd === '\0' ? rangeEnd : '',
  }));

function apply(store: Store, one: Write): void {
  if ('put' in one) store.put({ key: one.put, value: one.value });
  else if ('from' in one) store.deleteRange({ key: one.from, rangeEnd: one.end });
  else
    store.write((txn) => {
      for (const put of one.together) txn.put({ key: put, value: 'together' });
    });
}

/** What a watch must be told, found by asking the store and nobody else. */
function told(
  store: Store,
  commits: readonly Commit[],
  { key: from, rangeEnd = '', filters = [], prevKv }: WatchCreateRequest,
): WatchEvent[] {
  const isIn = (one: string): boolean => {
    if (rangeEnd === '') return one === from;
    return one >= from && (rangeEnd === '\0' || one < rangeEnd);
  };
  const events: WatchEvent[] = [];
  for (const kv of commits.flatMap(({ changes }) => changes)) {
    const type = kv.version === 0 ? 'DELETE' : 'PUT';
    if (!isIn(kv.key) || filters.includes(`NO${type}`)) continue;
    const before = { key: kv.key, revision: kv.modRevision - 1 };
    const [pair] = prevKv ? store.range(before).kvs : [];
    events.push(pair === undefined ? { type, kv } : { type, kv, prevKv: pair });
  }
  return events;
}

function commitsOf(store: Store): Commit[] {
  const commits: Commit[] = [];
  store.onCommit(({ revision, changes }) =>
    commits.push({ revision, changes: [...changes] }),
  );
  return commits;
}

function takeAll(stream: WatchStream): WatchResponse[] {
  const all: WatchResponse[] = [];
  for (;;) {
    const taken = stream.take();
    if (taken.length === 0) return all;
    all.push(...taken);
  }
}

const eventsOf = (responses: readonly WatchResponse[]): WatchEvent[] =>
  responses.flatMap(({ events }) => events);

test('a watch from the first revision is told all that was ever written', () => {
  fc.assert(
    fc.property(writes, request, fc.nat(40), (program, asked, at) => {
      const store = createStore();
      const commits = commitsOf(store);
      const stream = createWatchHub(store).stream();

      for (const one of program.slice(0, at)) apply(store, one);
      stream.watch({ ...asked, startRevision: 1 });
      for (const one of program.slice(at)) apply(store, one);

      assert.equal(eventsOf(takeAll(stream)), told(store, commits, asked));
    }),
    runs,
  );
});

test('slow readers of small queues miss nothing, and nothing comes twice', () => {
  const watches = fc.array(request, { minLength: 1, maxLength: 4 });
  const capacities = fc.integer({ min: 1, max: 3 });
  const takes = fc.array(fc.nat(3), { minLength: 40, maxLength: 40 });
  fc.assert(
    fc.property(
      writes,
      watches,
      capacities,
      takes,
      (program, asked, capacity, take) => {
        const store = createStore();
        const commits = commitsOf(store);
        const stream = createWatchHub(store, { capacity }).stream();
        for (const one of asked) stream.watch(one);
        const responses = [...stream.take()];

        for (const [i, one] of program.entries()) {
          apply(store, one);
          const taken = stream.take(take[i]);
          assert.ok(taken.length <= capacity);
          responses.push(...taken);
        }
        responses.push(...takeAll(stream));

        for (const [id, one] of asked.entries()) {
          const own = responses.filter(({ watchId }) => watchId === id);
          assert.equal(eventsOf(own), told(store, commits, one));
        }
      },
    ),
    runs,
  );
});

test('a watch that is resumed after the last event goes on as if it never broke', () => {
  const breaks = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 });
  fc.assert(
    fc.property(
      writes,
      request,
      breaks,
      fc.integer({ min: 1, max: 3 }),
      (program, asked, broken, capacity) => {
        const store = createStore();
        const commits = commitsOf(store);
        const hub = createWatchHub(store, { capacity });
        let stream = hub.stream();
        let startRevision = 1;
        const seen: WatchEvent[] = [];
        const read = (max?: number): void => {
          const events = eventsOf(stream.take(max));
          seen.push(...events);
          startRevision = (events.at(-1)?.kv.modRevision ?? startRevision - 1) + 1;
        };
        stream.watch({ ...asked, startRevision });

        for (const [i, one] of program.entries()) {
          apply(store, one);
          read(1);
          if (!broken[i]) continue;
          stream.close();
          stream = hub.stream();
          stream.watch({ ...asked, startRevision });
        }
        for (let i = 0; i < 100; i++) read();

        assert.equal(seen, told(store, commits, asked));
      },
    ),
    runs,
  );
});

test('no revision is ever cut in two, and none comes out of order', () => {
  fc.assert(
    fc.property(
      writes,
      fc.integer({ min: 1, max: 2 }),
      fc.nat(3),
      (program, capacity, max) => {
        const store = createStore();
        const stream = createWatchHub(store, { capacity }).stream();
        stream.watch({ key: '\0', rangeEnd: '\0' });
        stream.watch({ key: 'a', rangeEnd: '\0' });
        const last = new Map<number, number>();

        const check = (responses: readonly WatchResponse[]): void => {
          for (const { watchId, events, revision } of responses) {
            if (events.length === 0) continue;
            const revisions = events.map(({ kv }) => kv.modRevision);
            assert.ok((revisions[0] ?? 0) > (last.get(watchId) ?? 0));
            assert.equal(
              revisions,
              revisions.toSorted((a, b) => a - b),
            );
            last.set(watchId, revisions.at(-1) ?? 0);
            assert.ok(
              revision >= (revisions.at(-1) ?? 0) && revision <= store.revision,
            );
          }
        };
        for (const one of program) {
          apply(store, one);
          check(stream.take(max));
        }
        check(takeAll(stream));
      },
    ),
    runs,
  );
});

test('a compaction changes no answer at its revision or above', () => {
  fc.assert(
    fc.property(writes, request, fc.nat(100), (program, asked, at) => {
      const index = new KeyIndex();
      const store = createStore(index);
      const hub = createWatchHub(store);
      for (const one of program) apply(store, one);
      const floor = 1 + (at % store.revision);
      const answers = (): unknown => {
        const revisions = Array.from(
          { length: store.revision - floor + 1 },
          (_, i) => floor + i,
        );
        return revisions.map((revision) => {
          const stream = hub.stream();
          stream.watch({ ...asked, prevKv: false, startRevision: revision });
          const range = store.range({ key: '\0', rangeEnd: '\0', revision });
          return [range, takeAll(stream)];
        });
      };
      const before = answers();

      compact(store, index, hub, floor);

      assert.equal(answers(), before);
      const live = store.range({
        key: '\0',
        rangeEnd: '\0',
        revision: floor,
      }).count;
      const kept = [...index.scan({ from: '\0', end: undefined })];
      for (const { versions } of kept) {
        const old = versions.filter((kv) => kv.modRevision <= floor);
        assert.ok(versions.length > 0 && old.length <= 1);
      }
      assert.is(
        kept.filter(({ versions }) => (versions[0]?.modRevision ?? 0) <= floor)
          .length,
        live,
      );
    }),
    runs,
  );
});

test('many watches that want the same are told with the same events', () => {
  const store = createStore();
  const hub = createWatchHub(store);
  const streams = Array.from({ length: 1_000 }, () => hub.stream());
  for (const stream of streams)
    stream.watch({ key: 'a', rangeEnd: 'b', prevKv: true });
  for (const stream of streams) stream.take();

  store.put({ key: 'a', value: '1' });

  const events = streams.map((stream) => stream.take()[0]?.events);
  assert.is(new Set(events).size, 1);
  assert.is(events[0]?.[0]?.kv, store.range({ key: 'a' }).kvs[0]);
});
test.run();
