// Which strategy which resource has, for ApiServerOptions.strategies.
// Source of the fields that can be selected by: k8s.io/kubernetes
// pkg/apis/GROUP/v1/conversion.go; of names: pkg/apis/core/validation/validation.go, 1.33.
// Engine room: not told line by line. Chapter 09.

import { dnsSubdomainFaults } from '#objects';
import * as apps from '../defaults/apps.ts';
import * as batch from '../defaults/batch.ts';
import * as core from '../defaults/core.ts';
import { changed } from '../defaults/filling.ts';
import * as groups from '../defaults/groups.ts';
import { templateDefaults } from '../defaults/pod-spec.ts';
import { claimSpec } from '../defaults/volumes.ts';
import type { Strategy } from '../types.ts';
import * as checkBatch from '../validation/batch.ts';
import * as checkCore from '../validation/core.ts';
import * as checkNetworking from '../validation/networking.ts';
import * as checkPolicy from '../validation/policy.ts';
import * as checkRbac from '../validation/rbac.ts';
import { serviceFaults } from '../validation/services.ts';
import * as workloads from '../validation/workloads.ts';
import { numberAt, textAt } from '../values.ts';
import { autoscalerOf } from './autoscaler-versions.ts';
import { eventOf } from './event-versions.ts';
import { POD_STRATEGY } from './pods.ts';
import { checked, ofObject, ofSpec, selectable, withStatus } from './strategy.ts';

const BINDING: Strategy = { defaults: ofObject(groups.bindingDefaults) };
const EMPTY_STATUS = withStatus({});

const CORE: Readonly<Record<string, Strategy>> = {
  '/configmaps': {
    ...checked(checkCore.configMapFaults, (object, old) =>
      checkCore.immutableData(object, old, 'data', 'binaryData'),
    ),
  },
  '/endpoints': { defaults: ofObject(core.endpointsDefaults) },
  '/events': {
    converted: eventOf,
    selectable: (event) => ({
      ...selectable(
        'involvedObject.kind',
        'involvedObject.namespace',
        'involvedObject.name',
        'involvedObject.uid',
        'involvedObject.apiVersion',
        'involvedObject.resourceVersion',
        'involvedObject.fieldPath',
        'reason',
        'reportingComponent',
        'type',
      )(event),
      source:
        textAt(event, 'source', 'component') || textAt(event, 'reportingComponent'),
    }),
  },
  '/limitranges': { defaults: ofSpec(core.limitRangeSpec) },
  '/namespaces': {
    defaults: ofObject(core.namespaceDefaults),
    prepareForCreate: ofObject(core.newNamespace),
    selectable: selectable('status.phase'),
  },
  '/nodes': {
    defaults: ofObject(core.nodeDefaults),
    keepsStatus: true,
    selectable: (node) => {
      const fields = selectable('spec.unschedulable')(node);
      return { 'spec.unschedulable': fields['spec.unschedulable'] || 'false' };
    },
  },
  '/persistentvolumeclaims': {
    defaults: ofSpec(claimSpec),
    prepareForCreate: withStatus({ phase: 'Pending' }),
    validate: checkCore.claimFaults,
    validateUpdate: (object, old) => [
      ...checkCore.claimFaults(object),
      ...checkCore.claimUpdateFaults(object, old),
    ],
  },
  '/persistentvolumes': {
    defaults: ofSpec(core.volumeSpec),
    prepareForCreate: withStatus({ phase: 'Pending' }),
    ...checked(checkCore.volumeFaults),
  },
  '/pods': POD_STRATEGY,
  '/podtemplates': {
    defaults: ofObject((object) => changed(object, 'template', templateDefaults)),
  },
  '/replicationcontrollers': {
    defaults: ofObject(apps.replicationController),
    prepareForCreate: withStatus(apps.NEW_REPLICAS),
    ...checked(workloads.replicationControllerFaults),
    selectable: selectable('status.replicas'),
  },
  '/resourcequotas': {
    defaults: ofSpec(core.quotaSpec),
    prepareForCreate: EMPTY_STATUS,
  },
  '/secrets': {
    defaults: ofObject(core.secretDefaults),
    validate: checkCore.secretFaults,
    validateUpdate: checkCore.secretUpdateFaults,
    selectable: selectable('type'),
  },
  '/services': {
    defaults: ofSpec(core.serviceSpec),
    prepareForCreate: withStatus({ loadBalancer: {} }),
    ...checked(serviceFaults),
    selectable: selectable('spec.clusterIP', 'spec.type'),
  },
};

