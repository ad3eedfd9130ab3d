// The steps of chapter 04. A program is what happens to a lessor and its store under
// virtual time. The store is the reference's.

import type { Scenario, Step } from '../core/scenario.ts';
import * as costs from './04-lease/costs.ts';
import { DOORS, LEARNT } from './04-lease/doors.ts';
import {
  detaches,
  grants,
  keepAlives,
  longGrants,
  looks,
  type Op,
  oddPuts,
  type Program,
  puts,
  revokes,
  saves,
  shortGrants,
  waits,
} from './04-lease/draw.ts';
import { ENDS } from './04-lease/laws.ts';
import { grantPairs, savedPairs } from './04-lease/pairs.ts';
import { play, playAdmitted, playInOrder } from './04-lease/play.ts';
import {
  attached,
  brief,
  free,
  kept,
  quiet,
  restarted,
  rung,
} from './04-lease/programs.ts';
import { sayLine } from './04-lease/say.ts';

const grant = (id: number, ttl: number): Op => ({ op: 'grant', id, ttl });
const look = (id: number): Op => ({ op: 'look', id, keys: true });
const wait = (ms: number): Op => ({ op: 'wait', ms });
const keep = (id: number): Op => ({ op: 'keep alive', id });
const revoke = (id: number): Op => ({ op: 'revoke', id });
const put = (key: string, lease: number): Op => ({
  op: 'put',
  put: { key, value: '1', lease },
});

