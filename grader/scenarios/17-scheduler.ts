// The steps of chapter 17. A program is a pod and a few nodes, pods and many nodes, what
// happens to a queue, or what a cache is told.

import type { Scenario, Step } from '../core/scenario.ts';
import { type CacheProgram, playCache } from './17-scheduler/believe.ts';
import * as cases from './17-scheduler/cases.ts';
import * as costs from './17-scheduler/costs.ts';
import { type PodProgram, playFilter, playScore } from './17-scheduler/decide.ts';
import * as draw from './17-scheduler/draw.ts';
import * as pairs from './17-scheduler/pairs.ts';
import { sayLine } from './17-scheduler/say.ts';
import { playSearch, type SearchProgram } from './17-scheduler/search.ts';
import { playQueue, type QueueProgram } from './17-scheduler/wait.ts';

const podSteps: readonly Step<PodProgram>[] = [
  {
    ...{ id: '17.1', cases: cases.fits, draw: draw.fits },
    ...{ play: playFilter, costs: costs.fits },
  },
  { id: '17.2', cases: cases.scores, draw: draw.scores, play: playScore },
];

const searchSteps: readonly Step<SearchProgram>[] = [
  {
    ...{ id: '17.3', cases: cases.enough, pairs: pairs.decisions },
    ...{ draw: draw.search, play: playSearch, costs: costs.searches },
  },
  {
    ...{ id: '17.4', cases: cases.turns, pairs: pairs.turns },
    ...{ draw: draw.search, play: playSearch },
  },
];

const queueSteps: readonly Step<QueueProgram>[] = [
  {
    ...{ id: '17.5', cases: cases.waits, pairs: pairs.places },
    ...{ draw: draw.queue, play: playQueue, costs: costs.waits },
  },
];

const cacheSteps: readonly Step<CacheProgram>[] = [
  {
    ...{ id: '17.6', cases: cases.beliefs, pairs: pairs.beliefs },
    ...{ draw: draw.cache, play: playCache, costs: costs.beliefs },
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
