// The steps of chapter 03. A program is a list of writes, watches and what else a stream
// is asked; noted is what each watch was told, however it was cut into responses.

import type { Scenario, Step } from '../core/scenario.ts';
import * as cases from './03-watch/cases.ts';
import * as costs from './03-watch/costs.ts';
import {
  cancels,
  compactions,
  gets,
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

const steps: readonly Step<Program>[] = [
  {
    id: '3.1',
    cases: cases.told,
    draw: (fc) => programs(fc, [writes(fc), watches(fc)]),
    play,
    costs: costs.events,
  },
  {
    id: '3.2',
    cases: cases.asked,
    pairs: cases.askedPairs,
    draw: (fc) =>
      programs(fc, [writes(fc), watches(fc, { ranges: true, filters: true })]),
    play,
  },
  {
    id: '3.3',
    cases: cases.past,
    draw: (fc) =>
      programs(fc, [
        writes(fc),
        watches(fc, { ranges: true, filters: true, back: true }),
      ]),
    play,
    costs: costs.backlog,
  },
  {
    id: '3.4',
    cases: cases.before,
    pairs: cases.beforePairs,
    draw: (fc) =>
      programs(fc, [
        writes(fc),
        watches(fc, { ranges: true, back: true, prevKv: true }),
      ]),
    play,
    costs: costs.before,
  },
  {
    id: '3.5',
    cases: cases.shared,
    pairs: cases.sharedPairs,
    costs: costs.ends,
    draw: (fc) => {
      const options = { ranges: true, back: true, ids: true };
      return programs(fc, [writes(fc), watches(fc, options), cancels(fc)]);
    },
    play,
  },
  {
    id: '3.6',
    cases: cases.slow,
    draw: (fc) => {
      const options = { ranges: true, back: true, prevKv: true };
      const kinds = [writes(fc), watches(fc, options), takes(fc), progresses(fc)];
      return slowPrograms(fc, kinds);
    },
    play,
  },
  {
    id: '3.7',
    cases: cases.compacted,
    draw: (fc) => {
      const options = { ranges: true, above: true, prevKv: true };
      const kinds = [writes(fc), compactions(fc), gets(fc), watches(fc, options)];
      return programs(fc, kinds);
    },
    play,
    costs: costs.compactions,
  },
  {
    id: '3.8',
    cases: cases.ended,
    draw: (fc) => {
      const options = { ranges: true, back: true, prevKv: true, ids: true };
      const kinds = [
        writes(fc),
        watches(fc, options),
        compactions(fc),
        compactions(fc),
        watches(fc, options),
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
