// The steps of chapter 09. A program is what is asked of an API server over a store in the
// same process, and what its watches hear meanwhile.

import type { Scenario, Step } from '../core/scenario.ts';
import * as cases from './09-apiserver/cases.ts';
import * as costs from './09-apiserver/costs.ts';
import {
  finalizers,
  graces,
  infos,
  meddled,
  type Program,
  pages,
  resumed,
  watched,
  writers,
} from './09-apiserver/draw.ts';
import { play } from './09-apiserver/play.ts';
import { sayLine } from './09-apiserver/say.ts';

const steps: readonly Step<Program>[] = [
  { id: '9.1', cases: cases.paths, pairs: cases.pathPairs, draw: infos, play },
  {
    ...{ id: '9.2', cases: { ...cases.writers, ...cases.stationed } },
    ...{ draw: writers, play, costs: costs.writes },
  },
  { id: '9.3', cases: cases.again, draw: meddled, play },
  {
    ...{ id: '9.4', cases: cases.pages, pairs: cases.pagePairs, draw: pages, play },
    costs: costs.pages,
  },
  {
    ...{ id: '9.5', cases: { ...cases.graces, ...cases.stationedGoing } },
    ...{ pairs: cases.deletionPairs, draw: graces, play, costs: costs.deletions },
  },
  { id: '9.6', cases: cases.finalizers, draw: finalizers, play },
  {
    ...{ id: '9.7', cases: cases.watched, draw: watched, play },
    costs: costs.events,
  },
  {
    ...{ id: '9.8', cases: cases.resumed, draw: resumed, play },
    costs: costs.resumed,
  },
];

export const scenario: Scenario = {
  file: 'mod.ts',
  exports: ['createApiServer', 'embedded', 'requestInfo'],
  steps,
  say: sayLine,
};
