// The steps of chapter 02.

import type { Scenario, Step } from '../core/scenario.ts';
import * as cases from './02-txn/cases.ts';
import * as corners from './02-txn/corners.ts';
import * as costs from './02-txn/costs.ts';
import {
  after,
  afterNear,
  careless,
  demanding,
  type Program,
  plain,
  questions,
  txns,
  updates,
} from './02-txn/draw.ts';
import * as pairs from './02-txn/pairs.ts';
import { play } from './02-txn/play.ts';
import { sayLine } from './02-txn/say.ts';

const steps: readonly Step<Program>[] = [
  {
    id: '2.1',
    cases: cases.numbers,
    pairs: pairs.numbers,
    draw: (fc) => after(fc, questions(fc, { about: ['number'] }), 6),
    play,
    costs: costs.numbers,
  },
  {
    id: '2.2',
    cases: cases.values,
    pairs: pairs.values,
    draw: (fc) =>
      after(fc, questions(fc, { about: ['value', 'value', 'number'] }), 6),
    play,
    costs: costs.values,
  },
  {
    id: '2.3',
    cases: cases.ranges,
    pairs: pairs.ranges,
    draw: (fc) =>
      after(fc, questions(fc, { about: ['number', 'value'], ranges: true }), 6),
    play,
    costs: costs.ranges,
  },
  {
    id: '2.4',
    cases: { ...cases.refusals, ...corners.refusals },
    pairs: pairs.overlaps,
    draw: (fc) => after(fc, careless(fc), 6),
    play,
  },
  {
    id: '2.5',
    cases: { ...cases.branches, ...corners.branches },
    pairs: pairs.requests,
    draw: (fc) => after(fc, txns(fc, { ops: plain(fc) })),
    play,
    costs: costs.branches,
  },
  {
    id: '2.6',
    cases: { ...cases.nested, ...corners.nested },
    pairs: pairs.inner,
    draw: (fc) => after(fc, txns(fc, { ops: plain(fc), depth: 2 })),
    play,
    costs: costs.inner,
  },
  {
    id: '2.7',
    cases: { ...cases.impossible, ...corners.impossible },
    pairs: pairs.faults,
    draw: (fc) => afterNear(fc, txns(fc, { ops: demanding(fc), depth: 1 })),
    play,
    costs: costs.demands,
  },
  {
    id: '2.8',
    cases: { ...cases.updates, ...corners.updates },
    draw: (fc) => after(fc, updates(fc)),
    play,
    costs: costs.updates,
  },
];

export const scenario: Scenario = {
  file: 'txn.ts',
  exports: ['txn', 'update'],
  steps,
  say: sayLine,
};
