// The steps of chapter 04. A program is what happens to a lessor and its store under
// virtual time. The store is the reference's.

import type { Scenario, Step } from '../core/scenario.ts';
import {
  attached,
  detaches,
  free,
  grants,
  keepAlives,
  longGrants,
  looks,
  type Op,
  type Program,
  puts,
  quiet,
  restarts,
  revokes,
  shortGrants,
  waits,
} from './04-lease/draw.ts';
import { ENDS } from './04-lease/laws.ts';
import { play, playAdmitted, playInOrder } from './04-lease/play.ts';
import { sayLine } from './04-lease/say.ts';

const grant = (id: number, ttl: number): Op => ({ op: 'grant', id, ttl });
const look = (id: number): Op => ({ op: 'look', id, keys: true });
const wait = (ms: number): Op => ({ op: 'wait', ms });
const keep = (id: number): Op => ({ op: 'keep alive', id });
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
      'an id to be chosen': [
        { op: 'grant', ttl: 10 },
        { op: 'grant', ttl: 1 },
      ],
    },
    draw: (fc) => quiet(fc, [grants(fc)]),
    play,
  },
  {
    id: '4.2',
    cases: {
      'the time runs': [grant(7, 60), look(7), wait(1_000), look(7)],
      'a part of a second': [grant(7, 60), wait(1), look(7)],
      'no such lease': [look(7), grant(8, 60), look(7)],
    },
    draw: (fc) => quiet(fc, [longGrants(fc), looks(fc), waits(fc)]),
    play,
  },
  {
    id: '4.3',
    cases: {
      'all of it anew': [grant(7, 60), wait(5_000), keep(7), look(7)],
      'another lease': [grant(7, 60), grant(8, 60), wait(5_000), keep(7), look(8)],
      'no such lease': [keep(7)],
    },
    draw: (fc) => quiet(fc, [longGrants(fc), looks(fc), waits(fc), keepAlives(fc)]),
    play,
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
  },
  {
    id: '4.6',
    cases: {
      'before its time': [
        grant(7, 10),
        put('b', 7),
        put('a', 7),
        { op: 'revoke', id: 7 },
        look(7),
      ],
      'no such lease': [{ op: 'revoke', id: 7 }],
      'granted again': [
        grant(7, 2),
        { op: 'revoke', id: 7 },
        grant(7, 5),
        wait(2_000),
        look(7),
      ],
    },
    draw: (fc) =>
      attached(
        fc,
        [revokes(fc), waits(fc), shortGrants(fc), looks(fc), detaches(fc)],
        [2, 3, 5, 10],
      ),
    play,
  },
  {
    id: '4.7',
    cases: {
      'no such lease': [put('a', 7), put('a', 0), grant(7, 10), put('a', 7)],
      'over by now': [grant(7, 2), put('a', 7), wait(2_000), put('b', 7)],
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
      ]),
    play: playAdmitted,
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
      'and kept alive': [
        grant(7, 5),
        wait(3_000),
        { op: 'restart', away: 0 },
        keep(7),
        look(7),
        { op: 'restart', away: 0 },
      ],
    },
    draw: (fc) =>
      free(fc, [
        shortGrants(fc),
        puts(fc, [7, 8, 9]),
        waits(fc),
        keepAlives(fc),
        revokes(fc),
        looks(fc),
        restarts(fc),
      ]),
    play: playAdmitted,
  },
];

export const scenario: Scenario = {
  file: 'lessor.ts',
  exports: ['createLessor', 'leased'],
  steps,
  say: sayLine,
};
