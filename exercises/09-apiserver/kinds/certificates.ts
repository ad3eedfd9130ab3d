// The group certificates.k8s.io. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion, STATUS } from './rows.ts';

export const CERTIFICATES: readonly Resource[] = groupVersion(
  'certificates.k8s.io',
  'v1',
  [
    {
      kind: 'CertificateSigningRequest',
      resource: 'certificatesigningrequests',
      namespaced: false,
      shortNames: ['csr'],
      subresources: [{ name: 'approval', verbs: STATUS.verbs }, STATUS],
    },
  ],
);
