// The group rbac.authorization.k8s.io. Source: api/discovery/aggregated_v2.json of Kubernetes 1.31.
// Engine room: not told line by line. Chapter 09.

import type { Resource } from '../types.ts';
import { groupVersion } from './rows.ts';

export const RBAC: readonly Resource[] = groupVersion(
  'rbac.authorization.k8s.io',
  'v1',
  [
    {
      kind: 'ClusterRoleBinding',
      resource: 'clusterrolebindings',
      namespaced: false,
    },
    { kind: 'ClusterRole', resource: 'clusterroles', namespaced: false },
    { kind: 'RoleBinding', resource: 'rolebindings' },
    { kind: 'Role', resource: 'roles' },
  ],
);
