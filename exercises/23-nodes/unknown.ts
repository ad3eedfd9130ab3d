// What is written into the status of a node that has fallen silent. Chapter 23.

import { NotWritten } from '#world';
import { findCondition } from '#objects';
import type { NodeCondition } from './objects.ts';

/** What the kubelet reports; NetworkUnavailable is somebody else's to say. */
export const KUBELET_CONDITIONS: readonly string[] = [
  ...['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'],
];

const STOPPED = {
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
} as const;

const NEVER = {
  reason: 'NodeStatusNeverUpdated',
  message: 'Kubelet never posted node status.',
} as const;

/**
 * The conditions of a silent node: each that the kubelet reports is Unknown, since
 * `now` if it was not so before. One that was never reported has its heartbeat from
 * when the node was made. The same list if Ready is Unknown already.
 */
export function unknownConditions(
  conditions: readonly NodeCondition[],
  { now, created }: { readonly now: string; readonly created: string },
): readonly NodeCondition[] {
  // TODO 23.2: say of each condition that the kubelet reports that it isn't known
  throw new NotWritten('23.2');
}
