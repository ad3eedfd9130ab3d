// Fields of the core group: name, number, type, patch. Source: the tags of
// k8s.io/api core/v1/types.go, v0.36.3. How a line is read: messages.ts.
// Engine room: not told line by line. Chapter 09.

export const CORE: string = `
AttachedVolume: name 1 string!, devicePath 2 string!
Binding: metadata 1 meta.v1.ObjectMeta, target 2 ObjectReference!
ClientIPConfig: timeoutSeconds 1 int?
ConfigMap: metadata 1 meta.v1.ObjectMeta, data 2 {string}, binaryData 3 {bytes},
  immutable 4 bool?
ConfigMapNodeConfigSource: namespace 1 string!, name 2 string!, uid 3 string,
  resourceVersion 4 string, kubeletConfigKey 5 string!
ContainerImage: names 1 string[]!, sizeBytes 2 long
DaemonEndpoint: Port 1 int!
EndpointAddress: ip 1 string!, targetRef 2 ObjectReference?, hostname 3 string,
  nodeName 4 string?
EndpointPort: name 1 string, port 2 int!, protocol 3 string, appProtocol 4 string?
EndpointSubset: addresses 1 EndpointAddress[], notReadyAddresses 2
  EndpointAddress[], ports 3 EndpointPort[]
Endpoints: metadata 1 meta.v1.ObjectMeta, subsets 2 EndpointSubset[]
Event: metadata 1 meta.v1.ObjectMeta!, involvedObject 2 ObjectReference!, reason 3
  string, message 4 string, source 5 EventSource, firstTimestamp 6 Time,
  lastTimestamp 7 Time, count 8 int, type 9 string, eventTime 10 MicroTime, series
  11 EventSeries?, action 12 string, related 13 ObjectReference?,
  reportingComponent 14 string!, reportingInstance 15 string!
EventSeries: count 1 int, lastObservedTime 2 MicroTime
EventSource: component 1 string, host 2 string
LimitRange: metadata 1 meta.v1.ObjectMeta, spec 2 LimitRangeSpec
LimitRangeItem: type 1 string!, max 2 {Quantity}, min 3 {Quantity}, default 4
  {Quantity}, defaultRequest 5 {Quantity}, maxLimitRequestRatio 6 {Quantity}
LimitRangeSpec: limits 1 LimitRangeItem[]!
LoadBalancerIngress: ip 1 string, hostname 2 string, ipMode 3 string?, ports 4
  PortStatus[]
LoadBalancerStatus: ingress 1 LoadBalancerIngress[]
ModifyVolumeStatus: targetVolumeAttributesClassName 1 string, status 2 string!
Namespace: metadata 1 meta.v1.ObjectMeta, spec 2 NamespaceSpec, status 3
  NamespaceStatus
NamespaceCondition: type 1 string!, status 2 string!, lastTransitionTime 4 Time,
  reason 5 string, message 6 string
NamespaceSpec: finalizers 1 string[]
NamespaceStatus: phase 1 string, conditions 2 NamespaceCondition[] merge:type
Node: metadata 1 meta.v1.ObjectMeta, spec 2 NodeSpec, status 3 NodeStatus
NodeAddress: type 1 string!, address 2 string!
NodeCondition: type 1 string!, status 2 string!, lastHeartbeatTime 3 Time,
  lastTransitionTime 4 Time, reason 5 string, message 6 string
NodeConfigSource: configMap 2 ConfigMapNodeConfigSource?
NodeConfigStatus: assigned 1 NodeConfigSource?, active 2 NodeConfigSource?,
  lastKnownGood 3 NodeConfigSource?, error 4 string
NodeDaemonEndpoints: kubeletEndpoint 1 DaemonEndpoint
NodeFeatures: supplementalGroupsPolicy 1 bool?
NodeRuntimeHandler: name 1 string!, features 2 NodeRuntimeHandlerFeatures?
NodeRuntimeHandlerFeatures: recursiveReadOnlyMounts 1 bool?, userNamespaces 2
  bool?
NodeSpec: podCIDR 1 string, externalID 2 string, providerID 3 string,
  unschedulable 4 bool, taints 5 Taint[], configSource 6 NodeConfigSource?,
  podCIDRs 7 string[] merge
NodeStatus: capacity 1 {Quantity}, allocatable 2 {Quantity}, phase 3 string,
  conditions 4 NodeCondition[] merge:type, addresses 5 NodeAddress[] merge:type,
  daemonEndpoints 6 NodeDaemonEndpoints, nodeInfo 7 NodeSystemInfo, images 8
  ContainerImage[], volumesInUse 9 string[], volumesAttached 10 AttachedVolume[],
  config 11 NodeConfigStatus?, runtimeHandlers 12 NodeRuntimeHandler[], features
  13 NodeFeatures?, declaredFeatures 14 string[]
NodeSwapStatus: capacity 1 long?
NodeSystemInfo: machineID 1 string!, systemUUID 2 string!, bootID 3 string!,
  kernelVersion 4 string!, osImage 5 string!, containerRuntimeVersion 6 string!,
  kubeletVersion 7 string!, kubeProxyVersion 8 string!, operatingSystem 9 string!,
  architecture 10 string!, swap 11 NodeSwapStatus?
PersistentVolume: metadata 1 meta.v1.ObjectMeta, spec 2 PersistentVolumeSpec,
  status 3 PersistentVolumeStatus
PersistentVolumeClaim: metadata 1 meta.v1.ObjectMeta, spec 2
  PersistentVolumeClaimSpec, status 3 PersistentVolumeClaimStatus
PersistentVolumeClaimCondition: type 1 string!, status 2 string!, lastProbeTime 3
  Time, lastTransitionTime 4 Time, reason 5 string, message 6 string
PersistentVolumeClaimStatus: phase 1 string, accessModes 2 string[], capacity 3
  {Quantity}, conditions 4 PersistentVolumeClaimCondition[] merge:type,
  allocatedResources 5 {Quantity}, allocatedResourceStatuses 7 {string},
  currentVolumeAttributesClassName 8 string?, modifyVolumeStatus 9
  ModifyVolumeStatus?
PersistentVolumeSpec: capacity 1 {Quantity}, + 2 PersistentVolumeSource,
  accessModes 3 string[], claimRef 4 ObjectReference?,
  persistentVolumeReclaimPolicy 5 string, storageClassName 6 string, mountOptions
  7 string[], volumeMode 8 string?, nodeAffinity 9 VolumeNodeAffinity?,
  volumeAttributesClassName 10 string?
PersistentVolumeStatus: phase 1 string, message 2 string, reason 3 string,
  lastPhaseTransitionTime 4 Time?
Pod: metadata 1 meta.v1.ObjectMeta, spec 2 PodSpec, status 3 PodStatus
PodTemplate: metadata 1 meta.v1.ObjectMeta, template 2 PodTemplateSpec
PortStatus: port 1 int!, protocol 2 string!, error 3 string?
ReplicationController: metadata 1 meta.v1.ObjectMeta, spec 2
  ReplicationControllerSpec, status 3 ReplicationControllerStatus
ReplicationControllerCondition: type 1 string!, status 2 string!,
  lastTransitionTime 3 Time, reason 4 string, message 5 string
ReplicationControllerSpec: replicas 1 int?, selector 2 {string}, template 3
  PodTemplateSpec?, minReadySeconds 4 int
ReplicationControllerStatus: replicas 1 int!, fullyLabeledReplicas 2 int,
  observedGeneration 3 long, readyReplicas 4 int, availableReplicas 5 int,
  conditions 6 ReplicationControllerCondition[] merge:type
ResourceQuota: metadata 1 meta.v1.ObjectMeta, spec 2 ResourceQuotaSpec, status 3
  ResourceQuotaStatus
ResourceQuotaSpec: hard 1 {Quantity}, scopes 2 string[], scopeSelector 3
  ScopeSelector?
ResourceQuotaStatus: hard 1 {Quantity}, used 2 {Quantity}
ScopeSelector: matchExpressions 1 ScopedResourceSelectorRequirement[]
ScopedResourceSelectorRequirement: scopeName 1 string!, operator 2 string!, values
  3 string[]
Secret: metadata 1 meta.v1.ObjectMeta, data 2 {bytes}, type 3 string, stringData 4
  {string}, immutable 5 bool?
Service: metadata 1 meta.v1.ObjectMeta, spec 2 ServiceSpec, status 3 ServiceStatus
ServiceAccount: metadata 1 meta.v1.ObjectMeta, secrets 2 ObjectReference[]
  merge:name, imagePullSecrets 3 LocalObjectReference[],
  automountServiceAccountToken 4 bool?
ServicePort: name 1 string, protocol 2 string, port 3 int!, targetPort 4
  IntOrString, nodePort 5 int, appProtocol 6 string?
ServiceSpec: ports 1 ServicePort[] merge:port, selector 2 {string}, clusterIP 3
  string, type 4 string, externalIPs 5 string[], sessionAffinity 7 string,
  loadBalancerIP 8 string, loadBalancerSourceRanges 9 string[], externalName 10
  string, externalTrafficPolicy 11 string, healthCheckNodePort 12 int,
  publishNotReadyAddresses 13 bool, sessionAffinityConfig 14
  SessionAffinityConfig?, ipFamilyPolicy 17 string?, clusterIPs 18 string[],
  ipFamilies 19 string[], allocateLoadBalancerNodePorts 20 bool?,
  loadBalancerClass 21 string?, internalTrafficPolicy 22 string?,
  trafficDistribution 23 string?
ServiceStatus: loadBalancer 1 LoadBalancerStatus, conditions 2 meta.v1.Condition[]
  merge:type
SessionAffinityConfig: clientIP 1 ClientIPConfig?
Taint: key 1 string!, value 2 string, effect 3 string!, timeAdded 4 Time?
TopologySelectorLabelRequirement: key 1 string!, values 2 string[]!
TopologySelectorTerm: matchLabelExpressions 1 TopologySelectorLabelRequirement[]
VolumeNodeAffinity: required 1 NodeSelector?
`;
