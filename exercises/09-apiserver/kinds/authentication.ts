// The group authentication.k8s.io. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion } from './rows.ts';

export const AUTHENTICATION: readonly Resource[] = groupVersion(
  'authentication.k8s.io',
  'v1',
  [
    {
      kind: 'SelfSubjectReview',
      resource: 'selfsubjectreviews',
      namespaced: false,
      verbs: ['create'],
    },
    {
      kind: 'TokenReview',
      resource: 'tokenreviews',
      namespaced: false,
      verbs: ['create'],
    },
  ],
);
