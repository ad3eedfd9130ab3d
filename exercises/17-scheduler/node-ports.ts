// NodePorts: no two pods have one port of a node. Kubernetes: plugins/nodeports. Chapter 17.
// Engine room: not told line by line.

import { type CycleState, stateKey } from './cycle-state.ts';
import type { Changed, ClusterEventWithHint, Hint } from './events.ts';
import type { Pod } from './objects.ts';
import { ALL_ADDRESSES, type HostPort, hostPortsOf, portKey } from './ports.ts';
import { SKIP, unschedulable } from './status.ts';
import type {
  NodeInfo,
  Plugin,
  PluginFactory,
  PreFilterResult,
  Verdict,
} from './types.ts';

const PORTS = stateKey<readonly HostPort[]>('PreFilter/NodePorts');

/** A pod that went had to have one of the ports. */
function afterPod(pod: Pod, { old }: Changed): Hint {
  const freed = old === undefined ? [] : hostPortsOf(old as Pod);
  const used = new Set(freed.map(portKey));
  return hostPortsOf(pod).some((port) => isTaken(port, used)) ? 'Queue' : 'Skip';
}

class NodePorts implements Plugin {
  readonly name = 'NodePorts';
  readonly events: readonly ClusterEventWithHint[] = [
    { resource: 'AssignedPod', actions: ['Delete'], hint: afterPod },
    { resource: 'Node', actions: ['Add'] },
  ];

  preFilter(state: CycleState, pod: Pod): PreFilterResult {
    const ports = hostPortsOf(pod);
    if (ports.length === 0) return { status: SKIP };
    state.write(PORTS, ports);
    return {};
  }

  filter(state: CycleState, _pod: Pod, node: NodeInfo): Verdict {
    const ports = state.read(PORTS) ?? [];
    if (!ports.some((port) => isTaken(port, node.usedPorts))) return undefined;
    return unschedulable(
      "node(s) didn't have free ports for the requested pod ports",
    );
  }
}

/** The same port and protocol, at the same address or with one of the two at all. */
function isTaken(port: HostPort, used: ReadonlySet<string>): boolean {
  if (used.size === 0) return false;
  if (used.has(portKey(port))) return true;
  if (port.ip !== ALL_ADDRESSES)
    return used.has(portKey({ ...port, ip: ALL_ADDRESSES }));
  const tail = ` ${port.protocol} ${port.port}`;
  for (const key of used) if (key.endsWith(tail)) return true;
  return false;
}

export const nodePorts: PluginFactory = () => new NodePorts();
