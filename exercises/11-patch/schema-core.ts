// The other kinds of the core group.
// Source: applyconfigurations/internal/internal.go of client-go 0.37 (keys, what is
// owned whole); the tags patchStrategy and patchMergeKey of k8s.io/api 0.37 (the
// rest). Engine room: not told line by line. Chapter 11.

import { type Types, WHOLE } from './types.ts';

export const CORE: Types = {
  ComponentStatus: {
    conditions: { keys: ['type'], mergeKey: 'type' },
    metadata: { of: 'ObjectMeta', always: true },
  },
  ConfigMap: {
    metadata: { of: 'ObjectMeta', always: true },
  },
  Endpoints: {
    metadata: { of: 'ObjectMeta', always: true },
  },
  Event: {
    involvedObject: { of: 'ObjectReference' },
    metadata: { of: 'ObjectMeta', always: true },
    related: { of: 'ObjectReference' },
    source: { always: true },
  },
  ObjectReference: WHOLE,
  LimitRange: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { always: true },
  },
  Namespace: {
    metadata: { of: 'ObjectMeta', always: true },
    status: { of: 'NamespaceStatus', always: true },
    spec: { always: true },
  },
  NamespaceStatus: {
    conditions: { keys: ['type'], mergeKey: 'type' },
  },
  Node: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'NodeSpec', always: true },
    status: { of: 'NodeStatus', always: true },
  },
  NodeSpec: {
    podCIDRs: { keys: [], mergeKey: '' },
    podPreemptionPolicy: { of: 'NodePodPreemptionPolicy' },
  },
  NodePodPreemptionPolicy: {
    disableResizePreemption: { keys: [] },
  },
  NodeStatus: {
    addresses: { keys: ['type'], mergeKey: 'type' },
    conditions: { keys: ['type'], mergeKey: 'type' },
    daemonEndpoints: { of: 'NodeDaemonEndpoints', always: true },
    nodeInfo: { always: true },
  },
  NodeDaemonEndpoints: {
    kubeletEndpoint: { always: true },
  },
  PersistentVolumeClaim: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'PersistentVolumeClaimSpec', always: true },
    status: { of: 'PersistentVolumeClaimStatus', always: true },
  },
  PersistentVolumeClaimStatus: {
    conditions: { keys: ['type'], mergeKey: 'type' },
    healthStatus: { of: 'VolumeHealthStatus' },
  },
  VolumeHealthStatus: {
    healthConditions: { keys: ['status', 'reason'], mergeKey: 'status' },
  },
  PersistentVolume: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'PersistentVolumeSpec', always: true },
    status: { always: true },
  },
  PersistentVolumeSpec: {
    cephfs: { of: 'CephFSPersistentVolumeSource' },
    cinder: { of: 'CinderPersistentVolumeSource' },
    claimRef: { of: 'ObjectReference' },
    csi: { of: 'CSIPersistentVolumeSource' },
    flexVolume: { of: 'FlexPersistentVolumeSource' },
    iscsi: { of: 'ISCSIPersistentVolumeSource' },
    nodeAffinity: { of: 'VolumeNodeAffinity' },
    rbd: { of: 'RBDPersistentVolumeSource' },
    scaleIO: { of: 'ScaleIOPersistentVolumeSource' },
    storageos: { of: 'StorageOSPersistentVolumeSource' },
  },
  CephFSPersistentVolumeSource: {
    secretRef: { of: 'SecretReference' },
  },
  SecretReference: WHOLE,
  CinderPersistentVolumeSource: {
    secretRef: { of: 'SecretReference' },
  },
  CSIPersistentVolumeSource: {
    controllerExpandSecretRef: { of: 'SecretReference' },
    controllerPublishSecretRef: { of: 'SecretReference' },
    nodeExpandSecretRef: { of: 'SecretReference' },
    nodePublishSecretRef: { of: 'SecretReference' },
    nodeStageSecretRef: { of: 'SecretReference' },
  },
  FlexPersistentVolumeSource: {
    secretRef: { of: 'SecretReference' },
  },
  ISCSIPersistentVolumeSource: {
    secretRef: { of: 'SecretReference' },
  },
  VolumeNodeAffinity: {
    required: { of: 'NodeSelector' },
  },
  RBDPersistentVolumeSource: {
    secretRef: { of: 'SecretReference' },
  },
  ScaleIOPersistentVolumeSource: {
    secretRef: { of: 'SecretReference' },
  },
  StorageOSPersistentVolumeSource: {
    secretRef: { of: 'ObjectReference' },
  },
  PodTemplate: {
    metadata: { of: 'ObjectMeta', always: true },
    template: { of: 'PodTemplateSpec', always: true },
  },
  PodTemplateSpec: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'PodSpec', always: true },
  },
  ReplicationController: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'ReplicationControllerSpec', always: true },
    status: { of: 'ReplicationControllerStatus', always: true },
  },
  ReplicationControllerSpec: {
    selector: { of: 'Whole' },
    template: { of: 'PodTemplateSpec' },
  },
  ReplicationControllerStatus: {
    conditions: { keys: ['type'], mergeKey: 'type' },
  },
  ResourceQuota: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'ResourceQuotaSpec', always: true },
    status: { always: true },
  },
  ResourceQuotaSpec: {
    scopeSelector: { of: 'ScopeSelector' },
  },
  ScopeSelector: WHOLE,
  Secret: {
    metadata: { of: 'ObjectMeta', always: true },
  },
  ServiceAccount: {
    metadata: { of: 'ObjectMeta', always: true },
    secrets: { of: 'ObjectReference', keys: ['name'], mergeKey: 'name' },
  },
  Service: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'ServiceSpec', always: true },
    status: { of: 'ServiceStatus', always: true },
  },
  ServiceSpec: {
    ports: {
      keys: ['port', 'protocol'],
      mergeKey: 'port',
      given: { protocol: 'TCP' },
    },
    selector: { of: 'Whole' },
  },
  ServiceStatus: {
    conditions: { keys: ['type'], mergeKey: 'type' },
    loadBalancer: { always: true },
  },
};
