// What a node's conditions come to as taints, so that the scheduler has to read one list
// only. The part of the node lifecycle controller that asks for no time. Chapter 18.

import type { Node, Taint } from '#scheduler';

//#region table
/** The taint that a condition stands for, by its type and status. */
export const CONDITION_TAINTS: Readonly<
  Record<string, Readonly<Record<string, string>>>
> = {
  Ready: {
    False: 'node.kubernetes.io/not-ready',
    Unknown: 'node.kubernetes.io/unreachable',
  },
  MemoryPressure: { True: 'node.kubernetes.io/memory-pressure' },
  DiskPressure: { True: 'node.kubernetes.io/disk-pressure' },
  PIDPressure: { True: 'node.kubernetes.io/pid-pressure' },
  NetworkUnavailable: { True: 'node.kubernetes.io/network-unavailable' },
};

/** What `kubectl cordon` comes to. */
export const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';
//#endregion

//#region own
const OWN: ReadonlySet<string> = new Set([
  UNSCHEDULABLE,
  ...Object.values(CONDITION_TAINTS).flatMap((keys) => Object.values(keys)),
]);

/** The keys of the taints NoSchedule that a node has to have, as it stands. */
export function wantedTaints({ spec, status }: Node): readonly string[] {
  const keys = (status?.conditions ?? []).flatMap(({ type, status: is }) => {
    const byStatus = Object.hasOwn(CONDITION_TAINTS, type)
      ? CONDITION_TAINTS[type]
      : undefined;
    return byStatus && Object.hasOwn(byStatus, is) ? [byStatus[is] ?? ''] : [];
  });
  return spec?.unschedulable === true ? [...keys, UNSCHEDULABLE] : keys;
}
//#endregion

//#region reconciled
/**
 * The taints that a node should have: its own, less those NoSchedule whose
 * condition is over, and with those whose condition has come, put there at `now`.
 * If nothing changes it is the same list.
 */
export function reconciledTaints(node: Node, now: string): readonly Taint[] {
  //#exercise 4 take away what is over, add what has come, and leave the rest alone
  const taints = node.spec?.taints ?? [];
  const wanted = new Set(wantedTaints(node));
  const isOver = ({ key, effect }: Taint): boolean =>
    effect === 'NoSchedule' && OWN.has(key) && !wanted.has(key);
  const kept = taints.filter((taint) => !isOver(taint));
  for (const { key, effect } of kept) {
    if (effect === 'NoSchedule') wanted.delete(key);
  }
  if (wanted.size === 0 && kept.length === taints.length) return taints;
  const added = [...wanted].map(
    (key): Taint => ({ key, effect: 'NoSchedule', timeAdded: now }),
  );
  return [...kept, ...added];
  //#endexercise
}
//#endregion
