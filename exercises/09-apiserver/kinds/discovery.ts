// The group discovery.k8s.io. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion } from './rows.ts';

export const DISCOVERY: readonly Resource[] = groupVersion(
  'discovery.k8s.io',
  'v1',
  [{ kind: 'EndpointSlice', resource: 'endpointslices' }],
);
