// All of chapters 01 to 04 and a real etcd are asked the same, and answer the same: every
// field of every answer and event, and every refusal with its code and text. 200
// programs; KUBEWRIGHT_LONG=1: 20,000. Leases live for hours in them: a real second takes
// one. One of two seconds is waited for below.
//
// What etcd 3.4.23 does and ours does not, on purpose. The tests named "etcd alone", here
// and in chapters 01 and 02, show it; tools/etcd/known.ts keeps it out of the programs.
// - A watch from the very revision of a compaction misses what that revision deleted,
//   though the revision can still be read. Later versions mended it.
// - It says revision 0 when a watch ends because it began too early; ours says where the
//   store is, as in all other responses.
// - Such a watch keeps its id until it is cancelled, which says once more that it is over;
//   ours is over when it says so.
// - A compaction at 0 passes, once, where there never was one; ours has nothing at 0.
// Not shown, because it depends on time or chance:
// - It says how far it is while a watch of the stream is behind. Clients took that for a
//   promise, so later versions do not; nor does ours.
// - It lists a lease's keys in the order of a Go map, which is none; ours in key order.
// - The ids that it chooses for leases have 63 bits; ours fit into a number.
// - It looks for leases that are over every 500 ms; ours ends them when they are.
// How it cuts the past of a watch into responses, it does not promise; no revision is
// cut. And of the header ours has the revision alone: who answered is chapter 07's.

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RequestOp } from '#txn';
import { outcome } from '../../tools/etcd/compare.ts';
import { type EtcdPeer, etcdVersion, startPeer } from '../../tools/etcd/peer.ts';
import {
  askBoth,
  onBoth,
  play,
  type Sides,
  settle,
} from '../../tools/etcd/play.ts';
import type { WholeOp } from '../../tools/etcd/whole-op.ts';
import { wholePrograms } from '../../tools/etcd/whole-programs.ts';

interface Context {
  readonly peers: readonly EtcdPeer[];
  readonly peer: EtcdPeer;
}

const test = suite<Context>('etcd');
const version = etcdVersion('what chapters 01 to 04 make together');
const check = version === undefined ? test.skip : test;
const numRuns = process.env.KUBEWRIGHT_LONG === '1' ? 20_000 : 200;
const seed = Number(process.env.SEED ?? 1);
/** etcd serves watches of the past every 100 ms. Others go on meanwhile. */
const LANES = 4;

test.before(async (context) => {
  if (version === undefined) return;
  const peers = await Promise.all(Array.from({ length: LANES }, startPeer));
  Object.assign(context, { peers, peer: peers[0] });
});

test.after(async ({ peers = [] }) => {
  await Promise.all(peers.map((peer) => peer.stop()));
});

check(
  `in ${numRuns} programs every answer and event is etcd's`,
  async (context) => {
    console.log(`\netcd ${version}, ${numRuns} programs, SEED=${seed}`);
    const runs = { numRuns: numRuns / LANES, includeErrorInReport: true };
    const lanes = context.peers.map((peer, lane) => {
      const property = fc.asyncProperty(wholePrograms, (drawn) =>
        play(peer, drawn),
      );
      return fc.assert(property, { ...runs, seed: seed * LANES + lane });
    });
    await Promise.all(lanes);
  },
);

const EVERYTHING = { key: '\0', rangeEnd: '\0' };
const put = (key: string, lease: number = 0): WholeOp => {
  return { op: 'put', request: { key, lease } };
};
const drop = (key: string): WholeOp => ({ op: 'deleteRange', request: { key } });
const compact = (revision: number): WholeOp => {
  return { op: 'compact', request: { revision } };
};
const watch = (startRevision: number = 0): WholeOp => {
  return { op: 'watch', request: { ...EVERYTHING, startRevision } };
};
const grant = (id: number, ttl: number): WholeOp => {
  return { op: 'leaseGrant', request: { id, ttl } };
};

check('a lease of two seconds takes its keys along at once', async ({ peer }) => {
  await onBoth(peer, async (sides) => {
    const program = [watch(), grant(7, 1), put('b', 7), put('a', 7), put('c')];
    for (const op of program) await askBoth(sides, op);
    const { ours, theirs } = sides;

    ours.wait(2);
    ours.read();
    await theirs.events(5);

    assert.equal(ours.told, theirs.told);
    assert.equal(
      ours.told.at(-1)?.events.map(({ kv }) => [kv.key, kv.modRevision]),
      [
        ['a', 5],
        ['b', 5],
      ],
    );
    await askBoth(sides, { op: 'timeToLive', request: { id: 7, keys: true } });
  });
});

