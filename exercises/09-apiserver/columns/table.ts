// Which columns which resource has, for ApiServerOptions.columns.
// Source: pkg/printers/internalversion/printers.go (AddHandlers), Kubernetes 1.33; of what
// is not there, k8s.io/apiserver pkg/registry/rest/table.go.
// Engine room: not told line by line. Chapter 09.

import type { Columns } from '../types.ts';
import { timeOf } from './age.ts';
import * as apps from './apps.ts';
import { HORIZONTAL_POD_AUTOSCALERS } from './autoscaling.ts';
import { CRON_JOBS, JOBS } from './batch.ts';
import { AGE, ageOf, column, NAME, nameOf } from './column.ts';
import * as core from './core.ts';
import { EVENTS } from './events.ts';
import { POD_TEMPLATES, PODS } from './pods.ts';
import * as policy from './policy.ts';
import * as services from './services.ts';
import * as storage from './storage.ts';

/** Of a kind that says nothing of columns: a custom one. */
export const DEFAULT_COLUMNS: Columns = {
  definitions: [NAME, AGE],
  cells: (object, now) => [nameOf(object), ageOf(object, now)],
};

/** Of a kind of Kubernetes' own that has none: the moment instead of the age. */
export const CREATED_AT: Columns = {
  definitions: [NAME, column('Created At', 'When it was made.', 'date')],
  cells: (object) => {
    const { creationTimestamp = '' } = object.metadata;
    const isTime = timeOf(creationTimestamp) !== undefined;
    return [nameOf(object), isTime ? creationTimestamp : '0001-01-01T00:00:00Z'];
  },
};

/** By `group/resource`. */
export const COLUMNS: Readonly<Record<string, Columns>> = {
  '/componentstatuses': core.COMPONENT_STATUSES,
  '/configmaps': core.CONFIG_MAPS,
  '/endpoints': services.ENDPOINTS,
  '/events': EVENTS,
  '/limitranges': CREATED_AT,
  '/namespaces': core.NAMESPACES,
  '/nodes': core.NODES,
  '/persistentvolumeclaims': storage.PERSISTENT_VOLUME_CLAIMS,
  '/persistentvolumes': storage.PERSISTENT_VOLUMES,
  '/pods': PODS,
  '/podtemplates': POD_TEMPLATES,
  '/replicationcontrollers': apps.REPLICATION_CONTROLLERS,
  '/resourcequotas': core.RESOURCE_QUOTAS,
  '/secrets': core.SECRETS,
  '/serviceaccounts': core.SERVICE_ACCOUNTS,
  '/services': services.SERVICES,
  'admissionregistration.k8s.io/mutatingwebhookconfigurations': policy.WEBHOOKS,
  'admissionregistration.k8s.io/validatingadmissionpolicies':
    policy.VALIDATING_ADMISSION_POLICIES,
  'admissionregistration.k8s.io/validatingadmissionpolicybindings':
    policy.VALIDATING_ADMISSION_POLICY_BINDINGS,
  'admissionregistration.k8s.io/validatingwebhookconfigurations': policy.WEBHOOKS,
  'apps/controllerrevisions': apps.CONTROLLER_REVISIONS,
  'apps/daemonsets': apps.DAEMON_SETS,
  'apps/deployments': apps.DEPLOYMENTS,
  'apps/replicasets': apps.REPLICA_SETS,
  'apps/statefulsets': apps.STATEFUL_SETS,
  'autoscaling/horizontalpodautoscalers': HORIZONTAL_POD_AUTOSCALERS,
  'batch/cronjobs': CRON_JOBS,
  'batch/jobs': JOBS,
  'certificates.k8s.io/certificatesigningrequests':
    policy.CERTIFICATE_SIGNING_REQUESTS,
  'coordination.k8s.io/leases': policy.LEASES,
  'discovery.k8s.io/endpointslices': services.ENDPOINT_SLICES,
  'events.k8s.io/events': EVENTS,
  'networking.k8s.io/ingressclasses': services.INGRESS_CLASSES,
  'networking.k8s.io/ingresses': services.INGRESSES,
  'networking.k8s.io/networkpolicies': services.NETWORK_POLICIES,
  'node.k8s.io/runtimeclasses': policy.RUNTIME_CLASSES,
  'policy/poddisruptionbudgets': policy.POD_DISRUPTION_BUDGETS,
  'rbac.authorization.k8s.io/clusterrolebindings': policy.BINDINGS,
  'rbac.authorization.k8s.io/clusterroles': CREATED_AT,
  'rbac.authorization.k8s.io/rolebindings': policy.BINDINGS,
  'rbac.authorization.k8s.io/roles': CREATED_AT,
  'scheduling.k8s.io/priorityclasses': policy.PRIORITY_CLASSES,
  'storage.k8s.io/csidrivers': storage.CSI_DRIVERS,
  'storage.k8s.io/csinodes': storage.CSI_NODES,
  'storage.k8s.io/csistoragecapacities': storage.CSI_STORAGE_CAPACITIES,
  'storage.k8s.io/storageclasses': storage.STORAGE_CLASSES,
  'storage.k8s.io/volumeattachments': storage.VOLUME_ATTACHMENTS,
  'storage.k8s.io/volumeattributesclasses': storage.VOLUME_ATTRIBUTES_CLASSES,
};
