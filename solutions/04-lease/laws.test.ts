import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Commit,
  createStore,
  EtcdError,
  type KeyValue,
  type Store,
} from '#store';
import { createVirtualWorld, type VirtualWorld } from '#world';
import { createLessor, type Lessor, leased } from './mod.ts';

const test = suite('laws of leases');
const runs = { seed: Number(process.env.SEED ?? 1), numRuns: 300 };
const EVERYTHING = { key: '\0', rangeEnd: '\0' };

interface Stand {
  readonly world: VirtualWorld;
  readonly plain: Store;
  readonly store: Store;
  lessor: Lessor;
}

function stand(seed = 1): Stand {
  const world = createVirtualWorld({ seed });
  const plain = createStore();
  const lessor = createLessor(world, plain);
  return { world, plain, lessor, store: leased(plain, lessor) };
}

type Op =
  | { readonly op: 'grant'; readonly id: number; readonly ttl: number }
  | { readonly op: 'put'; readonly key: string; readonly lease: number }
  | { readonly op: 'delete'; readonly key: string; readonly rangeEnd: string }
  | { readonly op: 'keepAlive' | 'revoke'; readonly id: number }
  | { readonly op: 'wait'; readonly ms: number };

const id = fc.constantFrom(7, 8, 9);
const key = fc.constantFrom('a', 'b', 'ab', '\xff', 'c');
const operation: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ op: fc.constant('grant'), id, ttl: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ op: fc.constant('put'), key, lease: fc.constantFrom(0, 7, 8, 9) }),
  fc.record({ op: fc.constant('put'), key, lease: fc.constantFrom(0, 7, 8, 9) }),
  fc.record({
    op: fc.constant('delete'),
    key,
    rangeEnd: fc.constantFrom('', '\0'),
  }),
  fc.record({ op: fc.constantFrom('keepAlive', 'keepAlive', 'revoke'), id }),
  fc.record({ op: fc.constant('wait'), ms: fc.integer({ min: 1, max: 4_000 }) }),
) as fc.Arbitrary<Op>;
const programs = fc.array(operation, { maxLength: 40, size: 'max' });

/** Does one operation; true if it was not refused. */
function attempt({ world, lessor, store }: Stand, op: Op): boolean {
  try {
    if (op.op === 'grant') lessor.grant(op);
    if (op.op === 'put') store.put({ key: op.key, value: '', lease: op.lease });
    if (op.op === 'delete') store.deleteRange(op);
    if (op.op === 'keepAlive') lessor.keepAlive(op.id);
    if (op.op === 'revoke') lessor.revoke(op.id);
    if (op.op === 'wait') world.clock.advanceSync(op.ms);
    return true;
  } catch (error) {
    if (error instanceof EtcdError) return false;
    throw error;
  }
}

/** The deadlines that the program leads to, kept by the rules and nothing else. */
class Expected {
  readonly due = new Map<number, { at: number; ttl: number }>();

  note(op: Op, done: boolean, now: number): void {
    if (op.op === 'grant' && done) {
      const ttl = Math.max(2, op.ttl);
      this.due.set(op.id, { at: now + ttl * 1_000, ttl });
    }
    if (op.op === 'revoke') this.due.delete(op.id);
    const lease = op.op === 'keepAlive' ? this.due.get(op.id) : undefined;
    if (lease !== undefined) lease.at = now + lease.ttl * 1_000;
  }

  /** Takes out what is over by `now`. */
  forget(now: number): void {
    for (const [lease, { at }] of this.due) if (at <= now) this.due.delete(lease);
  }
}

test('a lease ends at its second, and never early', () => {
  fc.assert(
    fc.property(programs, (program) => {
      const all = stand();
      const expected = new Expected();
      for (const op of program) {
        const done = attempt(all, op);
        const now = all.world.clock.now();
        expected.forget(now);
        expected.note(op, done, now);
        for (const lease of [7, 8, 9]) {
          const at = expected.due.get(lease)?.at;
          const ttl = at === undefined ? -1 : Math.floor((at - now) / 1_000);
          assert.is(all.lessor.timeToLive(lease).ttl, ttl);
        }
      }
    }),
    runs,
  );
});

test('a key hangs on one lease at most, the one that its pair names', () => {
  fc.assert(
    fc.property(programs, (program) => {
      const all = stand();
      for (const op of program) {
        attempt(all, op);
        const { kvs } = all.plain.range(EVERYTHING);
        for (const lease of [7, 8, 9]) {
          const named = kvs.filter((kv) => kv.lease === lease).map((kv) => kv.key);
          const { keys = [] } = all.lessor.timeToLive(lease, { keys: true });
          assert.equal(keys, named);
        }
      }
    }),
    runs,
  );
});

test('no pair outlives its lease, and none goes without a reason', () => {
  fc.assert(
    fc.property(programs, (program) => {
      const all = stand();
      let before: readonly KeyValue[] = [];
      for (const op of program) {
        attempt(all, op);
        const { kvs } = all.plain.range(EVERYTHING);
        const alive = new Set(all.lessor.leases());
        assert.ok(kvs.every((kv) => kv.lease === 0 || alive.has(kv.lease)));
        if (op.op !== 'delete') {
          const now = new Set(kvs.map((kv) => kv.key));
          const gone = before.filter((kv) => !now.has(kv.key));
          assert.ok(gone.every((kv) => kv.lease !== 0 && !alive.has(kv.lease)));
        }
        before = kvs;
      }
    }),
    runs,
  );
});

test('the end of a lease deletes its keys in key order, as one revision', () => {
  fc.assert(
    fc.property(programs, fc.boolean(), (program, byHand) => {
      const all = stand();
      for (const op of program) attempt(all, op);
      const { world, lessor, plain } = all;
      const [soonest] = lessor.leases();
      fc.pre(soonest !== undefined);
      const { keys = [] } = lessor.timeToLive(soonest, { keys: true });
      const commits: Commit[] = [];
      plain.onCommit((commit) => commits.push(commit));
      const { revision } = plain;

      if (byHand) lessor.revoke(soonest);
      else while (lessor.leases().includes(soonest)) world.clock.advanceSync(1);

      const [first] = commits.filter((commit) =>
        commit.changes.some((change) => keys.includes(change.key)),
      );
      assert.equal(first?.changes.map((change) => change.key) ?? [], keys);
      assert.ok(first?.changes.every((change) => change.version === 0) ?? true);
      assert.is(plain.revision, revision + commits.length);
      if (keys.length === 0 && byHand) assert.is(plain.revision, revision);
    }),
    runs,
  );
});

/** When which keys went, from here on until no lease is left. */
function endings({ world, lessor, plain }: Stand): readonly string[] {
  const went: string[] = [];
  const stop = plain.onCommit(({ changes }) =>
    went.push(`${world.clock.now()} ${changes.map((change) => change.key)}`),
  );
  while (lessor.leases().length > 0) world.clock.advanceSync(100);
  stop();
  return went.sort();
}

test('a restart at any time changes no later end', () => {
  fc.assert(
    fc.property(programs, (program) => {
      const [one, other] = [stand(), stand()];
      for (const op of program) {
        attempt(one, op);
        attempt(other, op);
      }
      const saved = other.lessor.snapshot();
      other.lessor.close();
      other.lessor = createLessor(other.world, other.plain, saved);

      assert.equal(endings(other), endings(one));
      assert.is(other.world.clock.pending.length, 0);
    }),
    runs,
  );
});

test.run();
