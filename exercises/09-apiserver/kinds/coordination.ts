// The group coordination.k8s.io. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion } from './rows.ts';

export const COORDINATION: readonly Resource[] = groupVersion(
  'coordination.k8s.io',
  'v1',
  [{ kind: 'Lease', resource: 'leases' }],
);