const steps: readonly Step<Program>[] = [
  {
    id: '4.1',
    cases: {
      'ten seconds': [grant(7, 10), grant(8, 10)],
      'too short': [grant(7, 1), grant(8, 2)],
      'too long': [grant(7, 9_000_000_001), grant(7, 9_000_000_000)],
      'twice the same': [grant(7, 10), grant(7, 20)],
      'too long, and twice the same': [grant(7, 10), grant(7, 9_000_000_001)],
      'the bounds': [
        ...[-5, 0, 1, 2, 3].map((ttl, i) => grant(i + 1, ttl)),
        ...[9_000_000_000, 9_000_000_001].map((ttl, i) => grant(i + 7, ttl)),
      ],
      'refused, then free': [grant(7, 9_000_000_001), grant(7, 10)],
      'a negative id': [grant(-7, 10), grant(-7, 10), grant(7, 10)],
      'id 0': [grant(0, 10), grant(0, 10)],
      'an id to be chosen': [
        { op: 'grant', ttl: 10 },
        { op: 'grant', ttl: 1 },
      ],
    },
    pairs: grantPairs,
    draw: (fc) => quiet(fc, [grants(fc)]),
    play,
    costs: costs.grants,
  },
  {
    id: '4.2',
    cases: {
      'the time runs': [grant(7, 60), look(7), wait(1_000), look(7)],
      'a part of a second': [grant(7, 60), wait(1), look(7)],
      'no such lease': [look(7), grant(8, 60), look(7)],
      'raised to the least': [grant(7, 1), grant(8, -5), look(7), look(8)],
      'the longest': [grant(7, 9_000_000_000), look(7), wait(1), look(7)],
      'the keys are not asked for': [
        grant(7, 60),
        { op: 'look', id: 7 },
        { op: 'look', id: 7, keys: false },
        { op: 'look', id: 0 },
        { op: 'look', id: -7 },
      ],
      'the last second': [grant(7, 60), wait(59_000), look(7), wait(999), look(7)],
      'soonest first': [
        ...[grant(1, 61), grant(2, 60), grant(3, 3_600), { op: 'list' } as const],
        ...[wait(2_000), grant(4, 59), { op: 'list' } as const],
        ...[look(1), look(2), look(3), look(4)],
      ],
    },
    draw: (fc) =>
      fc.oneof(quiet(fc, [longGrants(fc), looks(fc), waits(fc)]), brief(fc)),
    play,
    costs: costs.looks,
  },
  {
    id: '4.3',
    cases: {
      'all of it anew': [grant(7, 60), wait(5_000), keep(7), look(7)],
      'another lease': [grant(7, 60), grant(8, 60), wait(5_000), keep(7), look(8)],
      'no such lease': [keep(7), keep(0)],
      'past the first end': [
        ...[grant(7, 60), wait(40_000), keep(7), wait(40_000), look(7)],
        ...[keep(7), wait(59_999), look(7)],
      ],
      'before its first second': [
        ...[grant(7, 60), keep(7), wait(59_999), keep(7), wait(59_999), look(7)],
      ],
      'another is due later': [
        ...[
          grant(7, 60),
          grant(8, 70),
          wait(50_000),
          keep(7),
          { op: 'list' } as const,
        ],
        ...[wait(15_000), look(7), look(8), { op: 'list' } as const],
      ],
      'raised to the least': [grant(7, 1), wait(1_500), keep(7), look(7)],
    },
    draw: (fc) =>
      fc.oneof(
        kept(fc),
        quiet(fc, [longGrants(fc), looks(fc), waits(fc), keepAlives(fc)]),
      ),
    play,
    costs: costs.keepAlives,
  },
  {
    id: '4.4',
    cases: {
      attach: [grant(7, 600), put('b', 7), put('a', 7), look(7)],
      're-attach': [
        grant(7, 600),
        grant(8, 600),
        put('a', 7),
        put('a', 8),
        look(7),
        look(8),
      ],
      detach: [grant(7, 600), put('a', 7), put('a', 0), look(7)],
      'the same lease again': [
        ...[grant(7, 600), put('b', 7), put('a', 7), put('b', 7), look(7)],
        ...[put('b', 0), look(7)],
      ],
      'twice in one step': [
        ...[grant(7, 600), grant(8, 600)],
        {
          op: 'step',
          puts: [
            { key: 'a', lease: 7 },
            { key: 'a', lease: 8 },
          ],
        },
        ...[look(7), look(8)],
      ],
      'there and back': [
        ...[grant(7, 600), grant(8, 600), put('a', 7), put('a', 8), put('a', 7)],
        ...[look(7), look(8), put('a', 0), look(7), look(8)],
      ],
      'the lease is left alone': [
        ...[grant(7, 600), put('a', 7)],
        { op: 'put', put: { key: 'a', value: '2', ignoreLease: true } },
        look(7),
      ],
      'all deleted at once': [
        ...[grant(7, 600), grant(8, 600), put('a', 7), put('b', 8), put('c', 7)],
        { op: 'delete', range: { key: 'a', rangeEnd: 'c' } },
        ...[look(7), look(8)],
      ],
      'names of properties': [
        ...[grant(7, 600), put('constructor', 7), put('__proto__', 7), look(7)],
      ],
      'in byte order': [
        ...[grant(7, 600), put('\xff', 7), put('ab', 7), put('a', 7), put('B', 7)],
        ...[put('10', 7), put('9', 7), look(7), look(7)],
      ],
      'deleted, and put again': [
        grant(7, 600),
        put('a', 7),
        { op: 'delete', range: { key: 'a' } },
        look(7),
        put('a', 7),
        look(7),
      ],
    },
    draw: (fc) => attached(fc, [puts(fc), detaches(fc), looks(fc)], [600]),
    play,
    costs: costs.keys,
  },
  {
    id: '4.5',
    cases: {
      'in key order': [
        grant(7, 2),
        put('b', 7),
        put('a', 7),
        put('c', 0),
        wait(1_999),
        look(7),
        wait(1),
        look(7),
      ],
      'many keys': [
        ...[grant(7, 2), grant(8, 3)],
        ...[...'lkjihgfedcba'].map((key) => put(key, 7)),
        ...[put('m', 8), wait(2_000), look(7), wait(1_000)],
      ],
      'two at once': [
        grant(7, 2),
        grant(8, 2),
        put('b', 7),
        put('a', 8),
        put('c', 7),
        wait(2_000),
      ],
      'nothing on it': [grant(7, 2), wait(2_000), keep(7), { op: 'list' }],
      'kept alive': [
        grant(7, 2),
        put('a', 7),
        wait(1_000),
        keep(7),
        wait(1_000),
        look(7),
        wait(1_000),
      ],
      'granted again': [
        grant(7, 2),
        wait(2_000),
        grant(7, 5),
        wait(2_000),
        look(7),
      ],
      'two with keys, one kept alive': [
        ...[grant(7, 2), grant(8, 2), put('a', 7), put('b', 8), wait(1_000)],
        ...[keep(8), wait(1_000), look(7), look(8), wait(1_000), look(8)],
      ],
      'kept alive at its first end': [
        ...[grant(7, 2), put('a', 7), wait(1_999), keep(7), wait(1), look(7)],
        ...[wait(1_998), look(7), wait(1), look(7)],
      ],
      'the seconds that it really has': [
        ...[grant(7, 1), put('a', 7), wait(1_999), look(7), wait(1), look(7)],
      ],
      'its key went over to another': [
        ...[grant(7, 2), grant(8, 5), put('a', 7), put('b', 7), put('a', 8)],
        ...[wait(2_000), look(8), wait(3_000)],
      ],
      'kept alive, twice': [
        grant(7, 3),
        put('a', 7),
        wait(2_000),
        keep(7),
        wait(2_000),
        keep(7),
        wait(2_000),
        look(7),
        wait(5_000),
      ],
    },
    draw: (fc) =>
      attached(
        fc,
        [waits(fc), waits(fc), keepAlives(fc), shortGrants(fc), looks(fc)],
        [2, 3, 5, 10],
      ),
    play: playInOrder,
    laws: ENDS,
    costs: costs.ends,
  },
  {
    id: '4.6',
    cases: {
      'before its time': [
        grant(7, 10),
        put('b', 7),
        put('a', 7),
        revoke(7),
        look(7),
      ],
      'no such lease': [revoke(7), grant(8, 10), revoke(7), revoke(0)],
      twice: [grant(7, 10), put('a', 7), revoke(7), revoke(7), keep(7)],
      'nothing on it': [grant(7, 10), put('a', 0), revoke(7), put('a', 0)],
      'kept alive, and again': [
        ...[grant(7, 2), wait(1_000), keep(7), wait(1_500), revoke(7), grant(7, 5)],
        ...[put('a', 7), wait(4_999), look(7), wait(1)],
      ],
      'inside a step': [
        ...[grant(7, 2), put('a', 7), { op: 'revoke inside', id: 7 } as const],
        ...[look(7), wait(1_000), keep(7), look(7), wait(2_000), look(7)],
      ],
      'granted again': [grant(7, 2), revoke(7), grant(7, 5), wait(2_000), look(7)],
    },
    draw: (fc) =>
      fc.oneof(
        attached(
          fc,
          [revokes(fc), waits(fc), keepAlives(fc), shortGrants(fc), looks(fc)],
          [2, 3, 5, 10],
        ),
        rung(fc, [revokes(fc), shortGrants(fc), looks(fc)], [2, 3]),
      ),
    play,
    costs: costs.revokes,
  },
  {
    id: '4.7',
    cases: {
      'no such lease': [put('a', 7), put('a', 0), grant(7, 10), put('a', 7)],
      'over by now': [grant(7, 2), put('a', 7), wait(2_000), put('b', 7)],
      'given back': [
        grant(7, 10),
        put('a', 7),
        revoke(7),
        put('a', 7),
        put('a', 8),
      ],
      'its last millisecond': [grant(7, 2), wait(1_999), put('a', 7), wait(1)],
      'a negative id, of no lease': [
        ...[put('a', -7), grant(7, 10), put('a', -7), grant(-7, 10), put('a', -7)],
        ...[revoke(-7), put('a', -7)],
      ],
      ...DOORS,
      'no lease, by not naming one': [{ op: 'put', put: { key: 'a' } }],
      'what is wrong with the put comes first': [
        { op: 'put', put: { key: '', lease: 9 } },
        { op: 'put', put: { key: 'a', lease: 9, ignoreLease: true } },
        { op: 'put', put: { key: 'a', value: '1', lease: 9, ignoreValue: true } },
        { op: 'put', put: { key: 'a', lease: 9, ignoreValue: true } },
        { op: 'put', put: { key: 'a', ignoreLease: true } },
      ],
    },
    draw: (fc) =>
      free(fc, [
        shortGrants(fc),
        puts(fc, [7, 8, 9]),
        detaches(fc),
        waits(fc),
        keepAlives(fc),
        revokes(fc),
        looks(fc),
        oddPuts(fc),
      ]),
    play: playAdmitted,
    costs: costs.admits,
  },
  {
    id: '4.8',
    cases: {
      'what was left': [
        grant(7, 5),
        put('a', 7),
        wait(3_000),
        { op: 'restart', away: 60_000 },
        look(7),
        wait(2_000),
      ],
      'all of it anew': [
        grant(7, 5),
        put('a', 7),
        wait(3_000),
        { op: 'restart', away: 0, anew: true },
        look(7),
        wait(2_000),
        look(7),
      ],
      'nothing was left': [
        ...[grant(7, 5), grant(8, 5), put('a', 7), wait(3_000)],
        ...[{ op: 'restart', away: 0, left: 0 } as const, look(7), grant(7, 5)],
      ],
      'a part of a second was left': [
        ...[grant(7, 5), put('a', 7), wait(4_999)],
        ...[{ op: 'restart', away: 5_000 } as const, look(7), wait(1), look(7)],
      ],
      'its keys, and those of others': [
        ...[grant(7, 5), grant(8, 50), put('b', 7), put('a', 7), put('c', 0)],
        ...[put('d', 8), { op: 'delete', range: { key: 'b' } } as const],
        ...[{ op: 'restart', away: 0 } as const, look(7), look(8), put('d', 7)],
        ...[look(7), look(8), wait(5_000), look(7)],
      ],
      'ended while none listened': [
        ...[grant(7, 2), put('a', 7), { op: 'restart', away: 60_000 } as const],
        ...[look(7), keep(7), wait(2_000)],
      ],
      'saved, and on it goes': [
        ...[grant(7, 5), wait(1), { op: 'save' } as const, wait(1_000), keep(7)],
        ...[{ op: 'save' } as const, look(7), revoke(7), { op: 'save' } as const],
      ],
      ...LEARNT,
      'saved in its last moment': [
        ...[{ op: 'save in', ms: 5_000 } as const, grant(7, 5), grant(8, 10)],
        ...[put('a', 7), wait(5_000)],
      ],
      'and kept alive': [
        grant(7, 5),
        wait(3_000),
        { op: 'restart', away: 0 },
        keep(7),
        look(7),
        { op: 'restart', away: 0 },
      ],
    },
    pairs: savedPairs,
    costs: costs.restarts,
    draw: (fc) =>
      restarted(
        fc,
        [waits(fc), puts(fc), keepAlives(fc), looks(fc), revokes(fc), saves(fc)],
        [2, 3, 5, 10],
      ),
    play: playAdmitted,
  },
];

export const scenario: Scenario = {
  file: 'lessor.ts',
  exports: ['createLessor', 'leased'],
  steps,
  say: sayLine,
};
