// The plugins that ask one question: which node is named, whether a node takes new pods,
// who goes first, and whether a pod may be tried at all. Kubernetes: plugins/nodename,
// nodeunschedulable, queuesort, schedulinggates. Chapter 17.
// Engine room: not told line by line.

import type { CycleState } from './cycle-state.ts';
import type { Changed, Hint } from './events.ts';
import type { Node, Pod } from './objects.ts';
import { SKIP, unresolvable } from './status.ts';
import type { NodeInfo, Plugin, PluginFactory } from './types.ts';

/** The one node that the pod names, where it names one and still came here. */
export const nodeName: PluginFactory = (): Plugin => ({
  name: 'NodeName',
  events: [{ resource: 'Node', actions: ['Add'] }],
  preFilter: (_state, { spec }) => (spec.nodeName ? {} : { status: SKIP }),
  filter: (_state, { spec }, node) => {
    if (!spec.nodeName || spec.nodeName === node.name) return undefined;
    return unresolvable("node(s) didn't match the requested node name");
  },
});

const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';

/** Whether it goes to nodes that take no new pods: DaemonSets' do. */
function isUndeterred({ spec }: Pod): boolean {
  return (spec.tolerations ?? []).some(
    ({ key = '', operator = 'Equal', value = '', effect = '' }) =>
      (effect === '' || effect === 'NoSchedule') &&
      (operator === 'Exists'
        ? key === '' || key === UNSCHEDULABLE
        : key === UNSCHEDULABLE && value === ''),
  );
}

function afterNode(_pod: Pod, { old, object }: Changed): Hint {
  const isOpen = (node: Node | undefined) => node?.spec?.unschedulable !== true;
  const wasOpen = old !== undefined && isOpen(old as Node);
  return !wasOpen && isOpen(object as Node) ? 'Queue' : 'Skip';
}

/** A node that was cordoned takes no new pods. */
export const nodeUnschedulable: PluginFactory = (): Plugin => ({
  name: 'NodeUnschedulable',
  events: [
    { resource: 'Node', actions: ['Add', 'UpdateNodeTaint'], hint: afterNode },
    {
      ...{ resource: 'Pod', actions: ['UpdatePodToleration'] },
      hint: (pod) => (isUndeterred(pod) ? 'Queue' : 'Skip'),
    },
  ],
  filter: (_state: CycleState, pod: Pod, { node }: NodeInfo) => {
    if (node.spec?.unschedulable !== true || isUndeterred(pod)) return undefined;
    return unresolvable('node(s) were unschedulable');
  },
});

/** The higher priority first; of one priority who waits longer. */
export const prioritySort: PluginFactory = (): Plugin => ({
  name: 'PrioritySort',
  less: (a, b) => {
    const [one, other] = [a.pod.spec.priority ?? 0, b.pod.spec.priority ?? 0];
    return one > other || (one === other && a.timestamp < b.timestamp);
  },
});

/** Not before all gates are gone: somebody else will take them away. */
export const schedulingGates: PluginFactory = (): Plugin => ({
  name: 'SchedulingGates',
  events: [
    {
      ...{ resource: 'Pod', actions: ['UpdatePodSchedulingGatesEliminated'] },
      hint: ({ spec }) => (spec.schedulingGates?.length ? 'Skip' : 'Queue'),
    },
  ],
  preEnqueue: ({ spec }) => {
    const names = (spec.schedulingGates ?? []).map(({ name }) => name);
    if (names.length === 0) return undefined;
    return unresolvable(`waiting for scheduling gates: [${names.join(' ')}]`);
  },
});
