// The group admissionregistration.k8s.io. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion, STATUS } from './rows.ts';

export const ADMISSIONREGISTRATION: readonly Resource[] = groupVersion(
  'admissionregistration.k8s.io',
  'v1',
  [
    {
      kind: 'MutatingWebhookConfiguration',
      resource: 'mutatingwebhookconfigurations',
      namespaced: false,
      categories: ['api-extensions'],
    },
    {
      kind: 'ValidatingAdmissionPolicy',
      resource: 'validatingadmissionpolicies',
      singular: 'validatingadmissionpolicy',
      namespaced: false,
      categories: ['api-extensions'],
      subresources: [STATUS],
    },
    {
      kind: 'ValidatingAdmissionPolicyBinding',
      resource: 'validatingadmissionpolicybindings',
      namespaced: false,
      categories: ['api-extensions'],
    },
    {
      kind: 'ValidatingWebhookConfiguration',
      resource: 'validatingwebhookconfigurations',
      namespaced: false,
      categories: ['api-extensions'],
    },
  ],
);
