// Cluster events: what has happened that may make room, and for whom it may. Kubernetes:
// staging/src/k8s.io/kube-scheduler/framework/types.go. Chapter 17.
// Engine room: not told line by line.

import type { Node, Pod } from './objects.ts';

/** AssignedPod has a node. Pod is the very one that waits. */
export type EventResource = 'Node' | 'AssignedPod' | 'Pod';

export type EventAction =
  | 'Add'
  | 'Delete'
  | 'UpdateNodeAllocatable'
  | 'UpdateNodeLabel'
  | 'UpdateNodeTaint'
  | 'UpdateNodeCondition'
  | 'UpdatePodLabel'
  | 'UpdatePodScaleDown'
  | 'UpdatePodToleration'
  | 'UpdatePodSchedulingGatesEliminated';

export interface ClusterEvent {
  readonly resource: EventResource;
  readonly action: EventAction;
}

/** What it was about, before and after. */
export interface Changed {
  readonly old?: Node | Pod;
  readonly object?: Node | Pod;
}

/** The same, where the resource is Node. */
export interface NodeChanged extends Changed {
  readonly old?: Node;
  readonly object?: Node;
}

/** Whether this may be what the pod waits for. */
export type Hint = 'Queue' | 'Skip';

/** Events that a plugin cares about. Without `hint` each of them is worth a try. */
export interface ClusterEventWithHint {
  readonly resource: EventResource;
  readonly actions: readonly EventAction[];
  hint?(pod: Pod, changed: Changed): Hint;
}
