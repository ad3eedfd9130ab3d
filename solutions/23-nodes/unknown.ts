// What is written into the status of a node that has fallen silent. Chapter 23.

import { findCondition } from '#objects';
import type { NodeCondition } from './objects.ts';

//#region texts
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
//#endregion

//#region unknown
/**
 * The conditions of a silent node: each that the kubelet reports is Unknown, since
 * `now` if it was not so before. One that was never reported has its heartbeat from
 * when the node was made. The same list if Ready is Unknown already.
 */
export function unknownConditions(
  conditions: readonly NodeCondition[],
  { now, created }: { readonly now: string; readonly created: string },
): readonly NodeCondition[] {
  //#exercise 2 say of each condition that the kubelet reports that it isn't known
  if (findCondition(conditions, 'Ready')?.status === 'Unknown') return conditions;
  const since = { status: 'Unknown', lastTransitionTime: now } as const;
  const known = conditions.map((one) => {
    const isOurs = KUBELET_CONDITIONS.includes(one.type);
    return isOurs && one.status !== 'Unknown'
      ? { ...one, ...since, ...STOPPED }
      : one;
  });
  const missing = KUBELET_CONDITIONS.filter((type) => !findCondition(known, type));
  const never = { ...since, ...NEVER, lastHeartbeatTime: created };
  return [...known, ...missing.map((type) => ({ type, ...never }))];
  //#endexercise
}
//#endregion
