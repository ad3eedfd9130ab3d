// The group events.k8s.io. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// The same events as the core group serves: stored once, shown under both names.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion } from './rows.ts';

export const EVENTS: readonly Resource[] = groupVersion('events.k8s.io', 'v1', [
  { kind: 'Event', resource: 'events', shortNames: ['ev'], storedAs: '/events' },
]);
