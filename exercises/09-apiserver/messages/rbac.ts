// Fields of the group rbac: name, number, type, patch. Source: the tags of
// k8s.io/api rbac/v1/types.go, v0.36.3. How a line is read: messages.ts.
// Engine room: not told line by line. Chapter 09.

export const RBAC: string = `
AggregationRule: clusterRoleSelectors 1 meta.v1.LabelSelector[]
ClusterRole: metadata 1 meta.v1.ObjectMeta, rules 2 PolicyRule[]!, aggregationRule
  3 AggregationRule?
ClusterRoleBinding: metadata 1 meta.v1.ObjectMeta, subjects 2 Subject[], roleRef 3
  RoleRef!
PolicyRule: verbs 1 string[]!, apiGroups 2 string[], resources 3 string[],
  resourceNames 4 string[], nonResourceURLs 5 string[]
Role: metadata 1 meta.v1.ObjectMeta, rules 2 PolicyRule[]!
RoleBinding: metadata 1 meta.v1.ObjectMeta, subjects 2 Subject[], roleRef 3
  RoleRef!
RoleRef: apiGroup 1 string!, kind 2 string!, name 3 string!
Subject: kind 1 string!, apiGroup 2 string, name 3 string!, namespace 4 string
`;
