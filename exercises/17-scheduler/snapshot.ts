// The cluster as a cycle sees it: nodes, and what is taken of each. Kubernetes:
// pkg/scheduler/framework/types.go. Chapter 17. Engine room: not told line by line.

import type { Node, Pod } from './objects.ts';
import type { Resource } from './resources.ts';

/** A pod on a node, and what it takes there. */
export interface PodInfo {
  readonly pod: Pod;
  readonly requested: Resource;
  /** The same with 100m and 200 MiB where a container names nothing: for scores. */
  readonly nonZeroRequested: Resource;
}

/** A node, and what is taken of it: by pods that run there, or soon will. */
export interface NodeInfo {
  readonly name: string;
  readonly node: Node;
  readonly pods: readonly PodInfo[];
  readonly allocatable: Resource;
  readonly requested: Resource;
  readonly nonZeroRequested: Resource;
  /** Host ports in use: `0.0.0.0 TCP 80`. */
  readonly usedPorts: ReadonlySet<string>;
  /** By full names, how large, and on how many nodes. */
  readonly images: ReadonlyMap<string, ImageState>;
}

export interface ImageState {
  readonly size: number;
  readonly nodes: number;
}

/** The cluster as it was when a cycle began. */
export interface Snapshot {
  /** One zone after the other, then the next of each. */
  readonly nodes: readonly NodeInfo[];
  get(name: string): NodeInfo | undefined;
}
