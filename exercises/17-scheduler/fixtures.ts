// Pods, nodes and a framework over them, for tests. Chapter 17.
// Engine room: not told line by line.

import type { World } from '#world';
import { createDecider, type Decider } from './decider.ts';
import type { Container, Node, Pod, PodSpec } from './objects.ts';
import type { Profile, Registry } from './types.ts';

export function nodeOf(
  name: string,
  allocatable: Readonly<Record<string, string>> = {},
  rest: Partial<Pick<Node, 'spec'>> & { labels?: Record<string, string> } = {},
): Node {
  const { labels = {}, spec = {} } = rest;
  const all = { cpu: '4', memory: '8Gi', pods: '110', ...allocatable };
  return {
    ...{ apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, spec },
    status: { allocatable: all },
  };
}

export function containerOf(
  requests: Readonly<Record<string, string>>,
  rest: Container = {},
): Container {
  return { name: 'main', image: 'web', resources: { requests }, ...rest };
}

export function podOf(
  name: string,
  requests: Readonly<Record<string, string>> = {},
  spec: PodSpec = {},
): Pod {
  const containers = [containerOf(requests)];
  return {
    ...{ apiVersion: 'v1', kind: 'Pod' },
    metadata: { namespace: 'default', name, uid: name },
    spec: { schedulerName: 'default-scheduler', containers, ...spec },
  };
}

/** A cache with these nodes and pods, and a framework that decides over it. */
export function benchOf(
  world: World,
  nodes: readonly Node[],
  pods: readonly Pod[] = [],
  options: { profile?: Profile; registry?: Registry } = {},
): Decider {
  return createDecider(world, { nodes, pods, ...options });
}
