// Kinds of the groups apps, batch, autoscaling and policy.
// Source: applyconfigurations/internal/internal.go of client-go 0.37 (keys, what is
// owned whole); the tags patchStrategy and patchMergeKey of k8s.io/api 0.37 (the
// rest). Engine room: not told line by line. Chapter 11.

import { type Types, WHOLE } from './types.ts';

export const WORKLOADS: Types = {
  ControllerRevision: {
    data: { of: 'Whole' },
    metadata: { of: 'ObjectMeta', always: true },
  },
  DaemonSet: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'DaemonSetSpec', always: true },
    status: { of: 'DaemonSetStatus', always: true },
  },
  DaemonSetSpec: {
    selector: { of: 'LabelSelector' },
    template: { of: 'PodTemplateSpec', always: true },
    updateStrategy: { always: true },
  },
  DaemonSetStatus: {
    conditions: { keys: ['type'], mergeKey: 'type' },
  },
  Deployment: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'DeploymentSpec', always: true },
    status: { of: 'DeploymentStatus', always: true },
  },
  DeploymentSpec: {
    selector: { of: 'LabelSelector' },
    strategy: { retainKeys: true, always: true },
    template: { of: 'PodTemplateSpec', always: true },
  },
  DeploymentStatus: {
    conditions: { keys: ['type'], mergeKey: 'type' },
  },
  ReplicaSet: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'ReplicaSetSpec', always: true },
    status: { of: 'ReplicaSetStatus', always: true },
  },
  ReplicaSetSpec: {
    selector: { of: 'LabelSelector' },
    template: { of: 'PodTemplateSpec', always: true },
  },
  ReplicaSetStatus: {
    conditions: { keys: ['type'], mergeKey: 'type' },
  },
  StatefulSet: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'StatefulSetSpec', always: true },
    status: { of: 'StatefulSetStatus', always: true },
  },
  StatefulSetSpec: {
    selector: { of: 'LabelSelector' },
    template: { of: 'PodTemplateSpec', always: true },
    updateStrategy: { always: true },
  },
  StatefulSetStatus: {
    conditions: { keys: ['type'], mergeKey: 'type' },
  },
  HorizontalPodAutoscaler: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'HorizontalPodAutoscalerSpec', always: true },
    status: { of: 'HorizontalPodAutoscalerStatus', always: true },
  },
  HorizontalPodAutoscalerSpec: {
    scaleTargetRef: { always: true },
  },
  HorizontalPodAutoscalerStatus: {
    conditions: { keys: ['type'], mergeKey: 'type' },
  },
  HorizontalPodAutoscalerV1: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'HorizontalPodAutoscalerSpecV1', always: true },
    status: { always: true },
  },
  HorizontalPodAutoscalerSpecV1: {
    scaleTargetRef: { of: 'CrossVersionObjectReference' },
  },
  CrossVersionObjectReference: WHOLE,
  CronJob: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'CronJobSpec', always: true },
    status: { always: true },
  },
  CronJobSpec: {
    jobTemplate: { of: 'JobTemplateSpec', always: true },
  },
  JobTemplateSpec: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'JobSpec', always: true },
  },
  JobSpec: {
    scheduling: { of: 'JobSchedulingConfiguration' },
    selector: { of: 'LabelSelector' },
    template: { of: 'PodTemplateSpec', always: true },
  },
  JobSchedulingConfiguration: {
    resourceClaims: { keys: ['name'], mergeKey: 'name' },
  },
  Job: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'JobSpec', always: true },
    status: { of: 'JobStatus', always: true },
  },
  JobStatus: {
    conditions: { mergeKey: 'type' },
    uncountedTerminatedPods: { of: 'UncountedTerminatedPods' },
  },
  UncountedTerminatedPods: {
    failed: { keys: [] },
    succeeded: { keys: [] },
  },
  PodDisruptionBudget: {
    metadata: { of: 'ObjectMeta', always: true },
    spec: { of: 'PodDisruptionBudgetSpec', always: true },
    status: { of: 'PodDisruptionBudgetStatus', always: true },
  },
  PodDisruptionBudgetSpec: {
    selector: { of: 'LabelSelector', replace: true },
  },
  PodDisruptionBudgetStatus: {
    conditions: { keys: ['type'], mergeKey: 'type' },
  },
};
