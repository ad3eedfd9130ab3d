// The steps of chapter 26.

import type { Scenario, Step } from '../core/scenario.ts';
import * as cases from './26-services/cases.ts';
import * as draw from './26-services/draw.ts';
import * as pairs from './26-services/pairs.ts';
import { play } from './26-services/play.ts';
import { sayLine } from './26-services/say.ts';

const steps: readonly Step<draw.Program>[] = [
  { id: '26.1', cases: cases.taking, draw: draw.takings, play },
  { id: '26.2', cases: cases.banding, draw: draw.bands, play },
  {
    id: '26.3',
    ...{ cases: cases.creating, pairs: pairs.creating, draw: draw.creations, play },
  },
  { id: '26.4', cases: cases.undoing, draw: draw.operations, play },
  {
    id: '26.5',
    ...{ cases: cases.updating, pairs: pairs.updating, draw: draw.updates, play },
  },
  {
    id: '26.6',
    ...{ cases: cases.sending, pairs: pairs.sending, draw: draw.endpoints, play },
  },
  { id: '26.7', cases: cases.slicing, draw: draw.slices, play },
];

export const scenario: Scenario = {
  file: 'mod.ts',
  exports: [
    ...['createAllocator', 'staticBand', 'startOperation', 'createdPorts'],
    ...['updatedPorts', 'needsNodePorts', 'conditionsOf', 'endpointOf', 'portsOf'],
    ...['reconciledSlices', 'clusterIps', 'addressOf', 'addressText'],
  ],
  steps,
  say: sayLine,
};
