// Programs in which alone a thing is decided: leases whose time runs, sizes at their
// bounds, a close under way, a folder that has been worked on.

import type { Ask, Harm, Op, Program } from './draw.ts';
import { put, swapped } from './draw.ts';

type Programs = Readonly<Record<string, Program>>;

const hold: Op = { op: 'hold' };
const holdSnapshots: Op = { op: 'hold snapshots' };
const letGo: Op = { op: 'let go' };
const look: Op = { op: 'look' };
const files: Op = { op: 'files' };
const close: Op = { op: 'close' };
const restart: Op = { op: 'restart' };
const powerCut: Op = { op: 'power cut' };
const snapshot: Op = { op: 'snapshot' };
const leases: Op = { op: 'leases' };
const isAnotherDue: Op = { op: 'is another due' };
const failSync: Op = { op: 'fail sync' };
const wait = (ms: number): Op => ({ op: 'wait', ms });
const room = (bytes: number): Op => ({ op: 'room', bytes });
const harm = (harm: Harm): Op => ({ op: 'harm', harm });
const long = (...values: readonly number[]): Op => ({ op: 'long puts', values });
const burst = (...asks: readonly Ask[]): Op => ({ op: 'burst', asks });
const grant = (id: number, ttl: number): Ask => ({
  ask: 'grant',
  request: { id, ttl },
});
const revoke = (id: number): Ask => ({ ask: 'revoke', request: { id } });
const compact = (revision: number): Ask => ({
  ask: 'compact',
  request: { revision },
});
const big = (key: string): Ask => put(key, 'x'.repeat(900));
const remove = (key: string): Ask => ({ ask: 'delete', request: { key } });
const txn: Ask = { ask: 'txn', request: swapped('a') };
const inner: Ask = {
  ask: 'txn',
  request: { success: [{ txn: { success: [{ put: { key: 'in' } }] } }] },
};
const innerRead: Ask = {
  ask: 'txn',
  request: {
    success: [
      { range: { key: 'a' } },
      { txn: { success: [{ range: { key: 'a' } }] } },
    ],
  },
};
const LARGE = 1_600_000;

const of = (...ops: readonly Op[]): Program => ({ ops });

/** Of 5.1: what a request is, and who is told. */
export const requests: Programs = {
  'the pair before is answered': of(put('a'), {
    ...{ ask: 'put', request: { key: 'a', value: '2', prevKv: true } },
  }),
  'a listener that left': of(put('a'), { op: 'leave' }, put('b'), look),
  'a txn that only reads is no entry': of(put('a'), innerRead, look),
  'the store chooses an id': of({ op: 'grant any' }, { op: 'grant any' }, leases),
  'a lease ends': of(
    ...[grant(7, 5), put('l', '1', 7), wait(4_999), leases, wait(1), look, leases],
  ),
  'a lease that was given back': of(
    ...[grant(7, 5), revoke(7), wait(10_000), look, grant(7, 60), leases],
  ),
  'kept alive': of(
    ...[grant(7, 5), wait(4_000), { op: 'keep alive', id: 7 } as const],
    ...[wait(4_000), leases, wait(1_000), leases],
  ),
  'kept alive when its end is on its way': of(
    ...[grant(7, 5), hold, wait(5_000), { op: 'keep alive', id: 7 } as const],
    ...[letGo, leases],
  ),
  'soonest first': of(grant(7, 60), grant(8, 10), leases),
  'too large for a segment': of(long(5_000), long(10), look),
  // Six bytes of a put are not its value.
  'as large as an empty segment holds, and a byte more': of(
    ...[long(3_786), long(3_787), look],
  ),
  'closed under way': of(...[hold, put('a'), put('b'), close, put('c'), innerRead]),
};

/** Of 5.2: a request has a largest size, and a group an end. */
export const ends: Programs = {
  'one of a megabyte, and one more': {
    // No room for the segment ahead: it would only be laid out.
    ops: [
      ...[room(0), long(1_580_000), long(1_060_000, 100_000)],
      { op: 'largest write' },
    ],
    segmentBytes: LARGE,
  },
};

