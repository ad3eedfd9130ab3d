// The group node.k8s.io. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion } from './rows.ts';

export const NODE: readonly Resource[] = groupVersion('node.k8s.io', 'v1', [
  {
    kind: 'RuntimeClass',
    resource: 'runtimeclasses',
    singular: 'runtimeclass',
    namespaced: false,
  },
]);
