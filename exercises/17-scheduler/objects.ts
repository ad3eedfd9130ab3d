// Pods and nodes as a scheduler reads them: the fields that some plugin looks at, and no
// others. Kubernetes: staging/src/k8s.io/api/core/v1/types.go. Chapter 17.
// Engine room: not told line by line.

import type {
  Condition,
  KubeObject,
  LabelSelector,
  Labels,
  ObjectMeta,
} from '#objects';

/** Amounts by the names of resources: `{ cpu: '100m', memory: '1Gi' }`. */
export type ResourceList = Readonly<Record<string, string>>;

export interface ContainerPort {
  readonly containerPort?: number;
  readonly hostPort?: number;
  /** TCP if absent. */
  readonly protocol?: string;
  /** All addresses of the node, 0.0.0.0, if absent. */
  readonly hostIP?: string;
}

export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly ports?: readonly ContainerPort[];
  readonly resources?: {
    readonly requests?: ResourceList;
    readonly limits?: ResourceList;
  };
  /** Always: an init container that goes on beside those that come after it. */
  readonly restartPolicy?: string;
}

export interface Toleration {
  /** Absent, with Exists: any. */
  readonly key?: string;
  /** Exists or Equal, which it is if absent. */
  readonly operator?: string;
  readonly value?: string;
  /** Absent: any. */
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
  readonly timeAdded?: string;
}

export interface NodeSelectorRequirement {
  readonly key: string;
  /** In, NotIn, Exists, DoesNotExist, Gt or Lt. */
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface NodeSelectorTerm {
  readonly matchExpressions?: readonly NodeSelectorRequirement[];
  readonly matchFields?: readonly NodeSelectorRequirement[];
}

export interface NodeSelector {
  readonly nodeSelectorTerms: readonly NodeSelectorTerm[];
}

export interface NodeAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector;
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
    readonly weight: number;
    readonly preference: NodeSelectorTerm;
  }[];
}

export interface PodAffinityTerm {
  readonly labelSelector?: LabelSelector;
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: LabelSelector;
  readonly topologyKey: string;
  readonly matchLabelKeys?: readonly string[];
  readonly mismatchLabelKeys?: readonly string[];
}

export interface PodAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
    readonly weight: number;
    readonly podAffinityTerm: PodAffinityTerm;
  }[];
}

export interface TopologySpreadConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: string;
  readonly labelSelector?: LabelSelector;
  readonly minDomains?: number;
  readonly nodeAffinityPolicy?: string;
  readonly nodeTaintsPolicy?: string;
  readonly matchLabelKeys?: readonly string[];
}

export interface PodSpec {
  readonly nodeName?: string;
  readonly schedulerName?: string;
  readonly priority?: number;
  readonly preemptionPolicy?: string;
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly overhead?: ResourceList;
  /** Of the pod as a whole; what it names counts instead of the containers' sum. */
  readonly resources?: { readonly requests?: ResourceList };
  readonly hostNetwork?: boolean;
  readonly nodeSelector?: Labels;
  readonly affinity?: {
    readonly nodeAffinity?: NodeAffinity;
    readonly podAffinity?: PodAffinity;
    readonly podAntiAffinity?: PodAffinity;
  };
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly schedulingGates?: readonly { readonly name: string }[];
}

export interface PodStatus {
  readonly phase?: string;
  readonly conditions?: readonly Condition[];
  /** Where preemption has made room for it, or somebody wants it to be. */
  readonly nominatedNodeName?: string;
  readonly startTime?: string;
}

export interface Pod extends KubeObject {
  readonly metadata: ObjectMeta & { readonly deletionTimestamp?: string };
  readonly spec: PodSpec;
  readonly status?: PodStatus;
}

export interface ContainerImage {
  /** With digest, with tag: all that the node calls it. */
  readonly names?: readonly string[];
  readonly sizeBytes?: number;
}

export interface NodeStatus {
  readonly capacity?: ResourceList;
  /** What pods may have: the capacity, less what the machine itself needs. */
  readonly allocatable?: ResourceList;
  readonly conditions?: readonly Condition[];
  readonly images?: readonly ContainerImage[];
}

export interface Node extends KubeObject {
  readonly spec?: {
    readonly unschedulable?: boolean;
    readonly taints?: readonly Taint[];
  };
  readonly status?: NodeStatus;
}
