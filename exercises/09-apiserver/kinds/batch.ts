// The group batch. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion, STATUS } from './rows.ts';

export const BATCH: readonly Resource[] = groupVersion('batch', 'v1', [
  {
    kind: 'CronJob',
    resource: 'cronjobs',
    shortNames: ['cj'],
    categories: ['all'],
    subresources: [STATUS],
  },
  { kind: 'Job', resource: 'jobs', categories: ['all'], subresources: [STATUS] },
]);