check('what lives too short is granted two seconds', async ({ peer }) => {
  await onBoth(peer, async (sides) => {
    for (const [index, ttl] of [-5, 0, 1, 2, 3].entries())
      await askBoth(sides, grant(100 + index, ttl));
  });
});

check('a long past comes a thousand revisions at a time', async ({ peer }) => {
  await onBoth(peer, async (sides) => {
    const key: RequestOp = { put: { key: 'a' } };
    for (let number = 0; number < 2_500; number++)
      await askBoth(sides, { op: 'txn', request: { success: [key] } });
    await askBoth(sides, watch(2));
    sides.ours.read();
    await sides.theirs.events(2_500);

    for (const { told } of [sides.ours, sides.theirs]) {
      const sizes = told.map(({ events }) => events.length);
      assert.equal(sizes, [0, 1_000, 1_000, 500]);
    }
  });
});

check(
  'a key that a txn deletes and makes anew had no pair before',
  async (context) => {
    const remake = [{ deleteRange: EVERYTHING }, { put: { key: 'a' } }];
    await play(context.peer, {
      capacity: 1_000,
      ops: [
        put('a'),
        { op: 'watch', request: { ...EVERYTHING, prevKv: true } },
        { op: 'txn', request: { success: remake } },
        put('a'),
      ],
    });
  },
);

check('a txn may be as long as etcd lets it be', async ({ peer }) => {
  const puts = (count: number): RequestOp[] =>
    Array.from({ length: count }, (_, number) => ({ put: { key: `k${number}` } }));
  const gets = (count: number): RequestOp[] =>
    Array.from({ length: count }, () => ({ range: EVERYTHING }));
  const question = { key: 'a', target: 'VERSION', result: 'EQUAL', version: 0 };
  const requests = [
    { success: puts(128) },
    { success: puts(129) },
    { failure: puts(129) },
    { compare: Array(129).fill(question) },
    { success: [...gets(99), { txn: { success: puts(28) } }] },
    { success: [...gets(99), { txn: { success: puts(29) } }] },
    { success: gets(99), failure: [{ txn: { success: puts(29) } }] },
  ];
  await onBoth(peer, async (sides) => {
    for (const request of requests) await askBoth(sides, { op: 'txn', request });
  });
});

/** Asks both, whatever they say, and waits until their watches were told all. */
async function tell(sides: Sides, program: readonly WholeOp[]): Promise<void> {
  for (const op of program) {
    sides.ours.ask(op);
    await sides.theirs.ask(op);
  }
  await settle(sides);
}

check('etcd alone forgets a delete at the compaction', async ({ peer }) => {
  await onBoth(peer, async (sides) => {
    const keys = ({ told }: Sides['ours'] | Sides['theirs']): string[] =>
      told.flatMap(({ events }) => events).map(({ kv }) => kv.key);

    await tell(sides, [put('a'), put('b'), drop('a'), put('c')]);
    await tell(sides, [compact(4), watch(4)]);

    assert.equal(keys(sides.ours), ['a', 'c']);
    assert.equal(keys(sides.theirs), ['c']);
  });
});

check('etcd alone says 0 where a watch began too early', async ({ peer }) => {
  await onBoth(peer, async (sides) => {
    const end = { watchId: 0, events: [], canceled: true, compactRevision: 3 };

    await tell(sides, [put('a'), put('b'), compact(3), watch(2)]);

    assert.equal(sides.ours.told.at(-1), { ...end, revision: 3 });
    assert.equal(sides.theirs.told.at(-1), { ...end, revision: 0 });
  });
});

check('etcd alone ends a watch twice that began too early', async ({ peer }) => {
  const stream = peer.stream();
  const { revision } = await peer.put({ key: 'a' });
  await peer.compact(revision);

  await stream.watch({ key: 'a', startRevision: revision - 1, watchId: 5 });
  await stream.until(() => stream.responses.length === 2);
  assert.is(await stream.watch({ key: 'a', watchId: 5 }), -1);
  await stream.cancel(5);

  const ends = stream.responses.filter(({ canceled }) => canceled);
  assert.equal(
    ends.map(({ watchId }) => watchId),
    [5, -1, 5],
  );
  stream.close();
});

check('etcd alone lets a compaction at 0 pass, once', async () => {
  const peer = await startPeer();
  const refusal = {
    code: 'OutOfRange',
    text: 'etcdserver: mvcc: required revision has been compacted',
  };

  assert.equal(await outcome(() => peer.compact(0)), { revision: 1 });
  assert.equal(await outcome(() => peer.compact(0)), refusal);
  await onBoth(peer, async ({ ours }) => {
    assert.equal(await outcome(() => ours.ask(compact(0))), refusal);
  });
  await peer.stop();
});

test.run();
