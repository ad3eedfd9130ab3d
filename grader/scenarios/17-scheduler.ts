// The steps of chapter 17. A program is a pod and a few nodes, pods and many nodes, what
// happens to a queue, or what a cache is told.

import type { Scenario, Step } from '../core/scenario.ts';
import { type CacheProgram, playCache } from './17-scheduler/believe.ts';
import * as cases from './17-scheduler/cases.ts';
import * as costs from './17-scheduler/costs.ts';
import {
  type PodProgram,
  playFilter,
  playScore,
  playSearch,
  type SearchProgram,
} from './17-scheduler/decide.ts';
import * as draw from './17-scheduler/draw.ts';
import { sayLine } from './17-scheduler/say.ts';
import { playQueue, type QueueProgram } from './17-scheduler/wait.ts';

const podSteps: readonly Step<PodProgram>[] = [
  { id: '17.1', cases: cases.fits, draw: draw.fits, play: playFilter },
  { id: '17.2', cases: cases.scores, draw: draw.scores, play: playScore },
];

const searchSteps: readonly Step<SearchProgram>[] = [
  { id: '17.3', cases: cases.enough, draw: draw.search, play: playSearch },
  { id: '17.4', cases: cases.turns, draw: draw.search, play: playSearch },
];

const queueSteps: readonly Step<QueueProgram>[] = [
  {
    ...{ id: '17.5', cases: cases.waits, draw: draw.queue },
    ...{ play: playQueue, costs: costs.waits },
  },
];

const cacheSteps: readonly Step<CacheProgram>[] = [
  {
    ...{ id: '17.6', cases: cases.beliefs, draw: draw.cache },
    ...{ play: playCache, costs: costs.beliefs },
  },
];

export const scenario: Scenario = {
  file: 'mod.ts',
  exports: ['createDecider', 'createScheduler', 'defaultProfile'],
  steps: [
    ...podSteps,
    ...searchSteps,
    ...queueSteps,
    ...cacheSteps,
  ] as readonly Step<unknown>[],
  say: sayLine,
};
