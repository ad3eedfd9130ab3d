// What a simulated kubelet reads and writes, as far as it looks at it. Kubernetes:
// staging/src/k8s.io/api/core/v1/types.go and coordination/v1/types.go.

import type { ResourceName } from '#client';
import type { Condition, KubeObject } from '#objects';
import type { Container, Node, Pod } from '#scheduler';

export interface ContainerStatus {
  readonly name: string;
  readonly image: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly imageID?: string;
  readonly containerID?: string;
  readonly started?: boolean;
  readonly lastState?: object;
  readonly state: {
    readonly running?: { readonly startedAt: string };
    readonly terminated?: Readonly<Record<string, unknown>>;
  };
}

export interface FakePod extends Pod {
  readonly metadata: Pod['metadata'] & {
    readonly deletionGracePeriodSeconds?: number;
  };
  readonly spec: Pod['spec'] & {
    readonly containers?: readonly Container[];
    readonly readinessGates?: readonly { readonly conditionType: string }[];
  };
  readonly status?: NonNullable<Pod['status']> & {
    readonly hostIP?: string;
    readonly podIP?: string;
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly observedGeneration?: number;
  };
}

export interface NodeCondition extends Condition {
  readonly lastHeartbeatTime?: string;
}

export interface NodeAddress {
  readonly type: string;
  readonly address: string;
}

export interface FakeNode extends Node {
  readonly spec?: NonNullable<Node['spec']> & { readonly podCIDR?: string };
  readonly status?: NonNullable<Node['status']> & {
    readonly conditions?: readonly NodeCondition[];
    readonly addresses?: readonly NodeAddress[];
    readonly nodeInfo?: Readonly<Record<string, unknown>>;
  };
}

export interface Lease extends KubeObject {
  readonly spec?: {
    readonly holderIdentity?: string;
    readonly leaseDurationSeconds?: number;
    readonly renewTime?: string;
  };
}

const core = (resource: string, namespaced: boolean): ResourceName => ({
  ...{ group: '', version: 'v1', resource, namespaced },
});

export const NODES: ResourceName = core('nodes', false);
export const PODS: ResourceName = core('pods', true);
export const LEASES: ResourceName = {
  ...{ group: 'coordination.k8s.io', version: 'v1' },
  ...{ resource: 'leases', namespaced: true },
};

const FAKE = 'kwok.x-k8s.io/node';
const HEARTBEAT = 'kubelet.sim/heartbeat';

/** What asks for a simulated kubelet. */
export const FAKE_ANNOTATIONS: Readonly<Record<string, string>> = {
  [FAKE]: 'fake',
};

/** Whether a simulated kubelet runs it, and its heart beats. */
export function isAlive({ metadata: { annotations = {} } }: FakeNode): boolean {
  return annotations[FAKE] === 'fake' && annotations[HEARTBEAT] !== 'stopped';
}
