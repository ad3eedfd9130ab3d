// The group networking.k8s.io. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion, STATUS } from './rows.ts';

export const NETWORKING: readonly Resource[] = groupVersion(
  'networking.k8s.io',
  'v1',
  [
    {
      kind: 'IngressClass',
      resource: 'ingressclasses',
      singular: 'ingressclass',
      namespaced: false,
    },
    {
      kind: 'Ingress',
      resource: 'ingresses',
      singular: 'ingress',
      shortNames: ['ing'],
      subresources: [STATUS],
    },
    {
      kind: 'NetworkPolicy',
      resource: 'networkpolicies',
      singular: 'networkpolicy',
      shortNames: ['netpol'],
    },
  ],
);
