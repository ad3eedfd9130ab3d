// Whether a Pod may go where a node has taints, and how gladly it is seen there. The
// scheduler's plugin TaintToleration, without the scheduler. Chapter 18.

import { NotWritten } from '#world';
import type { Taint, Toleration } from '#scheduler';

/** Whether a toleration makes a taint count for nothing. */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  // TODO 18.1: say whether the toleration covers the taint
  throw new NotWritten('18.1');
}

/** The first taint that keeps a Pod out; it is the one that the refusal names. */
export function untolerated(
  taints: readonly Taint[] = [],
  tolerations: readonly Toleration[] = [],
): Taint | undefined {
  return taints.find(
    (taint) => keepsOut(taint) && !isTolerated(taint, tolerations),
  );
}

function keepsOut({ effect }: Taint): boolean {
  return effect === 'NoSchedule' || effect === 'NoExecute';
}

function isTolerated(taint: Taint, tolerations: readonly Toleration[]): boolean {
  return tolerations.some((toleration) => tolerates(toleration, taint));
}

/** How many taints would rather not have the Pod, and are not tolerated. */
export function intolerable(
  taints: readonly Taint[] = [],
  tolerations: readonly Toleration[] = [],
): number {
  const soft = taints.filter(({ effect }) => effect === 'PreferNoSchedule');
  return soft.filter((taint) => !isTolerated(taint, tolerations)).length;
}
