// The steps of chapter 01. A program is a list of operations on an empty store: see
// 01-store/play.ts for how it is played, 01-store/cases.ts for those of every seed.

import type { Scenario, Step } from '../core/scenario.ts';
import * as cases from './01-store/cases.ts';
import * as costs from './01-store/costs.ts';
import {
  anyOf,
  deletes,
  gets,
  type Program,
  puts,
  ranges,
  selections,
  stepsOf,
} from './01-store/draw.ts';
import { deletePairs, putPairs, rangePairs } from './01-store/pairs.ts';
import { play } from './01-store/play.ts';
import { sayLine } from './01-store/say.ts';

const steps: readonly Step<Program>[] = [
  {
    id: '1.1',
    cases: cases.puts,
    draw: (fc) => anyOf(fc, [puts(fc), puts(fc), stepsOf(fc, [puts(fc)])]),
    play,
    costs: costs.puts,
  },
  {
    id: '1.2',
    cases: cases.gets,
    draw: (fc) =>
      anyOf(fc, [puts(fc), gets(fc), stepsOf(fc, [puts(fc), gets(fc)])]),
    play,
    costs: costs.gets,
  },
  {
    id: '1.3',
    cases: cases.pastGets,
    draw: (fc) =>
      anyOf(fc, [puts(fc), gets(fc, { back: true }), stepsOf(fc, [puts(fc)])]),
    play,
    costs: costs.pastGets,
  },
  {
    id: '1.4',
    cases: cases.ranges,
    draw: (fc) => anyOf(fc, [puts(fc), ranges(fc)]),
    play,
    costs: costs.ranges,
  },
  {
    id: '1.5',
    cases: cases.limits,
    draw: (fc) => anyOf(fc, [puts(fc), ranges(fc, { limit: true })]),
    play,
  },
  {
    id: '1.6',
    cases: cases.deletes,
    pairs: deletePairs,
    draw: (fc) => {
      const asked = [
        puts(fc),
        puts(fc),
        deletes(fc, { options: true }),
        ranges(fc),
      ];
      return anyOf(fc, [...asked, ...asked, stepsOf(fc, asked)]);
    },
    play,
    costs: costs.deletes,
  },
  {
    id: '1.7',
    cases: cases.keeps,
    pairs: putPairs,
    costs: costs.keeps,
    draw: (fc) => {
      const asked = [puts(fc, { options: true }), puts(fc, { options: true })];
      const others = [deletes(fc, { options: true }), gets(fc)];
      return anyOf(fc, [...asked, ...others, stepsOf(fc, [...asked, ...others])]);
    },
    play,
  },
  {
    id: '1.8',
    cases: cases.selections,
    pairs: rangePairs,
    draw: (fc) => anyOf(fc, [puts(fc), puts(fc), deletes(fc), selections(fc)]),
    play,
  },
];

export const scenario: Scenario = {
  file: 'store.ts',
  exports: ['createStore'],
  steps,
  say: sayLine,
};
