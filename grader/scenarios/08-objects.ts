// The steps of chapter 08.

import type { Scenario, Step } from '../core/scenario.ts';
import * as cases from './08-objects/cases.ts';
import * as costs from './08-objects/costs.ts';
import {
  amounts,
  asks,
  type Program,
  sums,
  tellings,
  texts,
  written,
} from './08-objects/draw.ts';
import * as faces from './08-objects/faces.ts';
import * as pairs from './08-objects/pairs.ts';
import { play } from './08-objects/play.ts';
import { sayLine } from './08-objects/say.ts';

const steps: readonly Step<Program>[] = [
  {
    id: '8.1',
    cases: cases.matching,
    pairs: pairs.matching,
    draw: asks,
    play,
    costs: costs.matching,
  },
  {
    id: '8.2',
    cases: { ...cases.reading, ...faces.kinds },
    draw: (fc) => texts(fc, false),
    play,
    costs: costs.reading,
  },
  {
    id: '8.3',
    cases: { ...cases.saying, ...faces.refusals },
    draw: (fc) => texts(fc, true),
    play,
    costs: costs.sets,
  },
  { id: '8.4', cases: cases.sizes, pairs: pairs.sizes, draw: amounts, play },
  { id: '8.5', cases: cases.forms, pairs: pairs.forms, draw: written, play },
  { id: '8.6', cases: cases.sums, draw: sums, play },
  {
    id: '8.7',
    cases: cases.conditions,
    pairs: pairs.conditions,
    draw: tellings,
    play,
  },
];

export const scenario: Scenario = {
  file: 'mod.ts',
  exports: [
    'matches',
    'requirementOf',
    'selectorOf',
    'parseSelector',
    'parseQuantity',
    'canonical',
    'add',
    'subtract',
    'compareQuantities',
    ...['setCondition', 'findCondition', 'byKey', 'selectorText'],
    ...['milliValue', 'wholeValue', ...faces.FACES],
  ],
  steps,
  say: sayLine,
};
