// Which type a kind's objects have: kinds that stand in no row have no schema.
// Source: applyconfigurations/internal/internal.go of client-go 0.37 (keys, what is
// owned whole); the tags patchStrategy and patchMergeKey of k8s.io/api 0.37 (the
// rest). Engine room: not told line by line. Chapter 11.

/** By apiVersion and kind, as an object says them. */
export const KINDS: Readonly<Record<string, string>> = {
  'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration':
    'MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy':
    'ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding':
    'ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration':
    'ValidatingWebhookConfiguration',
  'apps/v1 ControllerRevision': 'ControllerRevision',
  'apps/v1 DaemonSet': 'DaemonSet',
  'apps/v1 Deployment': 'Deployment',
  'apps/v1 ReplicaSet': 'ReplicaSet',
  'apps/v1 StatefulSet': 'StatefulSet',
  'autoscaling/v1 HorizontalPodAutoscaler': 'HorizontalPodAutoscalerV1',
  'autoscaling/v2 HorizontalPodAutoscaler': 'HorizontalPodAutoscaler',
  'batch/v1 CronJob': 'CronJob',
  'batch/v1 Job': 'Job',
  'certificates.k8s.io/v1 CertificateSigningRequest': 'CertificateSigningRequest',
  'coordination.k8s.io/v1 Lease': 'Lease',
  'discovery.k8s.io/v1 EndpointSlice': 'EndpointSlice',
  'events.k8s.io/v1 Event': 'EventsEvent',
  'networking.k8s.io/v1 Ingress': 'Ingress',
  'networking.k8s.io/v1 IngressClass': 'IngressClass',
  'networking.k8s.io/v1 NetworkPolicy': 'NetworkPolicy',
  'node.k8s.io/v1 RuntimeClass': 'RuntimeClass',
  'policy/v1 PodDisruptionBudget': 'PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1 ClusterRole': 'ClusterRole',
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': 'ClusterRoleBinding',
  'rbac.authorization.k8s.io/v1 Role': 'Role',
  'rbac.authorization.k8s.io/v1 RoleBinding': 'RoleBinding',
  'scheduling.k8s.io/v1 PriorityClass': 'PriorityClass',
  'storage.k8s.io/v1 CSIDriver': 'CSIDriver',
  'storage.k8s.io/v1 CSINode': 'CSINode',
  'storage.k8s.io/v1 CSIStorageCapacity': 'CSIStorageCapacity',
  'storage.k8s.io/v1 StorageClass': 'StorageClass',
  'storage.k8s.io/v1 VolumeAttachment': 'VolumeAttachment',
  'storage.k8s.io/v1 VolumeAttributesClass': 'VolumeAttributesClass',
  'v1 ComponentStatus': 'ComponentStatus',
  'v1 ConfigMap': 'ConfigMap',
  'v1 Endpoints': 'Endpoints',
  'v1 Event': 'Event',
  'v1 LimitRange': 'LimitRange',
  'v1 Namespace': 'Namespace',
  'v1 Node': 'Node',
  'v1 PersistentVolume': 'PersistentVolume',
  'v1 PersistentVolumeClaim': 'PersistentVolumeClaim',
  'v1 Pod': 'Pod',
  'v1 PodTemplate': 'PodTemplate',
  'v1 ReplicationController': 'ReplicationController',
  'v1 ResourceQuota': 'ResourceQuota',
  'v1 Secret': 'Secret',
  'v1 Service': 'Service',
  'v1 ServiceAccount': 'ServiceAccount',
};
