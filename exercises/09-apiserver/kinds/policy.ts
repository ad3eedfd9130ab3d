// The group policy. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion, STATUS } from './rows.ts';

export const POLICY: readonly Resource[] = groupVersion('policy', 'v1', [
  {
    kind: 'PodDisruptionBudget',
    resource: 'poddisruptionbudgets',
    shortNames: ['pdb'],
    subresources: [STATUS],
  },
]);
