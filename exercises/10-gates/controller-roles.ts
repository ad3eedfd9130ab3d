// The cluster roles of the controllers, one for the service account of each. kubernetes:
// plugin/pkg/auth/authorizer/rbac/bootstrappolicy/controller_policy.go, as of 1.33, for the
// controllers that this course builds. Chapter 10.
// Engine room: not told line by line.

import type { RoleRow } from './short-rules.ts';

const READ = 'get,list,watch';
const EVENTS = 'create,patch,update | -,events.k8s.io | events';

/** `system:controller:NAME`, bound to kube-system/NAME. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  'clusterrole-aggregation-controller': [
    `escalate,patch,update,${READ} | rbac.authorization.k8s.io | clusterroles`,
  ],
  'cronjob-controller': [
    `update,${READ} | batch | cronjobs`,
    `create,delete,patch,update,${READ} | batch | jobs`,
    'update | batch | cronjobs/status,cronjobs/finalizers',
    'delete,list,watch | - | pods',
    EVENTS,
  ],
  'daemon-set-controller': [
    `${READ} | apps | daemonsets`,
    'update | apps | daemonsets/status,daemonsets/finalizers',
    'list,watch | - | nodes',
    'create,delete,list,patch,watch | - | pods',
    'create | - | pods/binding',
    `create,delete,patch,update,${READ} | apps | controllerrevisions`,
    EVENTS,
  ],
  'deployment-controller': [
    `update,${READ} | apps | deployments`,
    'update | apps | deployments/status,deployments/finalizers',
    `create,delete,patch,update,${READ} | apps | replicasets`,
    `update,${READ} | - | pods`,
    EVENTS,
  ],
  'disruption-controller': [
    `${READ} | apps | deployments,replicasets,statefulsets`,
    `${READ} | - | replicationcontrollers`,
    `${READ} | policy | poddisruptionbudgets`,
    'update | policy | poddisruptionbudgets/status',
    'patch,update | - | pods/status',
    'get | * | */scale',
    EVENTS,
  ],
  'endpoint-controller': [
    `${READ} | - | services,pods`,
    `create,delete,update,${READ} | - | endpoints`,
    'create | - | endpoints/restricted',
    EVENTS,
  ],
  'endpointslice-controller': [
    `${READ} | - | services,pods,nodes`,
    'update | - | services/finalizers',
    `create,delete,update,${READ} | discovery.k8s.io | endpointslices`,
    EVENTS,
  ],
  'generic-garbage-collector': [`delete,patch,update,${READ} | * | *`, EVENTS],
  'horizontal-pod-autoscaler': [
    `${READ} | autoscaling | horizontalpodautoscalers`,
    'update | autoscaling | horizontalpodautoscalers/status',
    'get,update | * | */scale',
    'list,watch | - | pods',
    'list | metrics.k8s.io | pods',
    EVENTS,
  ],
  'job-controller': [
    `patch,update,${READ} | batch | jobs`,
    'update | batch | jobs/status,jobs/finalizers',
    'create,delete,list,patch,watch | - | pods',
    EVENTS,
  ],
  'namespace-controller': [
    `delete,${READ} | - | namespaces`,
    'update | - | namespaces/finalize,namespaces/status',
    `delete,deletecollection,${READ} | * | *`,
  ],
  'node-controller': [
    `delete,patch,update,${READ} | - | nodes`,
    'patch,update | - | nodes/status',
    'patch,update | - | pods/status',
    `delete,${READ} | - | pods`,
    EVENTS,
  ],
  'persistent-volume-binder': [
    `create,delete,update,${READ} | - | persistentvolumes`,
    'update | - | persistentvolumes/status',
    `update,${READ} | - | persistentvolumeclaims`,
    'update | - | persistentvolumeclaims/status',
    `create,delete,${READ} | - | pods`,
    `${READ} | storage.k8s.io | storageclasses`,
    EVENTS,
  ],
  'pod-garbage-collector': [
    'delete,list,watch | - | pods',
    'get,list | - | nodes',
    'patch | - | pods/status',
  ],
  'replicaset-controller': [
    `update,${READ} | apps | replicasets`,
    'update | apps | replicasets/status,replicasets/finalizers',
    'create,delete,list,patch,watch | - | pods',
    EVENTS,
  ],
  'replication-controller': [
    `update,${READ} | - | replicationcontrollers`,
    'update | - | replicationcontrollers/status,replicationcontrollers/finalizers',
    'create,delete,list,patch,watch | - | pods',
    EVENTS,
  ],
  'resourcequota-controller': [
    'list,watch | * | *',
    'update | - | resourcequotas/status',
    EVENTS,
  ],
  'root-ca-cert-publisher': ['create,update | - | configmaps', EVENTS],
  'service-account-controller': ['create | - | serviceaccounts', EVENTS],
  'statefulset-controller': [
    'list,watch | - | pods',
    `${READ} | apps | statefulsets`,
    'update | apps | statefulsets/status,statefulsets/finalizers',
    'create,delete,get,patch,update | - | pods',
    `create,delete,patch,update,${READ} | apps | controllerrevisions`,
    'create,get | - | persistentvolumeclaims',
    EVENTS,
  ],
  'ttl-after-finished-controller': [`delete,${READ} | batch | jobs`, EVENTS],
};

export const CONTROLLER_ROLES: readonly RoleRow[] = Object.entries(ROWS).map(
  ([name, rules]) => ({ name: `system:controller:${name}`, rules }),
);

export const CONTROLLER_BINDINGS: readonly (readonly [string, ...string[]])[] =
  Object.keys(ROWS).map((name) => [
    `system:controller:${name}`,
    `ServiceAccount:kube-system/${name}`,
  ]);
