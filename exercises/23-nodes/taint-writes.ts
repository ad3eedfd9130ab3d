// Taints are written to a node as it is now, not as a copy had it. Kubernetes:
// AddOrUpdateTaintOnNode and RemoveTaintOffNode in pkg/controller/controller_utils.go; one
// request here where those are two. Chapter 23. Engine room: not told line by line.

import { keyOf, type ResourceClient } from '#client';
import { StatusError } from '#objects';
import type { Node, Taint } from './objects.ts';

/** How often a write is tried that others come before. UpdateTaintBackoff. */
const TRIES = 5;

/** The taints that a node should have. Those that it has, if nothing is to change. */
export type TaintChange = (node: Node) => readonly Taint[];

/** Asks the server nothing if by the copy at hand there is nothing to change. */
export async function changeTaints(
  nodes: ResourceClient<Node>,
  node: Node,
  change: TaintChange,
): Promise<void> {
  if (isSame(node, change(node))) return;
  const key = keyOf(node);
  for (let tries = 1; ; tries++) {
    const fresh = await nodes.get(key);
    const taints = change(fresh);
    if (isSame(fresh, taints)) return;
    const { resourceVersion } = fresh.metadata;
    // An empty list isn't written; null takes the field away.
    const spec = { taints: taints.length === 0 ? null : taints };
    try {
      await nodes.patch(key, { metadata: { resourceVersion }, spec });
      return;
    } catch (error) {
      if (tries === TRIES || !isConflict(error)) throw error;
    }
  }
}

function isSame({ spec }: Node, taints: readonly Taint[]): boolean {
  const before = spec?.taints ?? [];
  return (
    before.length === taints.length &&
    before.every((taint, i) => taint === taints[i])
  );
}

export function isConflict(error: unknown): boolean {
  return error instanceof StatusError && error.status.code === 409;
}

export function isNotFound(error: unknown): boolean {
  return error instanceof StatusError && error.status.code === 404;
}
