// Pods, and what stands in them.
// Source: applyconfigurations/internal/internal.go of client-go 0.37 (keys, what is
// owned whole); the tags patchStrategy and patchMergeKey of k8s.io/api 0.37 (the
// rest). Engine room: not told line by line. Chapter 11.

import { type Types, WHOLE } from './types.ts';

export const PODS: Types = {
  PersistentVolumeClaimSpec: {
    dataSource: { of: 'TypedLocalObjectReference' },
    selector: { of: 'LabelSelector' },
    resources: { always: true },
  },
  TypedLocalObjectReference: WHOLE,
  NodeSelector: WHOLE,
  Pod: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'PodSpec', always: true },
    status: { of: 'PodStatus', always: true },
  },
  PodSpec: {
    affinity: { of: 'Affinity' },
    containers: { of: 'Container', keys: ['name'], mergeKey: 'name', always: true },
    ephemeralContainers: {
      of: 'EphemeralContainer',
      keys: ['name'],
      mergeKey: 'name',
    },
    evictionResponders: {
      of: 'EvictionResponder',
      keys: ['name'],
      mergeKey: 'name',
    },
    hostAliases: { keys: ['ip'], mergeKey: 'ip' },
    imagePullSecrets: {
      of: 'LocalObjectReference',
      keys: ['name'],
      mergeKey: 'name',
    },
    initContainers: { of: 'Container', keys: ['name'], mergeKey: 'name' },
    nodeSelector: { of: 'Whole' },
    resourceClaims: { keys: ['name'], mergeKey: 'name', retainKeys: true },
    resources: { of: 'ResourceRequirements' },
    schedulingGates: { keys: ['name'], mergeKey: 'name' },
    topologySpreadConstraints: {
      of: 'TopologySpreadConstraint',
      keys: ['topologyKey', 'whenUnsatisfiable'],
      mergeKey: 'topologyKey',
    },
    volumes: { of: 'Volume', keys: ['name'], mergeKey: 'name', retainKeys: true },
  },
  Affinity: {
    nodeAffinity: { of: 'NodeAffinity' },
  },
  NodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: { of: 'NodeSelector' },
  },
  Container: {
    env: { of: 'EnvVar', keys: ['name'], mergeKey: 'name' },
    ports: {
      keys: ['containerPort', 'protocol'],
      mergeKey: 'containerPort',
      given: { protocol: 'TCP' },
    },
    resources: { of: 'ResourceRequirements' },
    volumeDevices: { keys: ['devicePath'], mergeKey: 'devicePath' },
    volumeMounts: { of: 'VolumeMount', keys: ['mountPath'], mergeKey: 'mountPath' },
  },
  EnvVar: {
    valueFrom: { of: 'EnvVarSource' },
  },
  EnvVarSource: {
    configMapKeyRef: { of: 'ConfigMapKeySelector' },
    fieldRef: { of: 'ObjectFieldSelector' },
    fileKeyRef: { of: 'FileKeySelector' },
    resourceFieldRef: { of: 'ResourceFieldSelector' },
    secretKeyRef: { of: 'SecretKeySelector' },
  },
  ConfigMapKeySelector: WHOLE,
  ObjectFieldSelector: WHOLE,
  FileKeySelector: WHOLE,
  ResourceFieldSelector: WHOLE,
  SecretKeySelector: WHOLE,
  ResourceRequirements: {
    claims: { keys: ['name'] },
  },
  VolumeMount: {
    bindMountOptions: { keys: [] },
  },
  EphemeralContainer: {
    env: { of: 'EnvVar', keys: ['name'], mergeKey: 'name' },
    ports: {
      keys: ['containerPort', 'protocol'],
      mergeKey: 'containerPort',
      given: { protocol: 'TCP' },
    },
    resources: { of: 'ResourceRequirements' },
    volumeDevices: { keys: ['devicePath'], mergeKey: 'devicePath' },
    volumeMounts: { of: 'VolumeMount', keys: ['mountPath'], mergeKey: 'mountPath' },
  },
  EvictionResponder: WHOLE,
  LocalObjectReference: WHOLE,
  TopologySpreadConstraint: {
    labelSelector: { of: 'LabelSelector' },
  },
  Volume: {
    cephfs: { of: 'CephFSVolumeSource' },
    cinder: { of: 'CinderVolumeSource' },
    csi: { of: 'CSIVolumeSource' },
    ephemeral: { of: 'EphemeralVolumeSource' },
    flexVolume: { of: 'FlexVolumeSource' },
    iscsi: { of: 'ISCSIVolumeSource' },
    rbd: { of: 'RBDVolumeSource' },
    scaleIO: { of: 'ScaleIOVolumeSource' },
    storageos: { of: 'StorageOSVolumeSource' },
  },
  CephFSVolumeSource: {
    secretRef: { of: 'LocalObjectReference' },
  },
  CinderVolumeSource: {
    secretRef: { of: 'LocalObjectReference' },
  },
  CSIVolumeSource: {
    nodePublishSecretRef: { of: 'LocalObjectReference' },
  },
  EphemeralVolumeSource: {
    volumeClaimTemplate: { of: 'PersistentVolumeClaimTemplate' },
  },
  PersistentVolumeClaimTemplate: {
    metadata: { of: 'ObjectMeta' },
    spec: { of: 'PersistentVolumeClaimSpec' },
  },
  FlexVolumeSource: {
    secretRef: { of: 'LocalObjectReference' },
  },
  ISCSIVolumeSource: {
    secretRef: { of: 'LocalObjectReference' },
  },
  RBDVolumeSource: {
    secretRef: { of: 'LocalObjectReference' },
  },
  ScaleIOVolumeSource: {
    secretRef: { of: 'LocalObjectReference' },
  },
  StorageOSVolumeSource: {
    secretRef: { of: 'LocalObjectReference' },
  },
  PodStatus: {
    conditions: { keys: ['type'], mergeKey: 'type' },
    hostIPs: { mergeKey: 'ip' },
    podIPs: { keys: ['ip'], mergeKey: 'ip' },
    resourceClaimStatuses: { keys: ['name'], mergeKey: 'name', retainKeys: true },
    resources: { of: 'ResourceRequirements' },
    volumeHealth: { of: 'PodVolumeHealth', keys: ['name'] },
  },
  PodVolumeHealth: {
    healthConditions: { keys: ['status', 'reason'], mergeKey: 'status' },
  },
};
