// The steps of chapter 12. A program is what happens to a work queue, what a server
// answers a reflector, what an informer misses, or what a controller expects.

import type { Scenario, Step } from '../core/scenario.ts';
import * as beside from './12-client/beside.ts';
import * as cases from './12-client/cases.ts';
import { type ClientProgram, playClient } from './12-client/client.ts';
import * as costs from './12-client/costs.ts';
import {
  awaited,
  cuts,
  failing,
  faults,
  missed,
  waiting,
  working,
} from './12-client/draw.ts';
import { type ExpectProgram, playExpectations } from './12-client/expect.ts';
import { type InformerProgram, playInformer } from './12-client/inform.ts';
import { REFLECTS } from './12-client/laws.ts';
import { playQueue, playWaits, type QueueProgram } from './12-client/queue.ts';
import { playReflector } from './12-client/reflect.ts';
import { sayLine } from './12-client/say.ts';
import type { Script } from './12-client/server.ts';
import { playStop, type StopProgram } from './12-client/stops.ts';

const queueSteps: readonly Step<QueueProgram>[] = [
  {
    id: '12.1',
    cases: cases.waiting,
    draw: waiting,
    play: playQueue,
    costs: costs.adds,
  },
  {
    id: '12.2',
    cases: cases.working,
    draw: working,
    play: playQueue,
    costs: costs.turns,
  },
  {
    id: '12.3',
    cases: { ...cases.failing, ...beside.waits },
    draw: failing,
    play: playWaits,
    costs: costs.failures,
  },
];

const reflectorSteps: readonly Step<Script>[] = [
  {
    id: '12.4',
    cases: cases.cuts,
    draw: cuts,
    play: playReflector,
    laws: REFLECTS,
  },
  {
    id: '12.5',
    cases: cases.faults,
    draw: faults,
    play: playReflector,
    laws: REFLECTS,
  },
];

/** The client and the end of a reflector are judged where an informer needs them. */
const informerSteps: readonly Step<
  InformerProgram | ClientProgram | StopProgram
>[] = [
  {
    id: '12.6',
    cases: {
      ...{ ...cases.missed, ...beside.informers },
      ...{ ...beside.clients, ...beside.stops },
    },
    draw: missed,
    play: (subject, program, stage) => {
      if ('calls' in program) return playClient(subject, program, stage);
      if ('stopped' in program) return playStop(subject, program, stage);
      return playInformer(subject, program, stage);
    },
    costs: [...costs.copies, ...costs.relists],
  },
];

const controllerSteps: readonly Step<ExpectProgram>[] = [
  {
    id: '12.7',
    cases: { ...cases.awaited, ...beside.controllers },
    draw: awaited,
    play: playExpectations,
    costs: costs.looks,
  },
];

export const scenario: Scenario = {
  file: 'mod.ts',
  exports: [
    ...['createWorkQueue', 'createReflector', 'createInformer', 'createClient'],
    ...['createExpectations', 'runController', 'createRecorder'],
  ],
  steps: [
    ...queueSteps,
    ...reflectorSteps,
    ...informerSteps,
    ...controllerSteps,
  ] as readonly Step<unknown>[],
  say: sayLine,
};
