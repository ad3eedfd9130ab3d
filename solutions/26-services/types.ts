// Services and EndpointSlices as this chapter reads and writes them. Kubernetes:
// staging/src/k8s.io/api/core/v1/types.go, discovery/v1/types.go. Chapter 26.
// Engine room: not told line by line.

import type { KubeObject, Labels, ObjectMeta } from '#objects';

export type ServiceType =
  | 'ClusterIP'
  | 'NodePort'
  | 'LoadBalancer'
  | 'ExternalName';

export interface ServicePort {
  /** Has to be there, and another for each, where there are several. */
  readonly name?: string;
  /** TCP if absent. */
  readonly protocol?: string;
  readonly port: number;
  /** A number, or the name of a container's port; `port` if absent. */
  readonly targetPort?: number | string;
  /** Absent or 0: none yet. */
  readonly nodePort?: number;
}

export interface ServiceSpec {
  /** ClusterIP if absent. */
  readonly type?: ServiceType;
  readonly selector?: Labels;
  readonly ports?: readonly ServicePort[];
  /** Absent or '': none yet. None: headless. */
  readonly clusterIP?: string;
  readonly clusterIPs?: readonly string[];
  /** IPv4, IPv6. */
  readonly ipFamilies?: readonly string[];
  /** SingleStack, PreferDualStack, RequireDualStack. */
  readonly ipFamilyPolicy?: string;
  readonly publishNotReadyAddresses?: boolean;
  /** Of a LoadBalancer: false leaves its ports without node ports. */
  readonly allocateLoadBalancerNodePorts?: boolean;
  readonly loadBalancerClass?: string;
  readonly externalTrafficPolicy?: string;
  readonly healthCheckNodePort?: number;
}

export interface Service extends KubeObject {
  readonly spec: ServiceSpec;
}

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol?: string;
}

/** What is read of a Pod to send to it. */
export interface EndpointPod extends KubeObject {
  readonly metadata: ObjectMeta & { readonly deletionTimestamp?: string };
  readonly spec?: {
    readonly nodeName?: string;
    readonly containers?: readonly { readonly ports?: readonly ContainerPort[] }[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly podIP?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
    }[];
  };
}

export interface EndpointConditions {
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
}

export interface Endpoint {
  readonly addresses: readonly string[];
  readonly conditions: EndpointConditions;
  readonly nodeName?: string;
  readonly targetRef?: {
    readonly kind: 'Pod';
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
  };
}

export interface EndpointPort {
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
}

/** At most 100 endpoints of one Service that are reached by the same ports. */
export interface Slice {
  /** Empty until it is written. */
  readonly name: string;
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
}
