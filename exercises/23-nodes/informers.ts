// The copies that the three controllers of this chapter share, as all controllers of a
// kube-controller-manager do. Chapter 23. Engine room: not told line by line.

import { type Client, createInformer, type Informer } from '#client';
import type { World } from '#world';
import {
  LEASE_NAMESPACE,
  LEASES,
  type Lease,
  NODES,
  type Node,
  PODS,
  type Pod,
} from './objects.ts';

/** The index of the pods: by the node that they are on. */
export const BY_NODE = 'spec.nodeName';

export interface NodeInformers {
  readonly nodes: Informer<Node>;
  readonly pods: Informer<Pod>;
  /** Those of nodes, and no others. */
  readonly leases: Informer<Lease>;
  /** Keeps the copies until they are stopped. */
  run(): Promise<void>;
  /** Fulfilled when all are filled; false if they were stopped before. */
  whenSynced(): Promise<boolean>;
  stop(): void;
}

export function createNodeInformers(
  world: World,
  client: Client,
  onError: (error: unknown) => void = () => {},
): NodeInformers {
  const nodes = createInformer(world, client.resource<Node>(NODES), { onError });
  const pods = createInformer(world, client.resource<Pod>(PODS), {
    ...{ onError },
    indexes: { [BY_NODE]: ({ spec }) => (spec.nodeName ? [spec.nodeName] : []) },
  });
  const leases = createInformer(world, client.resource<Lease>(LEASES), {
    ...{ namespace: LEASE_NAMESPACE, onError },
  });
  const all = [nodes, pods, leases];
  return {
    ...{ nodes, pods, leases },
    run: async () => {
      await Promise.all(all.map((one) => one.run()));
    },
    whenSynced: async () => {
      const synced = await Promise.all(all.map((one) => one.whenSynced()));
      return !synced.includes(false);
    },
    stop: () => {
      for (const one of all) one.stop();
    },
  };
}
