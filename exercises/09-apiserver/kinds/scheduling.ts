// The group scheduling.k8s.io. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion } from './rows.ts';

export const SCHEDULING: readonly Resource[] = groupVersion(
  'scheduling.k8s.io',
  'v1',
  [
    {
      kind: 'PriorityClass',
      resource: 'priorityclasses',
      singular: 'priorityclass',
      namespaced: false,
      shortNames: ['pc'],
    },
  ],
);
