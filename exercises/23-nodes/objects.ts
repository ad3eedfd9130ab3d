// Nodes, leases and pods as this chapter reads and writes them. Kubernetes:
// staging/src/k8s.io/api/core/v1/types.go, coordination/v1/types.go. Chapter 23.
// Engine room: not told line by line.

import type { ResourceName } from '#client';
import type { Condition, KubeObject } from '#objects';
import type { Node as ScheduledNode, Pod as ScheduledPod } from '#scheduler';

export type { Taint, Toleration } from '#scheduler';

export interface NodeCondition extends Condition {
  /** When the kubelet last said so. */
  readonly lastHeartbeatTime?: string | null;
}

export interface NodeStatus extends NonNullable<ScheduledNode['status']> {
  readonly conditions?: readonly NodeCondition[];
}

export interface Node extends ScheduledNode {
  readonly status?: NodeStatus;
}

export interface PodStatus extends NonNullable<ScheduledPod['status']> {
  readonly reason?: string;
}

export interface Pod extends ScheduledPod {
  readonly status?: PodStatus;
}

/** A node's lease has its name, and lies in kube-node-lease. */
export interface Lease extends KubeObject {
  readonly spec?: {
    readonly holderIdentity?: string;
    readonly leaseDurationSeconds?: number;
    /** With microseconds: `2025-01-01T00:00:00.000000Z`. */
    readonly renewTime?: string;
  };
}

export const LEASE_NAMESPACE = 'kube-node-lease';

const core = (resource: string, namespaced: boolean): ResourceName => ({
  ...{ group: '', version: 'v1', resource, namespaced },
});

export const NODES: ResourceName = core('nodes', false);
export const PODS: ResourceName = core('pods', true);
export const EVENTS: ResourceName = core('events', true);
export const LEASES: ResourceName = {
  ...{ group: 'coordination.k8s.io', version: 'v1' },
  ...{ resource: 'leases', namespaced: true },
};
