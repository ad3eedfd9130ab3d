// What is said of a pod that fits nowhere: how many nodes refused it, for which reasons.
// Kubernetes: pkg/scheduler/framework/types.go (FitError). Chapter 17.
// Engine room: not told line by line.

import type { Decision } from './schedule-pod.ts';

export const NO_NODES: string = 'no nodes available to schedule pods';

/** `0/3 nodes are available: 1 Insufficient cpu, 2 node(s) were unschedulable.` */
export function fitError(decision: Decision, postFilter = ''): string {
  const { nodes, preFilter } = decision;
  const said =
    preFilter === undefined ? reasonsOf(decision) : preFilter.reasons.join(', ');
  return [
    `0/${nodes} nodes are available:`,
    ...(said === '' ? [] : [`${said}.`]),
    ...(postFilter === '' ? [] : [postFilter]),
  ].join(' ');
}

/** Each reason with its number; a node may have several. Sorted as texts. */
function reasonsOf({ nodes, refusals, absent }: Decision): string {
  const counts = new Map<string, number>();
  const count = (reason: string, times: number): void => {
    counts.set(reason, (counts.get(reason) ?? 0) + times);
  };
  for (const { reasons } of refusals.values())
    for (const reason of reasons) count(reason, 1);
  const rest = nodes - refusals.size;
  if (rest > 0) for (const reason of absent?.reasons ?? []) count(reason, rest);
  return [...counts]
    .map(([reason, times]) => `${times} ${reason}`)
    .sort()
    .join(', ');
}
