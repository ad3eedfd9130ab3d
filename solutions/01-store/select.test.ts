import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { played, programs, ranges } from '../../tools/etcd/programs.ts';
import {
  createStore,
  type KeyValue,
  type RangeRequest,
  type RangeResponse,
  type Store,
} from './mod.ts';

const test = suite('select');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 1_000 };
const EVERYTHING = { key: '\0', rangeEnd: '\0' };

/** Holds for every range of every program, wherever the range is not refused. */
function law(
  holds: (request: RangeRequest, answer: RangeResponse, store: Store) => void,
): void {
  const property = fc.property(programs, ranges, (program, request) => {
    const store = played(program);
    // A past and a future that are there: refusals are not what these laws are
    // about.
    fc.pre(request.key !== '' && (request.revision ?? 0) <= store.revision);
    holds(request, store.range(request), store);
  });
  fc.assert(property, runs);
}

/** The request without some of its options. */
function without(
  request: RangeRequest,
  ...names: (keyof RangeRequest)[]
): RangeRequest {
  const kept = Object.entries(request).filter(
    ([name]) => !names.includes(name as keyof RangeRequest),
  );
  return Object.fromEntries(kept) as unknown as RangeRequest;
}

const BOUNDS = [
  'minModRevision',
  'maxModRevision',
  'minCreateRevision',
  'maxCreateRevision',
] as const;
const ORDER = ['sortTarget', 'sortOrder'] as const;

/** What etcd sorts after it has cut: a target without an order, and without a bound. */
function cutsFirst(request: RangeRequest): boolean {
  const { sortOrder = 'NONE', sortTarget = 'KEY' } = request;
  const bounded = BOUNDS.some((bound) => request[bound]);
  return sortOrder === 'NONE' && sortTarget !== 'KEY' && !bounded;
}

test('a limit keeps the beginning, and more says that it cut', () => {
  law((request, { kvs, more }, store) => {
    const { limit = 0, countOnly = false } = request;
    if (cutsFirst(request)) return;
    const all = store.range(without(request, 'limit')).kvs;
    const cuts = limit > 0 && all.length > limit && !countOnly;
    assert.equal(kvs, cuts ? all.slice(0, limit) : all);
    assert.is(more, cuts);
  });
});

test('with a target alone the limit and one more are read, and those are sorted', () => {
  law((request, { kvs, more }, store) => {
    const { limit = 0, sortTarget, countOnly = false } = request;
    if (!cutsFirst(request) || sortTarget === undefined || limit <= 0) return;
    const all = store.range(without(request, 'limit', ...ORDER)).kvs;
    const read = all.slice(0, limit + 1);
    const sorted = read.toSorted((a, b) =>
      compare(target(a, sortTarget), target(b, sortTarget)),
    );
    // Without its value a pair does not tell its place.
    if (sortTarget !== 'VALUE' || !request.keysOnly)
      assert.equal(kvs, sorted.slice(0, limit));
    assert.is(more, all.length > limit && !countOnly);
  });
});

test('count is the keys of the range: no limit, bound or order changes it', () => {
  law((request, { count }, store) => {
    const { key, rangeEnd = '', revision = 0 } = request;
    assert.is(count, store.range({ key, rangeEnd, revision }).kvs.length);
  });
});

test('countOnly answers no pairs, keysOnly the same pairs without values', () => {
  law((request, { kvs }, store) => {
    const full = store.range(without(request, 'keysOnly', 'countOnly')).kvs;
    const bare = full.map((kv) => ({ ...kv, value: '' }));
    if (request.countOnly) assert.equal(kvs, []);
    else assert.equal(kvs, request.keysOnly ? bare : full);
  });
});

test('bounds keep what lies within them, ends included, and 0 is none', () => {
  law((request, _, store) => {
    const plain = without(request, 'limit', 'countOnly', 'keysOnly', ...ORDER);
    const within = ({ modRevision, createRevision }: KeyValue): boolean =>
      modRevision >= (request.minModRevision || -Infinity) &&
      modRevision <= (request.maxModRevision || Infinity) &&
      createRevision >= (request.minCreateRevision || -Infinity) &&
      createRevision <= (request.maxCreateRevision || Infinity);

    const all = store.range(without(plain, ...BOUNDS)).kvs;

    assert.equal(store.range(plain).kvs, all.filter(within));
  });
});

test('pairs stand in the order of the target, equal ones in key order', () => {
  law((request, { kvs }) => {
    const { sortTarget = 'KEY', sortOrder = 'NONE', keysOnly } = request;
    if (sortTarget === 'VALUE' && keysOnly) return;
    const sign = sortOrder === 'DESCEND' ? -1 : 1;
    for (const [position, kv] of kvs.slice(1).entries()) {
      const before = kvs[position];
      assert.ok(before !== undefined);
      const order =
        sign * compare(target(before, sortTarget), target(kv, sortTarget));
      assert.ok(order < 0 || (order === 0 && before.key < kv.key));
    }
  });
});

function target(kv: KeyValue, name: RangeRequest['sortTarget']): string | number {
  if (name === 'VERSION') return kv.version;
  if (name === 'CREATE') return kv.createRevision;
  if (name === 'MOD') return kv.modRevision;
  return name === 'VALUE' ? kv.value : kv.key;
}

function compare(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

test('an order changes the order and nothing else', () => {
  law((request, _, store) => {
    const unlimited = without(request, 'limit');
    const byKey = (kvs: readonly KeyValue[]): readonly KeyValue[] =>
      kvs.toSorted((a, b) => compare(a.key, b.key));
    const unordered = store.range(without(unlimited, ...ORDER));
    assert.equal(byKey(store.range(unlimited).kvs), unordered.kvs);
  });
});

test('numbers sort as numbers and values as bytes', () => {
  const store = createStore();
  for (let put = 0; put < 10; put++) store.put({ key: 'ten', value: '9' });
  for (let put = 0; put < 9; put++) store.put({ key: 'nine', value: '10' });
  const first = (sortTarget: 'VERSION' | 'VALUE'): string | undefined =>
    store.range({ ...EVERYTHING, sortTarget, limit: 1 }).kvs[0]?.key;

  assert.is(first('VERSION'), 'nine');
  assert.is(first('VALUE'), 'nine');
});

test.run();
