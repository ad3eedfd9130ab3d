// Node info: a node and what is taken of it, kept up to date pod by pod. Kubernetes:
// pkg/scheduler/framework/types.go (NodeInfo). Chapter 17.
// Engine room: not told line by line.

import type { Node, Pod } from './objects.ts';
import { hostPortsOf, portKey } from './ports.ts';
import {
  amountsOf,
  nonZeroRequests,
  podRequests,
  type Resource,
  resourceOf,
} from './resources.ts';
import type { ImageState, NodeInfo, PodInfo } from './types.ts';

/** A pod with all that is worked out of it once, and not for each node. */
export function podInfoOf(pod: Pod): PodInfo {
  return {
    pod,
    requested: podRequests(pod),
    nonZeroRequested: nonZeroRequests(pod),
  };
}

/** Amounts that are added to and taken from, in place: thousands of times a second. */
class Sum implements Resource {
  milliCpu = 0;
  memory = 0;
  ephemeralStorage = 0;
  pods = 0;
  readonly scalars: Map<string, number> = new Map();

  add(other: Resource, times: 1 | -1): void {
    this.milliCpu += times * other.milliCpu;
    this.memory += times * other.memory;
    this.ephemeralStorage += times * other.ephemeralStorage;
    for (const [name, value] of other.scalars)
      this.scalars.set(name, (this.scalars.get(name) ?? 0) + times * value);
  }
}

export class NodeState implements NodeInfo {
  readonly name: string;
  node: Node;
  allocatable: Resource;
  images: ReadonlyMap<string, ImageState> = new Map();
  readonly requested: Sum = new Sum();
  readonly nonZeroRequested: Sum = new Sum();
  readonly #pods = new Map<string, PodInfo>();
  /** Two pods may have one port, on two addresses; so they are counted. */
  readonly #ports = new Map<string, number>();
  readonly usedPorts: Set<string> = new Set();
  #list: readonly PodInfo[] | undefined;

  constructor(node: Node) {
    this.name = node.metadata.name ?? '';
    this.node = node;
    this.allocatable = resourceOf(amountsOf(node.status?.allocatable));
  }

  /** How many pods there are, without a list of them. */
  get count(): number {
    return this.#pods.size;
  }

  get pods(): readonly PodInfo[] {
    this.#list ??= [...this.#pods.values()];
    return this.#list;
  }

  setNode(node: Node): void {
    this.node = node;
    this.allocatable = resourceOf(amountsOf(node.status?.allocatable));
  }

  addPod(info: PodInfo): void {
    this.#pods.set(uidOf(info.pod), info);
    this.#take(info, 1);
  }

  /** Nothing, if it isn't there. */
  removePod(pod: Pod): void {
    const info = this.#pods.get(uidOf(pod));
    if (info === undefined) return;
    this.#pods.delete(uidOf(pod));
    this.#take(info, -1);
  }

  #take(info: PodInfo, times: 1 | -1): void {
    this.#list = undefined;
    this.requested.add(info.requested, times);
    this.nonZeroRequested.add(info.nonZeroRequested, times);
    for (const port of hostPortsOf(info.pod)) {
      const key = portKey(port);
      const uses = (this.#ports.get(key) ?? 0) + times;
      this.#ports.set(key, uses);
      if (uses > 0) this.usedPorts.add(key);
      else this.usedPorts.delete(key);
    }
  }

  /** Another one with the same pods, to try something on. */
  clone(): NodeState {
    const copy = new NodeState(this.node);
    copy.images = this.images;
    for (const info of this.#pods.values()) copy.addPod(info);
    return copy;
  }
}

/** How a pod is called here: the next one of its name is another. */
export function uidOf({ metadata }: Pod): string {
  const { uid, namespace = '', name = '' } = metadata;
  return uid ?? `${namespace}/${name}`;
}