/** Of 5.3: what a full disk leaves, and what a failed one. */
export const faults: Programs = {
  'a txn that only reads goes on': {
    ops: [put('a'), failSync, put('b'), innerRead, look],
    segmentBytes: 16_384,
  },
  'all who wait are refused': of(
    ...[room(0), burst(big('a'), big('b'), big('c'), big('d'), big('e'), put('f'))],
    ...[look, room(-1), put('g'), look],
  ),
  'a lease that ends on a full disk': {
    ops: [
      ...[grant(7, 5), put('l', '1', 7), room(0), { op: 'fill' } as const],
      ...[wait(6_000), leases, room(-1), wait(60_000), leases],
    ],
    segmentBytes: 2_048,
  },
  'a segment ahead finds no room': {
    ops: [room(0), big('a'), big('b'), look],
    segmentBytes: 2_048,
  },
};

/** Of 5.4, beside its bytes: what stands around a place. */
export const around: Programs = {
  'to the last byte': of(...[big('a'), big('b'), { op: 'fill exactly' } as const], {
    op: 'room left',
  }),
  'a sector is missing before others': {
    ops: [
      ...[put('a'), put('b', 'x'.repeat(1_500)), put('c'), close],
      ...[
        harm({ record: 1, from: 300, to: 1_450, turn: 'zero' }),
        { op: 'verify' },
      ],
    ] as const,
    segmentBytes: 8_192,
  },
  'all of its header, and it is bad': {
    ops: [
      ...[put('a'), put('b'), close],
      ...[harm({ record: 0, from: 15, to: 16, turn: 165 })],
      ...[harm({ record: 0, from: 16, turn: 'zero' }), { op: 'verify' }],
    ] as const,
    segmentBytes: 8_192,
  },
  'the end of a segment before the last': {
    ops: [
      ...[big('a'), big('b'), big('c'), close],
      ...[
        harm({ segment: 1, record: 0, from: 40, to: 60, turn: 1 }),
        { op: 'verify' },
      ],
    ] as const,
    segmentBytes: 2_048,
  },
};

/** Of 5.5: what a log has to hold, and what a folder had been through. */
export const comings: Programs = {
  'in a folder of its own': {
    ops: [put('a'), files, restart, close, { op: 'verify' }],
    folder: 'member/log',
  },
  'a lease of a large id': of(
    ...[grant(2 ** 53 - 1, 60), put('l', '1', 2 ** 53 - 1), restart, leases],
  ),
  'a lease whose id was chosen': of(
    ...[
      { op: 'grant any' } as const,
      { op: 'grant any' } as const,
      restart,
      leases,
    ],
  ),
  'the lease is left alone': of(
    ...[grant(7, 60), put('a', '1', 7)],
    { ask: 'put', request: { key: 'a', value: '2', ignoreLease: true } },
    ...[restart, leases],
    { ask: 'put', request: { key: 'a', ignoreValue: true } },
    ...[restart, leases],
  ),
  'a lease that ended is over': of(
    ...[grant(7, 5), put('l', '1', 7), wait(5_000), look, restart, leases],
  ),
  'leases have all of their time anew': of(
    ...[grant(7, 10), put('l', '1', 7), wait(6_000), restart, leases],
    ...[wait(6_000), leases, wait(4_000), leases, look],
  ),
  'a key of many bytes': {
    ops: [{ op: 'long puts', values: [3], key: 70_000 }, restart, { op: 'sizes' }],
    segmentBytes: 262_144,
  },
  'a txn inside a txn': of(put('a'), inner, restart, txn, restart),
  'with larger segments': {
    ops: [
      ...[big('a'), { op: 'restart', segmentBytes: 8_192 } as const],
      ...[big('b'), big('c'), big('d'), big('e'), restart, look],
    ],
    segmentBytes: 2_048,
  },
  'failed, killed, and the power goes': of(
    ...[put('a'), failSync, put('b'), restart, powerCut, put('c'), powerCut],
  ),
  'what was torn does not come again': of(
    ...[put('a'), put('b', 'x'.repeat(600))],
    ...[harm({ record: 0, from: 0, to: 100, turn: 'zero' }), powerCut],
    ...[put('c'), powerCut, put('d'), powerCut],
  ),
  'damage at the end of a segment before the last': {
    ops: [
      ...[big('a'), big('b'), big('c'), close],
      ...[harm({ segment: 1, record: 0, from: 40, to: 60, turn: 1 }), powerCut],
    ],
    segmentBytes: 2_048,
  },
};

