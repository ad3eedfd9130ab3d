// The steps of chapter 05. A program is what is asked of a store on a log, and what its
// disk does meanwhile. The store below is the reference's.

import type { Scenario, Step } from '../core/scenario.ts';
import * as costs from './05-log/costs.ts';
import {
  type Ask,
  bursts,
  failing,
  type Harm,
  harmed,
  held,
  type Life,
  type Lives,
  lives,
  type Op,
  type Program,
  put,
  restarted,
  snapshots,
  swapped,
} from './05-log/draw.ts';
import { CRASHES, GROUPS } from './05-log/laws.ts';
import { playLives } from './05-log/lives.ts';
import { play } from './05-log/play.ts';
import * as more from './05-log/programs.ts';
import { sayLine } from './05-log/say.ts';

const hold: Op = { op: 'hold' };
const holdSnapshots: Op = { op: 'hold snapshots' };
const letGo: Op = { op: 'let go' };
const look: Op = { op: 'look' };
const failSync: Op = { op: 'fail sync' };
const restart: Op = { op: 'restart' };
const powerCut: Op = { op: 'power cut' };
const snapshot: Op = { op: 'snapshot' };
const files: Op = { op: 'files' };
const grant = (id: number): Ask => ({ ask: 'grant', request: { id, ttl: 60 } });
const compact = (revision: number): Ask => ({
  ask: 'compact',
  request: { revision },
});
const refused: Ask = { ask: 'put', request: { key: 'none', ignoreValue: true } };
const onLease: Ask = put('l', '1', 7);
const txn: Ask = { ask: 'txn', request: swapped('a') };
const burst = (...asks: readonly Ask[]): Op => ({ op: 'burst', asks });
const big = (key: string): Ask => put(key, 'x'.repeat(900));
const many = (count: number): readonly Ask[] =>
  Array.from({ length: count }, (_, at) => put('abc'[at % 3] ?? 'a', String(at)));

const program = (ops: readonly Op[], segmentBytes?: number): Program =>
  segmentBytes === undefined ? { ops } : { ops, segmentBytes };

/** A program of which the syncs are told. */
const counted = (ops: readonly Op[], segmentBytes?: number): Program => ({
  ...program(ops, segmentBytes),
  counts: true,
});

/** A log of those requests, closed, changed, and looked at. */
const changed = (asks: readonly Op[], ...harms: readonly Harm[]): Program =>
  program(
    [
      ...asks,
      { op: 'close' },
      ...harms.map((harm): Op => ({ op: 'harm', harm })),
      { op: 'verify' },
    ],
    8_192,
  );

const torn = (from: number): Harm => ({ record: 0, from, turn: 'zero' });
const turned = (record: number, from: number): Harm => ({
  ...{ record, from, to: from + 1, turn: 255 },
});

const once = (life: Life, snapshotEntries: number = 1_000): Lives => ({
  lives: [life],
  snapshotEntries,
});

