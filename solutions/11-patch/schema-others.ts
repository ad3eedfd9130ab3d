// Kinds of the remaining groups.
// Source: applyconfigurations/internal/internal.go of client-go 0.37 (keys, what is
// owned whole); the tags patchStrategy and patchMergeKey of k8s.io/api 0.37 (the
// rest). Engine room: not told line by line. Chapter 11.

import { type Types, WHOLE } from './types.ts';

export const OTHERS: Types = {
  EventsEvent: {
    metadata: { of: 'ObjectMeta', always: true },
    regarding: { of: 'ObjectReference' },
    related: { of: 'ObjectReference' },
  },
  CertificateSigningRequest: {
    metadata: { of: 'ObjectMeta', always: true },
    status: { of: 'CertificateSigningRequestStatus', always: true },
    spec: { always: true },
  },
  CertificateSigningRequestStatus: {
    conditions: { keys: ['type'] },
  },
  IngressClass: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { always: true },
  },
  Ingress: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'IngressSpec', always: true },
    status: { of: 'IngressStatus', always: true },
  },
  IngressSpec: {
    defaultBackend: { of: 'IngressBackend' },
  },
  IngressBackend: {
    resource: { of: 'TypedLocalObjectReference' },
    service: { of: 'IngressServiceBackend' },
  },
  IngressServiceBackend: {
    port: { of: 'ServiceBackendPort' },
  },
  ServiceBackendPort: WHOLE,
  IngressStatus: {
    loadBalancer: { always: true },
  },
  NetworkPolicy: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'NetworkPolicySpec', always: true },
  },
  NetworkPolicySpec: {
    podSelector: { of: 'LabelSelector' },
  },
  ClusterRoleBinding: {
    metadata: { of: 'ObjectMeta', always: true },
    roleRef: { of: 'RoleRef' },
  },
  RoleRef: WHOLE,
  ClusterRole: {
    metadata: { of: 'ObjectMeta', always: true },
  },
  RoleBinding: {
    metadata: { of: 'ObjectMeta', always: true },
    roleRef: { of: 'RoleRef' },
  },
  Role: {
    metadata: { of: 'ObjectMeta', always: true },
  },
  CSIDriver: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'CSIDriverSpec', always: true },
  },
  CSIDriverSpec: {
    volumeLifecycleModes: { keys: [] },
  },
  CSINode: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'CSINodeSpec', always: true },
    status: { of: 'CSINodeStatus', always: true },
  },
  CSINodeSpec: {
    drivers: { keys: ['name'], mergeKey: 'name' },
  },
  CSINodeStatus: {
    storageHealth: { keys: ['name'], mergeKey: 'name' },
  },
  CSIStorageCapacity: {
    metadata: { of: 'ObjectMeta', always: true },
    nodeTopology: { of: 'LabelSelector' },
  },
  StorageClass: {
    metadata: { of: 'ObjectMeta', always: true },
  },
  VolumeAttachment: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'VolumeAttachmentSpec', always: true },
    status: { always: true },
  },
  VolumeAttachmentSpec: {
    source: { of: 'VolumeAttachmentSource', always: true },
  },
  VolumeAttachmentSource: {
    inlineVolumeSpec: { of: 'PersistentVolumeSpec' },
  },
  VolumeAttributesClass: {
    metadata: { of: 'ObjectMeta', always: true },
  },
  MutatingWebhookConfiguration: {
    metadata: { of: 'ObjectMeta', always: true },
    webhooks: { of: 'MutatingWebhook', keys: ['name'], mergeKey: 'name' },
  },
  MutatingWebhook: {
    matchConditions: { keys: ['name'], mergeKey: 'name' },
    namespaceSelector: { of: 'LabelSelector' },
    objectSelector: { of: 'LabelSelector' },
  },
  ValidatingAdmissionPolicy: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'ValidatingAdmissionPolicySpec', always: true },
    status: { of: 'ValidatingAdmissionPolicyStatus', always: true },
  },
  ValidatingAdmissionPolicySpec: {
    matchConditions: { keys: ['name'], mergeKey: 'name' },
    matchConstraints: { of: 'MatchResources' },
    paramKind: { of: 'ParamKind' },
    variables: { of: 'Variable', keys: ['name'], mergeKey: 'name' },
  },
  MatchResources: WHOLE,
  ParamKind: WHOLE,
  Variable: WHOLE,
  ValidatingAdmissionPolicyStatus: {
    conditions: { keys: ['type'] },
  },
  ValidatingAdmissionPolicyBinding: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'ValidatingAdmissionPolicyBindingSpec', always: true },
  },
  ValidatingAdmissionPolicyBindingSpec: {
    matchResources: { of: 'MatchResources' },
    paramRef: { of: 'ParamRef' },
    validationActions: { keys: [] },
  },
  ParamRef: WHOLE,
  ValidatingWebhookConfiguration: {
    metadata: { of: 'ObjectMeta', always: true },
    webhooks: { of: 'ValidatingWebhook', keys: ['name'], mergeKey: 'name' },
  },
  ValidatingWebhook: {
    matchConditions: { keys: ['name'], mergeKey: 'name' },
    namespaceSelector: { of: 'LabelSelector' },
    objectSelector: { of: 'LabelSelector' },
  },
  PriorityClass: {
    metadata: { of: 'ObjectMeta', always: true },
  },
  Lease: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { always: true },
  },
  RuntimeClass: {
    metadata: { of: 'ObjectMeta', always: true },
    scheduling: { of: 'Scheduling' },
  },
  Scheduling: {
    nodeSelector: { of: 'Whole' },
  },
  EndpointSlice: {
    metadata: { of: 'ObjectMeta', always: true },
  },
};
