// Ours and a real etcd are asked the same, and answer the same: every field, and
// every refusal with its code and text. 200 programs; KUBEWRIGHT_LONG=1: 20,000.
//
// What etcd 3.4.23 does and ours does not, on purpose (each has a test below):
// - It refuses a lease that nobody granted. Leases come with chapter 04.
// - It refuses a request above 1.5 MiB, a limit of the server that chapter 07 makes.
// - From 13 pairs on, pairs that sort alike come in any order (Go's sort.Sort is
//   unstable); ours keep key order, so that a program answers the same each time.
// And of the header ours has the revision alone: who answered is chapter 07's.

import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { outcome, wipe } from '../../tools/etcd/compare.ts';
import { type EtcdPeer, etcdVersion, startPeer } from '../../tools/etcd/peer.ts';
import { LEASES, programs } from '../../tools/etcd/programs.ts';
import { createStore, type KeyValue, type RangeRequest } from './mod.ts';

const test = suite<{ peer: EtcdPeer }>('etcd');
const version = etcdVersion('the store of chapter 01');
const check = version === undefined ? test.skip : test;
const numRuns = process.env.KUBEWRIGHT_LONG === '1' ? 20_000 : 200;
const runs = {
  seed: Number(process.env.SEED ?? 1),
  numRuns,
  includeErrorInReport: true,
};
const PROGRAMS_A_COMPACTION = 200;
const EVERYTHING = { key: '\0', rangeEnd: '\0' };

test.before(async (context) => {
  if (version === undefined) return;
  context.peer = await startPeer();
  for (const lease of LEASES) await context.peer.leaseGrant(lease, 86_400);
});

test.after(async ({ peer }) => peer?.stop());

check(`in ${numRuns} programs every answer is etcd's`, async ({ peer }) => {
  console.log(`\netcd ${version}, ${numRuns} programs, SEED=${runs.seed}`);
  let played = 0;
  const property = fc.asyncProperty(programs, async (program) => {
    const store = createStore();
    const shift = await wipe(peer);
    played += 1;
    // Nothing below its revision 1 is asked for; the more etcd keeps, the slower it
    // is.
    if (played % PROGRAMS_A_COMPACTION === 0) await peer.compact(shift.base + 1);

    for (const { op, request } of program) {
      const ours = await outcome(() => store[op](request));
      const theirs = await outcome(() => peer[op](shift.up(request)));
      same(ours, shift.down(theirs), `${op} ${JSON.stringify(request)}`);
    }
  });
  await fc.assert(property, runs);
});

function same(ours: object, theirs: object, asked: string): void {
  if (isDeepStrictEqual(ours, theirs)) return;
  const answers = [
    `ours ${JSON.stringify(ours)}`,
    `etcd ${JSON.stringify(theirs)}`,
  ];
  throw new Error([asked, ...answers].join('\n'));
}

/** Puts one key for each value into both, and asks both the same of all of them. */
async function askBoth(
  peer: EtcdPeer,
  values: readonly string[],
  view: Partial<RangeRequest>,
): Promise<{ ours: readonly KeyValue[]; theirs: readonly KeyValue[] }> {
  const store = createStore();
  const shift = await wipe(peer);
  for (const [number, value] of values.entries()) {
    const put = { key: `k${String(number).padStart(2, '0')}`, value };
    store.put(put);
    await peer.put(put);
  }
  const range = { ...EVERYTHING, ...view };
  const theirs = await peer.range(shift.up(range));
  return { ours: store.range(range).kvs, theirs: shift.down(theirs).kvs };
}

const keys = (kvs: readonly KeyValue[]): string[] => kvs.map((kv) => kv.key);
const mixed = (count: number): string[] =>
  Array.from({ length: count }, (_, number) => String(number % 2));

check(
  'sixty keys come in the same order where no two sort alike',
  async ({ peer }) => {
    for (const sortTarget of ['KEY', 'CREATE', 'MOD'] as const) {
      for (const sortOrder of ['ASCEND', 'DESCEND'] as const) {
        const view = { sortTarget, sortOrder, limit: 50 };
        const { ours, theirs } = await askBoth(peer, mixed(60), view);
        assert.equal(ours, theirs);
      }
    }
  },
);

check(
  'up to twelve pairs, those that sort alike stay in key order',
  async ({ peer }) => {
    for (const sortOrder of ['ASCEND', 'DESCEND'] as const) {
      const view = { sortTarget: 'VALUE', sortOrder } as const;
      const { ours, theirs } = await askBoth(peer, mixed(12), view);
      assert.equal(ours, theirs);
    }
  },
);

check(
  'etcd alone mixes pairs that sort alike, from thirteen on',
  async ({ peer }) => {
    const view = { sortTarget: 'VALUE', sortOrder: 'ASCEND' } as const;
    const { ours, theirs } = await askBoth(peer, mixed(13), view);

    assert.not.equal(keys(theirs), keys(ours));
    assert.equal(keys(theirs).sort(), keys(ours).sort());
    assert.equal(
      theirs.map((kv) => kv.value),
      ours.map((kv) => kv.value),
    );
  },
);

check('the first keys alone are sorted, if no order is asked', async ({ peer }) => {
  const view = { sortTarget: 'VALUE', limit: 1 } as const;
  const { ours, theirs } = await askBoth(peer, ['3', '2', '1'], view);

  // One pair more than the limit is read, to know whether there is more.
  assert.equal(keys(theirs), ['k01']);
  assert.equal(ours, theirs);
});

check('etcd alone refuses a lease that nobody granted', async ({ peer }) => {
  const put = { key: 'a', value: '1', lease: 404 };

  assert.equal(await outcome(() => peer.put(put)), {
    code: 'NotFound',
    text: 'etcdserver: requested lease not found',
  });
  assert.equal(createStore().put(put), { revision: 2 });
});

check('etcd alone refuses a request above 1.5 MiB', async ({ peer }) => {
  const put = { key: 'a', value: '.'.repeat(1.5 * 1024 * 1024) };

  assert.equal(await outcome(() => peer.put(put)), {
    code: 'InvalidArgument',
    text: 'etcdserver: request is too large',
  });
  assert.equal(createStore().put(put), { revision: 2 });
});

test.run();
