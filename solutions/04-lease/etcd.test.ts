// The whole of chapters 01 to 04 and a real etcd are asked the same, and answer the same:
// every field of every answer and event, and every refusal with its code and text. 200
// programs; KUBEWRIGHT_LONG=1: 20,000.

import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { suite } from 'uvu';
import { outcome } from '../../tools/etcd/compare.ts';
import { type EtcdPeer, etcdVersion, startPeer } from '../../tools/etcd/peer.ts';
import { Ours, Theirs } from '../../tools/etcd/sides.ts';
import { describe as describeTold } from '../../tools/etcd/told.ts';
import {
  type WholeProgram,
  wholePrograms,
} from '../../tools/etcd/whole-programs.ts';

const test = suite<{ peers: readonly EtcdPeer[] }>('etcd');
const version = etcdVersion('what chapters 01 to 04 make together');
const check = version === undefined ? test.skip : test;
const numRuns = Number(
  process.env.RUNS ?? (process.env.KUBEWRIGHT_LONG === '1' ? 20_000 : 200),
);
const seed = Number(process.env.SEED ?? 1);
/** etcd serves watches of the past every 100 ms; others go on meanwhile. */
const LANES = 4;

test.before(async (context) => {
  if (version === undefined) return;
  context.peers = await Promise.all(Array.from({ length: LANES }, startPeer));
});

test.after(async ({ peers = [] }) => {
  await Promise.all(peers.map((peer) => peer.stop()));
});

check(
  `in ${numRuns} programs every answer and event is etcd's`,
  async ({ peers }) => {
    console.log(`\netcd ${version}, ${numRuns} programs, SEED=${seed}`);
    const runs = { numRuns: numRuns / LANES, includeErrorInReport: true };
    await Promise.all(
      peers.map((peer, lane) => {
        const property = fc.asyncProperty(wholePrograms, (program) =>
          play(peer, program),
        );
        return fc.assert(property, { ...runs, seed: seed * LANES + lane });
      }),
    );
  },
);

async function play(
  peer: EtcdPeer,
  { ops, capacity }: WholeProgram,
): Promise<void> {
  const ours = new Ours(capacity);
  const theirs = await Theirs.empty(peer);
  try {
    for (const op of ops) {
      if (op.op === 'compact' || op.op === 'cancel') await settle(ours, theirs);
      const mine = await outcome(() => ours.ask(op));
      const real = await outcome(() => theirs.ask(op));
      same(mine, real, `${op.op} ${JSON.stringify(op.request)}`);
      if (ours.endsAtOnce(op)) await settle(ours, theirs);
    }
    await settle(ours, theirs);
    same(describeTold(ours.told), describeTold(theirs.told), 'the watches');
  } finally {
    ours.close();
    theirs.close();
  }
}

async function settle(ours: Ours, theirs: Theirs): Promise<void> {
  await theirs.settle(() => ours.mark());
  ours.read();
}

function same(ours: object, theirs: object, asked: string): void {
  if (isDeepStrictEqual(ours, theirs)) return;
  const answers = [
    `ours ${JSON.stringify(ours)}`,
    `etcd ${JSON.stringify(theirs)}`,
  ];
  throw new Error([asked, ...answers].join('\n'));
}

test.run();
