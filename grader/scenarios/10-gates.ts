// The steps of chapter 10.

import type { Scenario, Step } from '../core/scenario.ts';
import * as cases from './10-gates/cases.ts';
import * as costs from './10-gates/costs.ts';
import * as draw from './10-gates/draw.ts';
import * as pairs from './10-gates/pairs.ts';
import { play } from './10-gates/play.ts';
import { sayLine } from './10-gates/say.ts';
import type { Program } from './10-gates/types.ts';

const steps: readonly Step<Program>[] = [
  { id: '10.1', cases: cases.rules, pairs: pairs.rules, draw: draw.rules, play },
  { id: '10.2', cases: cases.urls, draw: draw.urls, play },
  {
    ...{ id: '10.3', cases: { ...cases.bindings, ...cases.doors } },
    ...{ draw: draw.bindings, play, costs: costs.questions },
  },
  {
    id: '10.4',
    cases: cases.escalation,
    pairs: pairs.escalation,
    draw: draw.escalation,
    play,
  },
  { id: '10.5', cases: cases.order, pairs: pairs.order, draw: draw.order, play },
  { id: '10.6', cases: cases.defaults, draw: draw.defaults, play },
  { id: '10.7', cases: cases.quotas, pairs: pairs.quotas, draw: draw.quotas, play },
  { id: '10.8', cases: cases.races, draw: draw.races, play },
];

export const scenario: Scenario = {
  file: 'mod.ts',
  exports: [
    ...['authentication', 'staticTokens', 'userOfSubject', 'nodeOf'],
    ...['anyOf', 'authorization', 'amountsOf'],
    'ruleAllows',
    'createRbac',
    'notHeld',
    'createEscalationCheck',
    'createChain',
    'withDefaults',
    'chargesOf',
    'createQuotaGate',
  ],
  steps,
  say: sayLine,
};
