// An API server with nodes that renew their leases, and what has been seen of it, for
// tests. Chapter 23. Engine room: not told line by line.

import { type ApiServer, createApiServer, memoryStorage } from '#apiserver';
import { KUBERNETES } from '#apiserver/kubernetes';
import {
  type Client,
  createClient,
  type Event,
  type ResourceClient,
} from '#client';
import { rfc3339 } from '#objects';
import { patchers } from '#patch';
import type { VirtualWorld } from '#world';
import { createNodeInformers, type NodeInformers } from './informers.ts';
import { keepLease } from './keep-lease.ts';
import { createNodeLifecycle, type RunningController } from './node-lifecycle.ts';
import {
  EVENTS,
  LEASES,
  type Lease,
  NODES,
  type Node,
  PODS,
  type Pod,
  type Toleration,
} from './objects.ts';
import { createTaintEviction } from './taint-eviction.ts';

export interface Bench {
  readonly world: VirtualWorld;
  readonly server: ApiServer;
  readonly client: Client;
  readonly nodes: ResourceClient<Node>;
  readonly pods: ResourceClient<Pod>;
  readonly leases: ResourceClient<Lease>;
  readonly events: ResourceClient<Event>;
  readonly informers: NodeInformers;
  /** A ready node; it lives until it is killed. */
  join(name: string, zone?: string): Promise<void>;
  /** Stops its heartbeats. */
  kill(name: string): void;
  /** Starts them again, with a status that says whether it is Ready: True if absent. */
  revive(name: string, ready?: 'True' | 'False'): Promise<void>;
  /** A pod on a node. */
  place(
    name: string,
    node: string,
    tolerations?: readonly Toleration[],
  ): Promise<void>;
  /** Begins with both controllers. */
  begin(): Promise<void>;
  end(): Promise<void>;
}

export function benchOf(world: VirtualWorld): Bench {
  return new Table(world);
}

class Table implements Bench {
  readonly world: VirtualWorld;
  readonly server: ApiServer;
  readonly client: Client;
  readonly nodes: ResourceClient<Node>;
  readonly pods: ResourceClient<Pod>;
  readonly leases: ResourceClient<Lease>;
  readonly events: ResourceClient<Event>;
  readonly informers: NodeInformers;
  readonly #controllers: readonly RunningController[];
  /** Ends the heartbeats of a node. */
  readonly #ends = new Map<string, () => void>();
  #runs: readonly Promise<void>[] = [];

  constructor(world: VirtualWorld) {
    this.world = world;
    this.server = createApiServer({
      ...KUBERNETES,
      ...{ world, storage: memoryStorage(), patchers },
    });
    const client = createClient(this.server.handle);
    this.client = client;
    this.nodes = client.resource<Node>(NODES);
    this.pods = client.resource<Pod>(PODS);
    this.leases = client.resource<Lease>(LEASES);
    this.events = client.resource<Event>(EVENTS);
    this.informers = createNodeInformers(world, client);
    const { informers } = this;
    this.#controllers = [
      createNodeLifecycle(world, { client, informers }),
      createTaintEviction(world, { client, informers }),
    ];
  }

  async join(name: string, zone?: string): Promise<void> {
    const labels =
      zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone };
    const { metadata } = await this.nodes.create({
      ...{ apiVersion: 'v1', kind: 'Node', metadata: { name, labels } },
      status: { conditions: this.#conditions() },
    });
    await this.#beat(name, metadata.uid);
  }

  /** Fulfilled when the first renewal is written. */
  async #beat(name: string, uid = ''): Promise<void> {
    this.kill(name);
    this.#ends.set(name, keepLease(this.world, this.leases, { name, uid }));
    await this.world.clock.settle();
  }

  #conditions(status: 'True' | 'False' = 'True') {
    const now = rfc3339(this.world.clock.wall());
    const times = { lastHeartbeatTime: now, lastTransitionTime: now };
    return [{ type: 'Ready', status, reason: 'KubeletSays', ...times }] as const;
  }

  kill(name: string): void {
    this.#ends.get(name)?.();
    this.#ends.delete(name);
  }

  async revive(name: string, ready: 'True' | 'False' = 'True'): Promise<void> {
    const node = await this.nodes.get(name);
    const status = { ...node.status, conditions: this.#conditions(ready) };
    await this.nodes.updateStatus({ ...node, status });
    await this.#beat(name, node.metadata.uid);
  }

  async place(
    name: string,
    node: string,
    tolerations: readonly Toleration[] = [],
  ): Promise<void> {
    const now = rfc3339(this.world.clock.wall());
    const pod = await this.pods.create({
      ...{
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { namespace: 'default', name },
      },
      spec: {
        nodeName: node,
        containers: [{ name: 'main', image: 'web' }],
        tolerations,
      },
    });
    const conditions = [
      { type: 'Ready', status: 'True', lastTransitionTime: now } as const,
    ];
    await this.pods.updateStatus({
      ...pod,
      status: { phase: 'Running', conditions },
    });
  }

  async begin(): Promise<void> {
    const { informers } = this;
    this.#runs = [informers.run(), ...this.#controllers.map((one) => one.run())];
    await informers.whenSynced();
    await this.world.clock.settle();
  }

  async end(): Promise<void> {
    for (const end of this.#ends.values()) end();
    for (const one of this.#controllers) one.stop();
    this.informers.stop();
    this.server.close();
    await this.world.clock.advance(1_000);
    await Promise.all(this.#runs);
  }
}
