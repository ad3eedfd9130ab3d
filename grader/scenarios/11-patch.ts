// The steps of chapter 11.

import type { Scenario, Step } from '../core/scenario.ts';
import * as beside from './11-patch/beside.ts';
import * as cases from './11-patch/cases.ts';
import * as costs from './11-patch/costs.ts';
import {
  applies,
  claims,
  files,
  operations,
  type Program,
  strategics,
} from './11-patch/draw.ts';
import * as pairs from './11-patch/pairs.ts';
import { play } from './11-patch/play.ts';
import { sayLine } from './11-patch/say.ts';

const steps: readonly Step<Program>[] = [
  {
    id: '11.1',
    cases: { ...cases.editing, ...beside.editing },
    pairs: pairs.editing,
    draw: (fc) => operations(fc, 1),
    play,
    costs: costs.editing,
  },
  {
    id: '11.2',
    cases: { ...cases.whole, ...beside.whole },
    draw: (fc) => operations(fc, 4),
    play,
  },
  {
    id: '11.3',
    cases: { ...cases.merging, ...beside.merging },
    draw: (fc) => strategics(fc, false),
    play,
  },
  {
    id: '11.4',
    cases: { ...cases.directing, ...beside.directing },
    draw: (fc) => strategics(fc, true),
    play,
  },
  {
    id: '11.5',
    cases: { ...cases.filing, ...beside.filing },
    pairs: pairs.filing,
    draw: files,
    play,
  },
  { id: '11.6', cases: { ...cases.owning, ...beside.owning }, draw: claims, play },
  {
    id: '11.7',
    cases: { ...cases.forcing, ...beside.forcing },
    draw: claims,
    play,
  },
  {
    id: '11.8',
    cases: { ...cases.giving, ...beside.giving },
    pairs: pairs.owning,
    draw: applies,
    play,
    costs: costs.giving,
  },
];

export const scenario: Scenario = {
  file: 'mod.ts',
  exports: [
    'jsonPatch',
    'mergePatch',
    'mergeDiff',
    'strategicMerge',
    'manifestOf',
    'threeWayPatch',
    'serverSideApply',
    'trackUpdate',
    'managedFields',
  ],
  steps,
  say: sayLine,
};
