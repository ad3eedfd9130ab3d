// The plugin TaintToleration. Kubernetes:
// pkg/scheduler/framework/plugins/tainttoleration. Chapter 18.
// Engine room: not told line by line.

import type { Node, NodeChanged, Plugin, Pod } from '#scheduler';
import { normalized } from './normalized.ts';
import { unresolvable } from './statuses.ts';
import { intolerable, untolerated } from './tolerations.ts';

/** What FailedScheduling counts nodes by, since 1.35; before it named the taint. */
export const UNTOLERATED = 'node(s) had untolerated taint(s)';

/** Keeps Pods from nodes whose hard taints they don't tolerate; soft ones cost score. */
export function taintToleration(): Plugin {
  return {
    name: 'TaintToleration',
    events: [
      {
        ...{ resource: 'Node', actions: ['Add', 'UpdateNodeTaint'] },
        // A node that could have been had before is none that was waited for.
        hint: (pod, { old, object }: NodeChanged) =>
          lets(pod, object) && !lets(pod, old) ? 'Queue' : 'Skip',
      },
      { resource: 'Pod', actions: ['UpdatePodToleration'] },
    ],
    filter: (_state, pod, { node }) =>
      lets(pod, node) ? undefined : unresolvable(UNTOLERATED),
    score: (_state, { spec }, { node }) =>
      intolerable(node.spec?.taints, spec.tolerations),
    normalizeScore: (_state, _pod, counts) => normalized(counts, { reverse: true }),
  };
}

/** Whether a node, if there is one, has no taint that keeps the Pod out. */
function lets({ spec }: Pod, node: Pick<Node, 'spec'> | undefined): boolean {
  if (node === undefined) return false;
  return untolerated(node.spec?.taints, spec.tolerations) === undefined;
}
