// The plugin NodeAffinity. Kubernetes: pkg/scheduler/framework/plugins/nodeaffinity.
// Chapter 18. Engine room: not told line by line.

import type { Node, NodeAffinity, NodeChanged, Plugin, Pod } from '#scheduler';
import {
  namedNodes,
  preferred,
  requiredOf,
  unmatched,
  wishesOf,
} from './affinity.ts';
import { normalized } from './normalized.ts';
import { SKIP, unresolvable } from './statuses.ts';

/** The terms of a Pod name no node that is one and the same. */
export const CONFLICT = 'pod affinity terms conflict';

/** Where Pods have to be and would like to be; `added` holds for all of the profile. */
export function nodeAffinity(added?: NodeAffinity): Plugin {
  const enforced = added?.requiredDuringSchedulingIgnoredDuringExecution;
  return {
    name: 'NodeAffinity',
    events: [
      {
        ...{ resource: 'Node', actions: ['Add', 'UpdateNodeLabel'] },
        hint: (pod, { old, object }: NodeChanged) =>
          lets(pod, object) && !lets(pod, old) ? 'Queue' : 'Skip',
      },
    ],
    preFilter: (_state, pod) => {
      const asks = requiredOf(pod) ?? pod.spec.nodeSelector ?? enforced;
      if (asks === undefined) return { status: SKIP };
      const nodeNames = namedNodes(pod);
      if (nodeNames === undefined) return {};
      return nodeNames.size === 0
        ? { status: unresolvable(CONFLICT) }
        : { nodeNames };
    },
    filter: (_state, pod, { node }) => {
      const reason = unmatched(pod, node, added);
      return reason === undefined ? undefined : unresolvable(reason);
    },
    preScore: (_state, { spec }) => {
      const own = wishesOf(spec.affinity?.nodeAffinity);
      return own.length + wishesOf(added).length === 0 ? SKIP : undefined;
    },
    score: (_state, pod, { node }) => preferred(pod, node, added),
    normalizeScore: (_state, _pod, weights) => normalized(weights),
  };

  function lets(pod: Pod, node: Node | undefined): boolean {
    return node !== undefined && unmatched(pod, node, added) === undefined;
  }
}
