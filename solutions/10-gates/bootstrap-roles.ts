// The cluster roles that every cluster is born with. kubernetes: plugin/pkg/auth/authorizer/
// rbac/bootstrappolicy/policy.go and testdata/cluster-roles.yaml, as of 1.33; what newer ones
// add is not here. Chapter 10.
// Engine room: not told line by line.

import { NODE } from './node-rules.ts';
import type { RoleRow } from './short-rules.ts';

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
