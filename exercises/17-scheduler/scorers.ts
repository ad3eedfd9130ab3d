// Scorers: how well a pod would sit on a node, from 0 to 100, in whole numbers. Kubernetes:
// pkg/scheduler/framework/plugins/noderesources: resource_allocation.go,
// least_allocated.go, most_allocated.go, requested_to_capacity_ratio.go. Chapter 17.

import { NotWritten } from '#world';
import type { Pod } from './objects.ts';
import {
  amountOf,
  isScalar,
  nonZeroRequests,
  podRequests,
  type Resource,
} from './resources.ts';
import { onShape, percent, type ShapePoint } from './shape.ts';
import type { NodeInfo } from './types.ts';

export interface WeightedResource {
  readonly name: string;
  readonly weight: number;
}

export type Strategy =
  | { readonly type: 'LeastAllocated' | 'MostAllocated' }
  | {
      readonly type: 'RequestedToCapacityRatio';
      readonly shape: readonly ShapePoint[];
    };

/** Which resources count how much, by which strategy. */
export type Scored = Strategy & {
  readonly resources: readonly WeightedResource[];
  /** Which of a node's sums the pod's share is added to. */
  readonly of: 'requested' | 'nonZeroRequested';
};

/** What a pod asks for, in the order of the resources. */
export type Amounts = readonly number[];

const NONE: WeightedResource = { name: '', weight: 0 };

export function requestsFor(pod: Pod, { resources, of }: Scored): Amounts {
  const requests = of === 'requested' ? podRequests(pod) : nonZeroRequests(pod);
  return resources.map(({ name }) => amountOf(requests, name));
}

/**
 * Each resource is worth 0 to 100; the score is their mean by weight, without what
 * is left over. A resource that the node does not have is left out, of the weights
 * too; so is a scalar that the pod does not ask for. RequestedToCapacityRatio
 * leaves out those that are worth 0 as well, and rounds its mean. Of none it is 0.
 */
export function scoreOf(scored: Scored, asks: Amounts, node: NodeInfo): number {
  // TODO 17.2: weigh the worth of each resource that counts
  throw new NotWritten('17.2');
}

/** What is taken of the node, as it counts here. */
export function takenOf({ of }: Scored, node: NodeInfo): Resource {
  return of === 'requested' ? node.requested : node.nonZeroRequested;
}

/** What it is worth that so much of so much is in use with the pod. */
function worthOf(scored: Scored, used: number, capacity: number): number {
  switch (scored.type) {
    case 'LeastAllocated':
      return used > capacity ? 0 : percent(capacity - used, capacity);
    case 'MostAllocated':
      return percent(Math.min(used, capacity), capacity);
    default:
      return onShape(scored.shape, used > capacity ? 100 : percent(used, capacity));
  }
}
