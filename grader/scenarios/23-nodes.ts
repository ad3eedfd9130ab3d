// The steps of chapter 23. A program is what a controller finds of a node, tick by tick, what
// it counts in its zones, what happens to a queue of nodes, or to the evictions of some Pods.

import type { Scenario, Step } from '../core/scenario.ts';
import * as cases from './23-nodes/cases.ts';
import * as costs from './23-nodes/costs.ts';
import * as draw from './23-nodes/draw.ts';
import * as pairs from './23-nodes/pairs.ts';
import { play } from './23-nodes/play.ts';
import { sayLine } from './23-nodes/say.ts';

const steps: readonly Step<draw.Program>[] = [
  { id: '23.1', cases: cases.looking, draw: draw.looks, play },
  {
    id: '23.2',
    ...{ cases: cases.silent, pairs: pairs.silent, draw: draw.silences, play },
  },
  { id: '23.3', cases: cases.zones, draw: draw.zones, play },
  { id: '23.4', cases: cases.all, draw: draw.outages, play },
  {
    id: '23.5',
    ...{ cases: cases.queueing, pairs: pairs.queueing, draw: draw.queues, play },
    costs: costs.queues,
  },
  {
    id: '23.6',
    cases: cases.tolerating,
    pairs: pairs.tolerating,
    ...{ draw: draw.tolerances, play },
  },
  {
    id: '23.7',
    ...{ cases: cases.evicting, pairs: pairs.evicting, draw: draw.evictions },
    ...{ play, costs: costs.judges },
  },
];

export const scenario: Scenario = {
  file: 'mod.ts',
  exports: [
    ...['observe', 'isSilent', 'unknownConditions', 'noExecuteKey'],
    ...['withNoExecute', 'zoneOf', 'disruption', 'createRateLimitedQueue'],
    ...['noExecute', 'tolerationTime', 'createEvictions'],
  ],
  steps,
  say: sayLine,
};
