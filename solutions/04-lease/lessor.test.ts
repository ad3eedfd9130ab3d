import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createStore, EtcdError, type Store } from '#store';
import { createVirtualWorld, type VirtualWorld } from '#world';
import { createLessor, type Lessor, leased, type SavedLease } from './mod.ts';

const test = suite('lessor');
const EVERYTHING = { key: '\0', rangeEnd: '\0' };

interface Stand {
  readonly world: VirtualWorld;
  readonly plain: Store;
  readonly store: Store;
  readonly lessor: Lessor;
}

function stand(): Stand {
  const world = createVirtualWorld({ seed: 1 });
  const plain = createStore();
  const lessor = createLessor(world, plain);
  return { world, plain, lessor, store: leased(plain, lessor) };
}

test('a lessor that was let go ends no lease', () => {
  const all = stand();
  all.lessor.grant({ id: 7, ttl: 5 });
  all.store.put({ key: 'a', lease: 7 });

  all.lessor.close();
  all.world.clock.advanceSync(60_000);

  assert.is(all.plain.range({ key: 'a' }).count, 1);
});

test('what was saved without its time begins anew with all of it', () => {
  const { world, plain } = stand();
  const saved: SavedLease[] = [{ id: 7, ttl: 60 }];

  const lessor = createLessor(world, plain, saved);

  assert.is(lessor.timeToLive(7).ttl, 60);
});

test('a chosen id is whole, below 2^53, not 0 and not taken', () => {
  const draws = [0, 7 / 2 ** 53, 8 / 2 ** 53];
  const world = createVirtualWorld({ seed: 1 });
  const next = (): number => draws.shift() ?? 0.5;
  const chance = { ...world.chance, next };
  const lessor = createLessor({ ...world, chance }, createStore());
  lessor.grant({ id: 7, ttl: 10 });

  assert.is(lessor.grant({ ttl: 10 }).id, 8);
  assert.is(lessor.grant({ id: 0, ttl: 10 }).id, 2 ** 52);
});

const refusal =
  (code: string, text: string) =>
  (error: unknown): boolean =>
    error instanceof EtcdError && error.code === code && error.message === text;

test('the refusals are those of etcd, and change nothing', () => {
  const { lessor, store, plain } = stand();
  lessor.grant({ id: 7, ttl: 10 });

  assert.throws(
    () => lessor.grant({ id: 7, ttl: 9_000_000_001 }),
    refusal('OutOfRange', 'etcdserver: too large lease TTL'),
  );
  assert.throws(
    () => lessor.grant({ id: 7, ttl: 5 }),
    refusal('FailedPrecondition', 'etcdserver: lease already exists'),
  );
  for (const ask of [
    () => lessor.revoke(8),
    () => store.put({ key: 'a', lease: 8 }),
  ]) {
    assert.throws(
      ask,
      refusal('NotFound', 'etcdserver: requested lease not found'),
    );
  }
  assert.is(plain.revision, 1);
  assert.equal(lessor.timeToLive(7), { id: 7, ttl: 10, grantedTtl: 10 });
});

test('leases are listed by their end, the soonest first', () => {
  const { lessor, world } = stand();
  for (const [lease, ttl] of [
    [1, 30],
    [2, 10],
    [3, 20],
  ] as const) {
    lessor.grant({ id: lease, ttl });
  }
  world.clock.advanceSync(5_000);
  lessor.keepAlive(2);

  assert.equal(lessor.leases(), [2, 3, 1]);
});

test('a revoke inside a step of the store is refused whole', () => {
  const { lessor, plain, store, world } = stand();
  lessor.grant({ id: 7, ttl: 10 });
  store.put({ key: 'a', lease: 7 });

  const within = (): void => plain.write(() => lessor.revoke(7));

  assert.throws(within, /inside another/);
  assert.is(lessor.timeToLive(7).ttl, 10);
  world.clock.advanceSync(10_000);
  assert.is(plain.range({ key: 'a' }).count, 0);
});

test('the store of clients is the store: it reads, deletes and tells', () => {
  const { store, plain } = stand();
  const heard: number[] = [];
  const stop = store.onCommit(({ revision }) => heard.push(revision));

  store.put({ key: 'a', value: '1' });
  store.write((txn) => txn.put({ key: 'b', value: '2' }));
  store.deleteRange({ key: 'a' });
  stop();
  plain.put({ key: 'c' });

  assert.equal(heard, [2, 3, 4]);
  assert.is(store.revision, 5);
  assert.equal(store.range(EVERYTHING), plain.range(EVERYTHING));
});

test.run();