/** Of 5.6: when a snapshot is due, and what goes with it. */
export const dues: Programs = {
  'a snapshot by itself finds no room': {
    ops: [put('a'), room(10), put('b'), put('c'), room(-1), put('d'), files],
    segmentBytes: 16_384,
    snapshotEntries: 3,
  },
  'half a snapshot makes room again': {
    ops: [
      ...[...'abcdef'].map(big),
      ...[room(4_600), snapshot],
      ...[big('a'), big('b'), big('c'), big('d'), look],
    ],
    segmentBytes: 2_048,
  },
  'half a segment makes room again': {
    ops: [
      ...[put('a'), room(1_500), big('a'), look],
      ...[{ op: 'snapshot' } as const, files],
    ],
    segmentBytes: 2_048,
  },
  'four segments go': {
    ops: [...[...'abcdefghi'].map(big), snapshot, files],
    segmentBytes: 2_048,
  },
  'after four entries, and no sooner': {
    ops: [
      ...[big('a'), big('b'), big('c'), isAnotherDue, big('d'), isAnotherDue],
      ...[...'abcdefgh'].map((key) => put(key)),
      isAnotherDue,
      ...[...'abcdefgh'].map(big),
      isAnotherDue,
    ],
    segmentBytes: 65_536,
    snapshotEntries: 4,
  },
  'two at once are one': of(
    ...[put('a'), holdSnapshots, snapshot, put('b'), snapshot, letGo],
    ...[isAnotherDue, restart],
  ),
  'overtaken by a compaction': of(
    ...[put('a'), put('b'), put('a', '2'), put('c'), put('b', '2')],
    { op: 'snapshot', asks: [compact(4), put('z')] },
    isAnotherDue,
  ),
};

const again: readonly Op[] = [snapshot, restart, look];

/** Of 5.7: the state that a snapshot holds. */
export const states: Programs = {
  'pairs, deletes and several at once': of(
    ...[put('a'), txn, txn, txn, remove('d'), put('b'), ...again, put('d')],
  ),
  'what was forgotten': of(
    ...[put('a'), put('b'), put('a', '2'), put('b', '2'), put('a', '3')],
    ...[compact(5), ...again, put('a', '4')],
  ),
  'a delete at the floor': of(
    ...[put('a'), put('a', '2'), put('b'), remove('a'), put('c'), compact(5)],
    ...[...again, put('a')],
  ),
  'several at the floor': of(
    ...[put('d'), put('b'), txn, put('b'), compact(4), ...again, put('d')],
  ),
  'leases and their keys': of(
    ...[grant(7, 60), grant(8, 5), put('a', '1', 7), put('b', '1', 8), put('a')],
    ...[...again, leases, wait(5_000), leases, look],
  ),
  'taken by a listener': of(
    ...[put('a'), { op: 'snapshot inside' } as const],
    ...[burst(put('a', '2'), put('a', '3'), put('a', '4')), restart, look],
  ),
  'by a listener, at the last of a group': of(
    ...[{ op: 'snapshot inside' } as const, burst(grant(7, 60), put('a'))],
    ...[restart, look],
  ),
  'two are there': of(
    ...[put('a'), snapshot, put('b'), { op: 'keep all files' } as const],
    ...[snapshot, put('c'), powerCut, files],
  ),
  'segments that should be gone': {
    ops: [
      ...[big('a'), big('b'), big('c'), { op: 'keep all files' } as const],
      ...[snapshot, put('d'), powerCut, files, put('e'), powerCut],
    ],
    segmentBytes: 2_048,
  },
  'a snapshot without its end': of(
    ...[put('a'), snapshot, put('b'), close, { op: 'cut the snapshot' } as const],
    { op: 'power cut, and what then' },
  ),
};
