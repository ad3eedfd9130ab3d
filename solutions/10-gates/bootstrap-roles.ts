// The cluster roles that every cluster is born with. kubernetes: plugin/pkg/auth/authorizer/
// rbac/bootstrappolicy/policy.go and testdata/cluster-roles.yaml, as of 1.33; what newer ones
// add is not here. A rule is `verbs | groups | resources | names`; the core group is `-`.
// Chapter 10.
// Engine room: not told line by line.

import type { PolicyRule } from './types.ts';

const READ = 'get,list,watch';
const WRITE = 'create,delete,deletecollection,patch,update';
const EVENTS = 'create,patch,update | -,events.k8s.io | events';
const RBAC = 'rbac.authorization.k8s.io';
const AUTHN = 'authentication.k8s.io';
const AUTHZ = 'authorization.k8s.io';
const CERTIFICATES = 'certificates.k8s.io';
const STORAGE = 'storage.k8s.io';
const COORDINATION = 'coordination.k8s.io';
const TOKEN_REVIEW = `create | ${AUTHN} | tokenreviews`;
const ACCESS_REVIEW = `create | ${AUTHZ} | subjectaccessreviews`;

/** A rule of its short form; paths begin with a slash, and have no group. */
export function ruleOf(text: string): PolicyRule {
  const [verbs = '', second = '', third = '', names = ''] = text
    .split('|')
    .map((part) => part.trim());
  const list = (part: string): string[] =>
    part.split(',').map((one) => (one === '-' ? '' : one));
  if (second.startsWith('/') || third === '')
    return { verbs: list(verbs), nonResourceURLs: list(second) };
  return {
    verbs: list(verbs),
    apiGroups: list(second),
    resources: list(third),
    ...(names === '' ? {} : { resourceNames: list(names) }),
  };
}

export interface RoleRow {
  readonly name: string;
  readonly rules: readonly string[];
  /** Labels that say into which roles its rules are taken: admin, edit, view. */
  readonly into?: string;
  /** Its rules are those of all roles that go into this one. */
  readonly of?: string;
}

const NODE: readonly string[] = [
  TOKEN_REVIEW,
  `create | ${AUTHZ} | localsubjectaccessreviews,subjectaccessreviews`,
  `${READ} | - | services`,
  `create,${READ} | - | nodes`,
  'patch,update | - | nodes/status',
  'patch,update | - | nodes',
  'create,patch,update | -,events.k8s.io | events',
  `${READ} | - | pods`,
  'create,delete | - | pods',
  'patch,update | - | pods/status',
  'create | - | pods/eviction',
  `${READ} | - | configmaps,secrets`,
  'get | - | persistentvolumeclaims,persistentvolumes',
  'get | - | endpoints',
  `create,${READ} | ${CERTIFICATES} | certificatesigningrequests`,
  `create,delete,get,patch,update | ${COORDINATION} | leases`,
  `get | ${STORAGE} | volumeattachments`,
  'create | - | serviceaccounts/token',
  'get,patch,update | - | persistentvolumeclaims/status',
  `${READ} | ${STORAGE} | csidrivers`,
  `create,delete,get,patch,update | ${STORAGE} | csinodes`,
  `${READ} | node.k8s.io | runtimeclasses`,
];

/** What the node authorizer allows where it has no rule of its own. */
export const NODE_RULES: readonly PolicyRule[] = NODE.map(ruleOf);

const approver = (name: string, signer: string): RoleRow => ({
  name: `system:certificates.k8s.io:${name}-approver`,
  rules: [`approve | ${CERTIFICATES} | signers | kubernetes.io/${signer}`],
});

const WORKLOADS =
  'daemonsets,deployments,deployments/rollback,deployments/scale,replicasets,replicasets/scale,statefulsets,statefulsets/scale';

