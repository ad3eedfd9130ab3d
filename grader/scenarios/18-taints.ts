// The steps of chapter 18.

import type { Scenario, Step } from '../core/scenario.ts';
import * as cases from './18-taints/cases.ts';
import * as draw from './18-taints/draw.ts';
import * as pairs from './18-taints/pairs.ts';
import { play } from './18-taints/play.ts';
import { sayLine } from './18-taints/say.ts';

const steps: readonly Step<draw.Program>[] = [
  {
    id: '18.1',
    ...{ cases: cases.covering, pairs: pairs.covering, draw: draw.coverings, play },
  },
  { id: '18.2', cases: cases.entering, draw: draw.entries, play },
  { id: '18.3', cases: cases.counting, draw: draw.counts, play },
  {
    id: '18.4',
    cases: cases.conditions,
    pairs: pairs.conditions,
    ...{ draw: draw.conditions, play },
  },
  { id: '18.5', cases: cases.terms, pairs: pairs.terms, draw: draw.terms, play },
  {
    id: '18.6',
    cases: cases.placing,
    pairs: pairs.placing,
    draw: draw.places,
    play,
  },
  { id: '18.7', cases: cases.wishing, draw: draw.wishes, play },
  { id: '18.8', cases: cases.naming, draw: draw.names, play },
];

export const scenario: Scenario = {
  file: 'mod.ts',
  exports: [
    ...[
      'tolerates',
      'untolerated',
      'intolerable',
      'normalized',
      'reconciledTaints',
    ],
    ...['wantedTaints', 'matchesTerm', 'unmatched', 'preferred', 'namedNodes'],
    ...['taintToleration', 'nodeAffinity'],
  ],
  steps,
  say: sayLine,
};
