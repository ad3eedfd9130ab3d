// The group apps. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion, SCALE, STATUS } from './rows.ts';

export const APPS: readonly Resource[] = groupVersion('apps', 'v1', [
  { kind: 'ControllerRevision', resource: 'controllerrevisions' },
  {
    kind: 'DaemonSet',
    resource: 'daemonsets',
    shortNames: ['ds'],
    categories: ['all'],
    subresources: [STATUS],
  },
  {
    kind: 'Deployment',
    resource: 'deployments',
    shortNames: ['deploy'],
    categories: ['all'],
    subresources: [SCALE, STATUS],
  },
  {
    kind: 'ReplicaSet',
    resource: 'replicasets',
    shortNames: ['rs'],
    categories: ['all'],
    subresources: [SCALE, STATUS],
  },
  {
    kind: 'StatefulSet',
    resource: 'statefulsets',
    shortNames: ['sts'],
    categories: ['all'],
    subresources: [SCALE, STATUS],
  },
]);