export const CLUSTER_ROLES: readonly RoleRow[] = [
  { name: 'cluster-admin', rules: ['* | * | *', '* | *'] },
  { name: 'admin', of: 'admin', rules: [] },
  { name: 'edit', of: 'edit', into: 'admin', rules: [] },
  { name: 'view', of: 'view', into: 'edit', rules: [] },
  {
    name: 'system:aggregate-to-admin',
    into: 'admin',
    rules: [
      `create | ${AUTHZ} | localsubjectaccessreviews`,
      `${WRITE},${READ} | ${RBAC} | rolebindings,roles`,
    ],
  },
  {
    name: 'system:aggregate-to-edit',
    into: 'edit',
    rules: [
      `${READ} | - | pods/attach,pods/exec,pods/portforward,pods/proxy,secrets,services/proxy`,
      'impersonate | - | serviceaccounts',
      `${WRITE} | - | pods,pods/attach,pods/exec,pods/portforward,pods/proxy`,
      'create | - | pods/eviction',
      `${WRITE} | - | configmaps,events,persistentvolumeclaims,replicationcontrollers,replicationcontrollers/scale,secrets,serviceaccounts,services,services/proxy`,
      'create | - | serviceaccounts/token',
      `${WRITE} | apps | ${WORKLOADS}`,
      `${WRITE} | autoscaling | horizontalpodautoscalers`,
      `${WRITE} | batch | cronjobs,jobs`,
      `${WRITE} | policy | poddisruptionbudgets`,
      `${WRITE} | networking.k8s.io | ingresses,networkpolicies`,
      `${WRITE},${READ} | ${COORDINATION} | leases`,
    ],
  },
  {
    name: 'system:aggregate-to-view',
    into: 'view',
    rules: [
      `${READ} | - | configmaps,endpoints,persistentvolumeclaims,persistentvolumeclaims/status,pods,replicationcontrollers,replicationcontrollers/scale,serviceaccounts,services,services/status`,
      `${READ} | - | bindings,events,limitranges,namespaces/status,pods/log,pods/status,replicationcontrollers/status,resourcequotas,resourcequotas/status`,
      `${READ} | - | namespaces`,
      `${READ} | discovery.k8s.io | endpointslices`,
      `${READ} | apps | controllerrevisions,daemonsets,daemonsets/status,deployments,deployments/scale,deployments/status,replicasets,replicasets/scale,replicasets/status,statefulsets,statefulsets/scale,statefulsets/status`,
      `${READ} | autoscaling | horizontalpodautoscalers,horizontalpodautoscalers/status`,
      `${READ} | batch | cronjobs,cronjobs/status,jobs,jobs/status`,
      `${READ} | policy | poddisruptionbudgets,poddisruptionbudgets/status`,
      `${READ} | networking.k8s.io | ingresses,ingresses/status,networkpolicies`,
    ],
  },
  {
    name: 'system:discovery',
    rules: [
      'get | /api,/api/*,/apis,/apis/*,/healthz,/livez,/openapi,/openapi/*,/readyz,/version,/version/',
    ],
  },
  {
    name: 'system:public-info-viewer',
    rules: ['get | /healthz,/livez,/readyz,/version,/version/'],
  },
  {
    name: 'system:monitoring',
    rules: [
      'get | /healthz,/healthz/*,/livez,/livez/*,/metrics,/metrics/slis,/readyz,/readyz/*',
    ],
  },
  {
    name: 'system:basic-user',
    rules: [
      `create | ${AUTHZ} | selfsubjectaccessreviews,selfsubjectrulesreviews`,
      `create | ${AUTHN} | selfsubjectreviews`,
    ],
  },
  { name: 'system:auth-delegator', rules: [TOKEN_REVIEW, ACCESS_REVIEW] },
  {
    name: 'system:service-account-issuer-discovery',
    rules: ['get | /.well-known/openid-configuration,/openid/v1/jwks'],
  },
  { name: 'system:node', rules: NODE },
  {
    name: 'system:node-bootstrapper',
    rules: [`create,${READ} | ${CERTIFICATES} | certificatesigningrequests`],
  },
  {
    name: 'system:node-proxier',
    rules: [
      'list,watch | - | endpoints,services',
      `${READ} | - | nodes`,
      EVENTS,
      'list,watch | discovery.k8s.io | endpointslices',
    ],
  },
  {
    name: 'system:node-problem-detector',
    rules: ['get | - | nodes', 'patch | - | nodes/status', EVENTS],
  },
  {
    name: 'system:kubelet-api-admin',
    rules: [
      `${READ} | - | nodes`,
      'proxy | - | nodes',
      '* | - | nodes/log,nodes/metrics,nodes/proxy,nodes/stats',
    ],
  },
  { name: 'system:kube-dns', rules: ['list,watch | - | endpoints,services'] },
  {
    name: 'system:kube-scheduler',
    rules: [
      EVENTS,
      `create | ${COORDINATION} | leases`,
      `get,update | ${COORDINATION} | leases | kube-scheduler`,
      `${READ} | - | nodes`,
      `delete,${READ} | - | pods`,
      'create | - | bindings,pods/binding',
      'patch,update | - | pods/status',
      `${READ} | - | replicationcontrollers,services`,
      `${READ} | apps | replicasets`,
      `${READ} | apps | statefulsets`,
      `${READ} | policy | poddisruptionbudgets`,
      `${READ} | - | persistentvolumeclaims,persistentvolumes`,
      TOKEN_REVIEW,
      ACCESS_REVIEW,
      `${READ} | ${STORAGE} | csinodes`,
      `${READ} | - | namespaces`,
      `${READ} | ${STORAGE} | csidrivers`,
      `${READ} | ${STORAGE} | csistoragecapacities`,
    ],
  },
  {
    name: 'system:volume-scheduler',
    rules: [
      'get,list,patch,update,watch | - | persistentvolumes',
      `${READ} | ${STORAGE} | storageclasses`,
      'get,list,patch,update,watch | - | persistentvolumeclaims',
    ],
  },
  {
    name: 'system:kube-controller-manager',
    rules: [
      EVENTS,
      `create | ${COORDINATION} | leases`,
      `get,update | ${COORDINATION} | leases | kube-controller-manager`,
      'create | - | secrets,serviceaccounts',
      'delete | - | secrets',
      'get | - | configmaps,namespaces,secrets,serviceaccounts',
      'update | - | secrets,serviceaccounts',
      TOKEN_REVIEW,
      ACCESS_REVIEW,
      'list,watch | * | *',
      'create | - | serviceaccounts/token',
    ],
  },
  {
    name: 'system:persistent-volume-provisioner',
    rules: [
      `create,delete,${READ} | - | persistentvolumes`,
      'get,list,update,watch | - | persistentvolumeclaims',
      `${READ} | ${STORAGE} | storageclasses`,
      'watch | - | events',
      EVENTS,
    ],
  },
  {
    name: 'system:certificates.k8s.io:certificatesigningrequests:nodeclient',
    rules: [`create | ${CERTIFICATES} | certificatesigningrequests/nodeclient`],
  },
  {
    name: 'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient',
    rules: [`create | ${CERTIFICATES} | certificatesigningrequests/selfnodeclient`],
  },
  approver('kube-apiserver-client', 'kube-apiserver-client'),
  approver('kube-apiserver-client-kubelet', 'kube-apiserver-client-kubelet'),
  approver('kubelet-serving', 'kubelet-serving'),
  approver('legacy-unknown', 'legacy-unknown'),
];

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