const asked: readonly Step<Program>[] = [
  {
    id: '5.1',
    cases: {
      'one put': program([put('a'), look]),
      'a slow disk': program([hold, put('a'), look, letGo, look]),
      'two, one after the other': program([
        hold,
        put('a'),
        put('a', '2'),
        look,
        letGo,
      ]),
      'refused, in its turn': program([hold, put('a'), refused, put('b'), letGo]),
      'leases and steps': program([grant(7), onLease, txn, compact(3), look]),
      'a new segment': program([...many(40), big('a'), big('b'), big('c'), look]),
      ...more.requests,
    },
    draw: held,
    play,
    costs: costs.writes,
  },
  {
    id: '5.2',
    cases: {
      'many at once': counted([burst(...many(30)), look]),
      'while the disk is busy': counted([
        ...[hold, put('a'), burst(...many(20)), look, letGo, look],
      ]),
      'in one turn': counted([burst(...many(5)), look], 65_536),
      'more than a segment holds': counted([burst(...many(90)), look]),
      'large ones': counted([
        burst(big('a'), big('b'), big('c'), big('a'), big('b')),
      ]),
      ...more.ends,
    },
    draw: bursts,
    play,
    laws: GROUPS,
    costs: costs.groups,
  },
  {
    id: '5.3',
    cases: {
      'and never again': program(
        [put('a'), failSync, put('b'), put('c'), look],
        16_384,
      ),
      'a write that fails': program(
        [put('a'), { op: 'fail write' }, put('b'), look, put('c'), look],
        16_384,
      ),
      'those that waited': program(
        [hold, failSync, put('a'), put('b'), put('c'), letGo, look],
        16_384,
      ),
      'it fails twice': program(
        [failSync, put('a'), failSync, put('b'), look],
        16_384,
      ),
      'a full disk is another matter': program([
        ...[
          { op: 'room', bytes: 0 } as const,
          big('a'),
          big('b'),
          big('c'),
          big('a'),
        ],
        ...[big('b'), look, { op: 'room', bytes: -1 } as const, big('c'), look],
      ]),
      ...more.faults,
    },
    draw: failing,
    play,
  },
  {
    id: '5.4',
    cases: {
      'nothing is wrong': changed([put('a'), put('b')]),
      'an empty log': changed([]),
      'torn in its header': changed([put('a'), put('b')], torn(5)),
      'nothing of it': changed([put('a'), put('b')], torn(0)),
      'torn in its payload': changed([put('a'), big('b')], torn(300)),
      'but for its last byte': changed([put('a'), put('b')], torn(31)),
      'a sector is missing': changed([put('a'), put('b', 'x'.repeat(1_500))], {
        ...{ record: 0, from: 300, to: 1_450, turn: 'zero' },
      }),
      'a byte of the last one': changed([put('a'), put('b', 'xyz')], turned(0, 20)),
      'a byte of its header': changed([put('a'), put('b')], turned(0, 1)),
      'a byte before others': changed(
        [put('a'), put('b'), put('c')],
        turned(1, 20),
      ),
      'a header before others': changed(
        [put('a'), put('b'), put('c')],
        turned(1, 2),
      ),
      'zeros before others': changed([put('a'), put('b'), put('c')], {
        ...{ record: 1, from: 0, to: 32, turn: 'zero' },
      }),
      'torn, in a group of three': changed(
        [put('a'), burst(big('a'), big('b'), big('c'))],
        { record: 1, from: 512, to: 1_024, turn: 'zero' },
      ),
      ...more.around,
    },
    draw: harmed,
    play,
  },
  {
    id: '5.5',
    cases: {
      'what was put is there': program([put('a'), put('b'), restart, put('c')]),
      'refused then, refused now': program([refused, put('a'), refused, restart]),
      'leases and steps': program([grant(7), onLease, txn, txn, restart, onLease]),
      'what was forgotten': program([...many(5), compact(4), restart, look]),
      'over segments': program([
        big('a'),
        big('b'),
        big('c'),
        put('d'),
        big('e'),
        restart,
      ]),
      'a torn write is cut': program([
        ...[put('a'), put('b'), { op: 'harm', harm: torn(20) } as const],
        ...[powerCut, put('c'), powerCut],
      ]),
      'damage stops it': program([
        ...[
          put('a'),
          put('b'),
          { op: 'harm', harm: turned(1, 20) } as const,
          powerCut,
        ],
      ]),
      'after a failed sync': program([
        put('a'),
        failSync,
        put('b'),
        powerCut,
        put('c'),
      ]),
      ...more.comings,
    },
    draw: restarted,
    play,
    costs: costs.returns,
  },
  {
    id: '5.6',
    cases: {
      'the segment in use stays': program([put('a'), snapshot, files], 2_048),
      'of many segments': program(
        [big('a'), big('b'), big('c'), big('a'), snapshot, files],
        2_048,
      ),
      'written while others write': program(
        [big('a'), big('b'), holdSnapshots, snapshot, big('c'), letGo, files],
        2_048,
      ),
      'a segment that is needed in part': program(
        [
          ...[big('a'), big('b'), big('c'), holdSnapshots, snapshot],
          ...[big('a'), big('b'), letGo, files],
        ],
        2_048,
      ),
      'of the last entry of one': program(
        [big('a'), snapshot, files, big('b'), big('c'), snapshot, files],
        2_048,
      ),
      'nothing since the last': program(
        [big('a'), big('b'), big('c'), snapshot, files, snapshot, files],
        2_048,
      ),
      'the older snapshot goes': program([
        put('a'),
        snapshot,
        put('b'),
        snapshot,
        files,
      ]),
      ...more.dues,
    },
    draw: snapshots,
    play,
    costs: costs.snapshots,
  },
];

/** Power cuts while a segment is begun, while it is written, and while nothing is. */
const cutShort: Readonly<Record<string, Lives>> = Object.fromEntries(
  [35, 38, 41, 72, 75].map((turns) => [
    `a power cut after ${turns} turns`,
    once({ asks: [...'abcdefgh'].map(big), breath: 0, turns }),
  ]),
);

const survived: Step<Lives | Program> = {
  id: '5.7',
  cases: {
    'all acknowledged': once({ asks: many(5), breath: 12, turns: 400 }),
    'none waited for': once({ asks: many(9), breath: 0, turns: 7 }),
    'after a snapshot': once({ asks: many(9), breath: 40, turns: 800 }, 3),
    'large ones and a snapshot': once(
      {
        asks: [big('a'), big('b'), big('c'), big('a'), put('z')],
        breath: 40,
        turns: 800,
      },
      3,
    ),
    'leases, and what was forgotten': once(
      {
        asks: [grant(7), onLease, ...many(4), compact(4), refused, txn],
        ...{ breath: 40, turns: 800, again: 20 },
      },
      4,
    ),
    'a sync fails': once({ asks: many(6), breath: 12, turns: 400, fault: 2 }),
    'a sync fails on the way': once({
      asks: many(6),
      breath: 1,
      turns: 60,
      fault: 3,
    }),
    'three lives': {
      lives: [
        { asks: many(8), breath: 12, turns: 200 },
        { asks: [grant(7), onLease, big('a'), big('b')], breath: 12, turns: 200 },
        { asks: many(8), breath: 3, turns: 30, again: 11 },
      ],
      snapshotEntries: 3,
    },
    ...cutShort,
    ...more.states,
  },
  draw: lives,
  play: (subject, input, stage) =>
    'lives' in input
      ? playLives(subject, input, stage)
      : play(subject, input, stage),
  laws: CRASHES,
};

export const scenario: Scenario = {
  file: 'mod.ts',
  exports: ['openDurableStore', 'verifyFolder'],
  steps: [...asked, survived],
  say: sayLine,
};
