// Whom the first cluster roles are given to. kubernetes: plugin/pkg/auth/authorizer/rbac/
// bootstrappolicy/policy.go (clusterRoleBindings), as of 1.33. Chapter 10.
// Engine room: not told line by line.

/** The role, and who has it: `Group:…`, `User:…`, `ServiceAccount:NAMESPACE/NAME`. */
export const CLUSTER_ROLE_BINDINGS: readonly (readonly [
  role: string,
  ...subjects: string[],
])[] = [
  ['cluster-admin', 'Group:system:masters'],
  ['system:discovery', 'Group:system:authenticated'],
  ['system:basic-user', 'Group:system:authenticated'],
  [
    'system:public-info-viewer',
    'Group:system:authenticated',
    'Group:system:unauthenticated',
  ],
  ['system:monitoring', 'Group:system:monitoring'],
  ['system:node-proxier', 'User:system:kube-proxy'],
  ['system:kube-controller-manager', 'User:system:kube-controller-manager'],
  ['system:kube-dns', 'ServiceAccount:kube-system/kube-dns'],
  ['system:kube-scheduler', 'User:system:kube-scheduler'],
  ['system:volume-scheduler', 'User:system:kube-scheduler'],
  ['system:service-account-issuer-discovery', 'Group:system:serviceaccounts'],
  ['system:node'],
];
