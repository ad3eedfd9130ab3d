// What may make room for a pod that found too little of something. Kubernetes:
// plugins/noderesources/fit.go (EventsToRegister and the hints below it). Chapter 17.
// Engine room: not told line by line.

import type { Changed, ClusterEventWithHint, Hint } from './events.ts';
import type { Node, Pod } from './objects.ts';
import { amountOf, amountsOf, podRequests, resourceOf } from './resources.ts';

/** Room is made where a pod had its share. */
function afterPod(_pod: Pod, { old, object }: Changed): Hint {
  const gone = (old ?? object) as Pod | undefined;
  return gone?.spec.nodeName ? 'Queue' : 'Skip';
}

/** A node that could not hold it if it were empty is no help, nor is one that shrank. */
function afterNode(pod: Pod, { old, object }: Changed): Hint {
  const now = allocatable(object as Node | undefined);
  const before = old === undefined ? undefined : allocatable(old as Node);
  const asked = podRequests(pod);
  const names = ['cpu', 'memory', 'ephemeral-storage', ...asked.scalars.keys()];
  if (now.pods < 1) return 'Skip';
  if (names.some((name) => amountOf(asked, name) > amountOf(now, name)))
    return 'Skip';
  if (before === undefined || now.pods > before.pods) return 'Queue';
  const hasGrown = names.some(
    (name) =>
      amountOf(asked, name) > 0 && amountOf(now, name) > amountOf(before, name),
  );
  return hasGrown ? 'Queue' : 'Skip';
}

const allocatable = (node: Node | undefined) =>
  resourceOf(amountsOf(node?.status?.allocatable));

export const fitEvents: readonly ClusterEventWithHint[] = [
  {
    resource: 'AssignedPod',
    actions: ['Delete', 'UpdatePodScaleDown'],
    hint: afterPod,
  },
  { resource: 'Pod', actions: ['UpdatePodScaleDown'] },
  {
    resource: 'Node',
    actions: ['Add', 'UpdateNodeAllocatable'],
    hint: afterNode,
  },
];
