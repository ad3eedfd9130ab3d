// The group authorization.k8s.io. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion } from './rows.ts';

export const AUTHORIZATION: readonly Resource[] = groupVersion(
  'authorization.k8s.io',
  'v1',
  [
    {
      kind: 'LocalSubjectAccessReview',
      resource: 'localsubjectaccessreviews',
      verbs: ['create'],
    },
    {
      kind: 'SelfSubjectAccessReview',
      resource: 'selfsubjectaccessreviews',
      namespaced: false,
      verbs: ['create'],
    },
    {
      kind: 'SelfSubjectRulesReview',
      resource: 'selfsubjectrulesreviews',
      namespaced: false,
      verbs: ['create'],
    },
    {
      kind: 'SubjectAccessReview',
      resource: 'subjectaccessreviews',
      namespaced: false,
      verbs: ['create'],
    },
  ],
);
