// Ours and the real etcd are asked the same, and must answer the same: every field, and
// every refusal with its code and text. 200 programs; 20,000 with KUBEWRIGHT_LONG=1.

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type EtcdPeer,
  etcdVersion,
  PeerError,
  startPeer,
} from '../../tools/etcd/peer.ts';
import { LEASES, type Op, programs } from '../../tools/etcd/programs.ts';
import { createStore, EtcdError, type KeyValue, type RangeRequest } from './mod.ts';

const test = suite<{ peer: EtcdPeer }>('etcd');
const version = etcdVersion('the store of chapter 01');
const check = version === undefined ? test.skip : test;
const numRuns = process.env.KUBEWRIGHT_LONG === '1' ? 20_000 : 200;
const runs = { seed: Number(process.env.SEED ?? 1), numRuns };
const EVERYTHING = { key: '\0', rangeEnd: '\0' };
const PROGRAMS_A_COMPACTION = 200;

test.before(async (context) => {
  if (version === undefined) return;
  context.peer = await startPeer();
  for (const lease of LEASES) await context.peer.leaseGrant(lease, 86_400);
});

test.after(async (context) => context.peer?.stop());

/** Empties etcd. Its revision from then on stands for revision 1, that of a new store. */
async function wipe(peer: EtcdPeer): Promise<Shift> {
  const { revision } = await peer.deleteRange(EVERYTHING);
  return new Shift(revision - 1);
}

/** Between the revisions of a program and those of an etcd that has seen others before. */
class Shift {
  readonly base: number;

  constructor(base: number) {
    this.base = base;
  }

  /** Each revision of a request; 0 and below mean none there, so they stay. */
  up<T extends object>(request: T): T {
    return this.#map(request, (revision) =>
      revision > 0 ? revision + this.base : revision,
    );
  }

  /** Each revision of an answer. */
  down<T extends object>(answer: T): T {
    return this.#map(answer, (revision) => revision - this.base);
  }

  #map<T extends object>(value: T, change: (revision: number) => number): T {
    const entries = Object.entries(value).map(([name, field]) => {
      if (/revision$/i.test(name)) return [name, change(field)];
      if (Array.isArray(field))
        return [name, field.map((kv) => this.#map(kv, change))];
      if (typeof field === 'object') return [name, this.#map(field, change)];
      return [name, field];
    });
    return Object.fromEntries(entries);
  }
}

/** An answer, or the code and the text of a refusal. */
async function outcome<T>(ask: () => T | Promise<T>): Promise<T | Refusal> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof EtcdError || error instanceof PeerError)) throw error;
    return { code: error.code, text: error.message };
  }
}

interface Refusal {
  readonly code: string;
  readonly text: string;
}

/** Two known differences are kept out of the programs; both have a test below. */
function withoutKnownDifferences({ op, request }: Op): Op {
  if (op !== 'range' || !cutsBeforeItSorts(request)) return { op, request } as Op;
  return { op, request: { ...request, sortOrder: 'ASCEND' } };
}

function cutsBeforeItSorts({
  sortOrder = 'NONE',
  sortTarget,
  limit,
}: RangeRequest) {
  return sortOrder === 'NONE' && sortTarget && sortTarget !== 'KEY' && limit;
}

check(`${numRuns} programs, every answer is etcd's`, async ({ peer }) => {
  let played = 0;
  console.log(
    `\netcd ${version}, seed ${runs.seed} (set by SEED), ${numRuns} programs`,
  );
  const property = fc.asyncProperty(programs, async (program) => {
    const store = createStore();
    const shift = await wipe(peer);
    // Without it the reads slow down, with every key that ever was.
    if (++played % PROGRAMS_A_COMPACTION === 0) await peer.compact(shift.base + 1);

    for (const drawn of program) {
      const { op, request } = withoutKnownDifferences(drawn);
      const ours = await outcome(() => store[op](request));
      const theirs = await outcome(() => peer[op](shift.up(request)));
      assert.equal(ours, 'code' in theirs ? theirs : shift.down(theirs));
    }
  });
  await fc.assert(property, runs);
});

test.run();
