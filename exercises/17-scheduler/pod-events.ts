// What has changed of an object that scheduling could care about. Kubernetes:
// pkg/scheduler/framework/events.go. Chapter 17. Engine room: not told line by line.

import type { ClusterEvent, EventAction } from './events.ts';
import type { Node, Pod } from './objects.ts';
import { amountOf, podRequests } from './resources.ts';

const isSame = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const NODE_CHANGES: readonly [EventAction, (node: Node) => unknown][] = [
  ['UpdateNodeAllocatable', ({ status }) => status?.allocatable],
  ['UpdateNodeLabel', ({ metadata }) => metadata.labels],
  ['UpdateNodeTaint', ({ spec }) => [spec?.taints, spec?.unschedulable]],
  ['UpdateNodeCondition', ({ status }) => status?.conditions?.map(withoutTimes)],
];

const withoutTimes = ({ type, status }: { type: string; status: string }) => [
  type,
  status,
];

export function nodeEvents(old: Node, node: Node): readonly ClusterEvent[] {
  return NODE_CHANGES.filter(([, of]) => !isSame(of(old), of(node))).map(
    ([action]) => ({ resource: 'Node', action }),
  );
}

/** Of a pod that waits, or of one that has its node: `resource` says which. */
export function podEvents(
  old: Pod,
  pod: Pod,
  resource: 'Pod' | 'AssignedPod' = 'Pod',
): readonly ClusterEvent[] {
  const actions: EventAction[] = [];
  if (!isSame(old.metadata.labels, pod.metadata.labels))
    actions.push('UpdatePodLabel');
  if (isLess(old, pod)) actions.push('UpdatePodScaleDown');
  const gates = ({ spec }: Pod): number => spec.schedulingGates?.length ?? 0;
  if (gates(old) > 0 && gates(pod) === 0)
    actions.push('UpdatePodSchedulingGatesEliminated');
  if (!isSame(old.spec.tolerations, pod.spec.tolerations))
    actions.push('UpdatePodToleration');
  return actions.map((action) => ({ resource, action }));
}

/** Whether it asks for less of something than it did. */
function isLess(old: Pod, pod: Pod): boolean {
  const [before, now] = [podRequests(old), podRequests(pod)];
  return ['cpu', 'memory', 'ephemeral-storage', ...before.scalars.keys()].some(
    (name) => amountOf(now, name) < amountOf(before, name),
  );
}
