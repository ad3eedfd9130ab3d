// The group autoscaling. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// Both versions serve the same objects; v2 stands first, so clients take it.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion, STATUS } from './rows.ts';

export const AUTOSCALING: readonly Resource[] = [
  ...groupVersion('autoscaling', 'v2', [
    {
      kind: 'HorizontalPodAutoscaler',
      resource: 'horizontalpodautoscalers',
      shortNames: ['hpa'],
      categories: ['all'],
      subresources: [STATUS],
    },
  ]),
  ...groupVersion('autoscaling', 'v1', [
    {
      kind: 'HorizontalPodAutoscaler',
      resource: 'horizontalpodautoscalers',
      shortNames: ['hpa'],
      categories: ['all'],
      subresources: [STATUS],
    },
  ]),
];
