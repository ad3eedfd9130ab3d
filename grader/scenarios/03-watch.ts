// The steps of chapter 03. A program is a list of writes, watches and what else a stream
// is asked; noted is what each watch was told, however it was cut into responses.

import type { Scenario, Step } from '../core/scenario.ts';
import {
  cancels,
  compactions,
  gets,
  type Op,
  type Program,
  programs,
  progresses,
  slowPrograms,
  takes,
  watches,
  writes,
} from './03-watch/draw.ts';
import { play } from './03-watch/play.ts';
import { sayLine } from './03-watch/say.ts';

const put = (key: string, value = ''): Op => ({ op: 'put', put: { key, value } });
const remove = (key: string): Op => ({ op: 'delete', range: { key } });
const watch = (key: string, back?: number): Op => ({
  op: 'watch',
  watch: { key },
  ...(back === undefined ? {} : { back }),
});
const ranged: Op = { op: 'watch', watch: { key: 'a', rangeEnd: 'c' } };

const steps: readonly Step<Program>[] = [
  {
    id: '3.1',
    cases: {
      'a put, a delete': { ops: [watch('a'), put('a', '1'), remove('a')] },
      'not what was before': { ops: [put('a', '1'), watch('a'), put('a', '2')] },
      'not another key': { ops: [watch('a'), put('b', '1'), put('a', '2')] },
    },
    draw: (fc) => programs(fc, [writes(fc), watches(fc)]),
    play,
  },
  {
    id: '3.2',
    cases: {
      'a range': { ops: [ranged, put('a'), put('b'), put('c'), put('B')] },
      'several in one step': {
        ops: [ranged, { op: 'together', keys: ['b', 'a', 'c'] }],
      },
      'no puts': {
        ops: [
          { op: 'watch', watch: { key: 'a', filters: ['NOPUT'] } },
          put('a'),
          remove('a'),
        ],
      },
    },
    draw: (fc) =>
      programs(fc, [writes(fc), watches(fc, { ranges: true, filters: true })]),
    play,
  },
  {
    id: '3.3',
    cases: {
      'from the first': { ops: [put('a'), put('b'), put('a'), watch('a', 2)] },
      'from the last change': { ops: [put('a'), put('a', '2'), watch('a', 0)] },
      'and then goes on': { ops: [put('a'), watch('a', 0), put('a')] },
      'from one to come': { ops: [watch('a', -2), put('a'), put('a'), put('a')] },
      'more than a batch': {
        ops: [{ op: 'many', key: 'a', count: 1_100 }, watch('a', 1_099), put('a')],
      },
    },
    draw: (fc) =>
      programs(fc, [
        writes(fc),
        watches(fc, { ranges: true, filters: true, back: true }),
      ]),
    play,
  },
  {
    id: '3.4',
    cases: {
      'a change': {
        ops: [
          put('a', '1'),
          { op: 'watch', watch: { key: 'a', prevKv: true }, back: 0 },
          put('a', '2'),
          remove('a'),
        ],
      },
      'only who asked': {
        ops: [
          watch('a'),
          { op: 'watch', watch: { key: 'a', prevKv: true } },
          put('a', '1'),
          put('a', '2'),
        ],
      },
    },
    draw: (fc) =>
      programs(fc, [
        writes(fc),
        watches(fc, { ranges: true, back: true, prevKv: true }),
      ]),
    play,
  },
  {
    id: '3.5',
    cases: {
      'ended in time': {
        ops: [watch('a'), watch('a'), { op: 'cancel', id: 0 }, put('a')],
      },
      'an id twice': {
        ops: [
          { op: 'watch', watch: { key: 'a', watchId: 7 } },
          { op: 'watch', watch: { key: 'b', watchId: 7 } },
          put('a'),
          put('b'),
        ],
      },
      'no such watch': { ops: [watch('a'), { op: 'cancel', id: 9 }, put('a')] },
      'an id again': {
        ops: [
          { op: 'watch', watch: { key: 'a', watchId: 7 } },
          { op: 'cancel', id: 7 },
          { op: 'cancel', id: 7 },
          { op: 'watch', watch: { key: 'b', watchId: 7 } },
          put('a'),
          put('b'),
        ],
      },
    },
    draw: (fc) => {
      const options = { ranges: true, back: true, ids: true };
      return programs(fc, [writes(fc), watches(fc, options), cancels(fc)]);
    },
    play,
  },
  {
    id: '3.6',
    cases: {
      'one more than there is room': {
        ops: [
          watch('a'),
          { op: 'take', max: 1 },
          put('a'),
          put('a'),
          put('a'),
          put('a'),
        ],
        capacity: 1,
        slow: true,
      },
      'a short rest': {
        ops: [
          watch('a'),
          { op: 'take', max: 1 },
          put('a'),
          put('a'),
          { op: 'take', max: 1 },
          put('a'),
          put('a'),
        ],
        capacity: 1,
        slow: true,
      },
    },
    draw: (fc) => {
      const options = { ranges: true, back: true, prevKv: true };
      const kinds = [writes(fc), watches(fc, options), takes(fc), progresses(fc)];
      return slowPrograms(fc, kinds);
    },
    play,
  },
  {
    id: '3.7',
    cases: {
      'what held stays': {
        ops: [
          put('a', '1'),
          put('a', '2'),
          put('b', '1'),
          { op: 'compact', back: 0 },
          { op: 'get', back: 0 },
          { op: 'get', back: 1 },
        ],
      },
      'a deleted key': {
        ops: [
          put('a'),
          remove('a'),
          put('b'),
          { op: 'compact', back: 0 },
          put('a'),
          { op: 'get', back: 1 },
        ],
      },
      twice: {
        ops: [
          put('a'),
          put('a'),
          { op: 'compact', back: 1 },
          { op: 'compact', back: 1 },
          { op: 'compact', back: -1 },
        ],
      },
      'watched from there': {
        ops: [
          put('a', '1'),
          put('a', '2'),
          put('a', '3'),
          { op: 'compact', back: 1 },
          { op: 'watch', watch: { key: 'a', prevKv: true }, above: 0 },
        ],
      },
    },
    draw: (fc) => {
      const options = { ranges: true, above: true, prevKv: true };
      const kinds = [writes(fc), compactions(fc), gets(fc), watches(fc, options)];
      return programs(fc, kinds);
    },
    play,
  },
  {
    id: '3.8',
    cases: {
      'one too low': {
        ops: [
          put('a', '1'),
          put('a', '2'),
          put('a', '3'),
          { op: 'compact', back: 1 },
          watch('a', 2),
          watch('a', 1),
          put('a', '4'),
        ],
      },
      overtaken: {
        ops: [
          watch('a'),
          { op: 'take', max: 1 },
          put('a'),
          put('a'),
          put('a'),
          put('a'),
          { op: 'compact', back: 0 },
        ],
        capacity: 1,
        slow: true,
        onlyEnds: true,
      },
      'up to date': {
        ops: [watch('a'), put('b'), put('b'), { op: 'compact', back: 0 }, put('a')],
      },
    },
    draw: (fc) => {
      const options = { ranges: true, back: true, prevKv: true };
      const kinds = [
        writes(fc),
        watches(fc, options),
        compactions(fc),
        progresses(fc),
      ];
      return programs(fc, kinds);
    },
    play,
  },
];

export const scenario: Scenario = {
  file: 'mod.ts',
  exports: ['createWatchHub', 'compact'],
  steps,
  say: sayLine,
};
