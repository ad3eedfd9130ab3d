// How long a Pod may stay where NoExecute taints are. Chapter 23.

import { NotWritten } from '#world';
import { tolerates } from '#taints';
import type { Millis } from '#world';
import type { Taint, Toleration } from './objects.ts';

/** The taints that drive away what is there already. */
export function noExecute(taints: readonly Taint[] = []): readonly Taint[] {
  return taints.filter(({ effect }) => effect === 'NoExecute');
}

/**
 * How long a Pod tolerates all of these taints, counted from when it is first seen
 * there. Of each taint the first toleration counts that covers it; of those the
 * smallest tolerationSeconds. Infinity if none has any, 0 if one has 0 or less;
 * undefined if some taint is not tolerated at all.
 */
export function tolerationTime(
  taints: readonly Taint[],
  tolerations: readonly Toleration[] = [],
): Millis | undefined {
  // TODO 23.6: find how long all of the taints are tolerated, or that one is not
  throw new NotWritten('23.6');
}