const WORKLOADS: Readonly<Record<string, Strategy>> = {
  'apps/daemonsets': {
    defaults: ofSpec(apps.daemonSetSpec),
    prepareForCreate: withStatus(apps.NEW_DAEMON_SET),
    ...checked(workloads.daemonSetFaults, workloads.selectorImmutable),
  },
  'apps/deployments': {
    defaults: ofSpec(apps.deploymentSpec),
    prepareForCreate: EMPTY_STATUS,
    ...checked(workloads.deploymentFaults, workloads.selectorImmutable),
  },
  'apps/replicasets': {
    defaults: ofSpec(apps.replicaSetSpec),
    prepareForCreate: withStatus(apps.NEW_REPLICAS),
    ...checked(workloads.replicaSetFaults, workloads.selectorImmutable),
    selectable: selectable('status.replicas'),
  },
  'apps/statefulsets': {
    defaults: ofSpec(apps.statefulSetSpec),
    prepareForCreate: withStatus(apps.NEW_STATEFUL_SET),
    ...checked(workloads.statefulSetFaults, workloads.statefulSetUpdate),
  },
  'batch/cronjobs': {
    defaults: ofSpec(batch.cronJobSpec),
    prepareForCreate: EMPTY_STATUS,
    ...checked(checkBatch.cronJobFaults),
    nameFaults: (name) => [
      ...dnsSubdomainFaults(name),
      ...checkBatch.cronJobNameFaults(name),
    ],
  },
  'batch/jobs': {
    defaults: ofObject(batch.jobDefaults),
    prepareForCreate: (job) => EMPTY_STATUS(ofObject(batch.jobSelector)(job)),
    ...checked(checkBatch.jobFaults, checkBatch.jobUpdateFaults),
    selectable: (job) => ({
      'status.successful': String(numberAt(job, 'status', 'succeeded')),
    }),
  },
};

const POLICIES: Readonly<Record<string, Strategy>> = {
  'admissionregistration.k8s.io/mutatingwebhookconfigurations': {
    defaults: ofObject(groups.mutatingWebhookDefaults),
  },
  'admissionregistration.k8s.io/validatingadmissionpolicies': {
    defaults: ofSpec(groups.admissionPolicySpec),
    prepareForCreate: EMPTY_STATUS,
  },
  'admissionregistration.k8s.io/validatingwebhookconfigurations': {
    defaults: ofObject(groups.webhookDefaults),
  },
  'certificates.k8s.io/certificatesigningrequests': {
    prepareForCreate: EMPTY_STATUS,
    ...checked(checkPolicy.signingRequestFaults),
    selectable: selectable('spec.signerName'),
  },
  'coordination.k8s.io/leases': { ...checked(checkPolicy.leaseFaults) },
  'policy/poddisruptionbudgets': {
    prepareForCreate: withStatus({
      ...{ disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0 },
      expectedPods: 0,
    }),
    ...checked(checkPolicy.budgetFaults),
  },
  'rbac.authorization.k8s.io/clusterrolebindings': {
    ...BINDING,
    ...checked(
      (object) => checkRbac.bindingFaults(object, ['ClusterRole']),
      checkRbac.bindingUpdateFaults,
    ),
  },
  'rbac.authorization.k8s.io/clusterroles': {
    ...checked((object) => checkRbac.roleFaults(object, false)),
  },
  'rbac.authorization.k8s.io/rolebindings': {
    ...BINDING,
    ...checked(
      (object) => checkRbac.bindingFaults(object, ['Role', 'ClusterRole']),
      checkRbac.bindingUpdateFaults,
    ),
  },
  'rbac.authorization.k8s.io/roles': {
    ...checked((object) => checkRbac.roleFaults(object, true)),
  },
  'scheduling.k8s.io/priorityclasses': {
    defaults: ofObject(groups.priorityClass),
    ...checked(checkPolicy.priorityClassFaults, checkPolicy.priorityClassUpdate),
  },
};

const OTHERS: Readonly<Record<string, Strategy>> = {
  'autoscaling/horizontalpodautoscalers': {
    defaults: ofObject(groups.autoscalerDefaults),
    converted: autoscalerOf,
    prepareForCreate: withStatus({ desiredReplicas: 0 }),
    ...checked(checkPolicy.autoscalerFaults),
  },
  'discovery.k8s.io/endpointslices': {
    defaults: ofObject(groups.endpointSliceDefaults),
  },
  'events.k8s.io/events': {
    converted: eventOf,
    selectable: selectable(
      'regarding.kind',
      'regarding.namespace',
      'regarding.name',
      'regarding.uid',
      'reason',
      'reportingController',
      'type',
    ),
  },
  'networking.k8s.io/ingressclasses': {
    defaults: ofSpec(groups.ingressClassSpec),
  },
  'networking.k8s.io/ingresses': {
    prepareForCreate: withStatus({ loadBalancer: {} }),
    ...checked(checkNetworking.ingressFaults),
  },
  'networking.k8s.io/networkpolicies': {
    defaults: ofSpec(groups.networkPolicySpec),
    ...checked(checkNetworking.networkPolicyFaults),
  },
  'storage.k8s.io/csidrivers': { defaults: ofSpec(groups.csiDriverSpec) },
  'storage.k8s.io/csistoragecapacities': {
    defaults: ofObject(core.capacityDefaults),
  },
  'storage.k8s.io/storageclasses': {
    defaults: ofObject(groups.storageClass),
    ...checked(checkPolicy.storageClassFaults, checkPolicy.storageClassUpdate),
  },
};

/** By `group/resource`. */
export const STRATEGIES: Readonly<Record<string, Strategy>> = {
  ...CORE,
  ...WORKLOADS,
  ...POLICIES,
  ...OTHERS,
};
