// The two NoExecute taints that stand for Ready: which one a node should have, and how a
// list looks when it has it. Chapter 23.

import type { Node, Taint } from './objects.ts';

export const NOT_READY = 'node.kubernetes.io/not-ready';
export const UNREACHABLE = 'node.kubernetes.io/unreachable';

/** The taint for a status of Ready; none if it's True or if there is none. */
export function noExecuteKey(ready: string | undefined): string | undefined {
  if (ready === 'False') return NOT_READY;
  return ready === 'Unknown' ? UNREACHABLE : undefined;
}

const isOurs = ({ key, effect }: Taint): boolean =>
  effect === 'NoExecute' && (key === NOT_READY || key === UNREACHABLE);

/** Which of the two a node has. */
export function noExecuteKeys({ spec }: Node): readonly string[] {
  return (spec?.taints ?? []).filter(isOurs).map(({ key }) => key);
}

/** The taints of a node with this one of the two, since `now`; or with neither. */
export function withNoExecute(
  { spec }: Node,
  key: string | undefined,
  now: string,
): readonly Taint[] {
  const others = (spec?.taints ?? []).filter((taint) => !isOurs(taint));
  if (key === undefined) return others;
  return [...others, { key, effect: 'NoExecute', timeAdded: now }];
}
