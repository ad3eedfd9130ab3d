// The node lifecycle controller: every 5 s it looks at all nodes, says which have fallen
// silent, and has those tainted whose Pods should go. Kubernetes:
// pkg/controller/nodelifecycle. Chapter 23. Engine room: not told line by line.

import {
  type Client,
  createRecorder,
  createWorkQueue,
  type Event,
  keyOf,
  type Recorder,
  type ResourceClient,
  runController,
  type WorkQueue,
} from '#client';
import { rfc3339 } from '#objects';
import { reconciledTaints } from '#taints';
import type { World } from '#world';
import { NODE_MONITOR_PERIOD_MS } from './constants.ts';
import { GRACE, type Grace } from './health.ts';
import { BY_NODE, type NodeInformers } from './informers.ts';
import { type Finding, Monitor, readyOf } from './monitor.ts';
import { noExecuteKey } from './no-execute.ts';
import { EVENTS, NODES, type Node, PODS, type Pod } from './objects.ts';
import { markPodsNotReady } from './pods-not-ready.ts';
import { repeat } from './repeat.ts';
import { Rounds } from './round.ts';
import { TaintQueues } from './taint-queues.ts';
import { changeTaints } from './taint-writes.ts';
import { Tainter } from './tainter.ts';

export interface NodeLifecycleOptions {
  /** In whose name it writes. */
  readonly client: Client;
  /** Run and stopped by whoever made them. */
  readonly informers: NodeInformers;
  /** How long nodes may be silent: GRACE if absent. */
  readonly grace?: Grace;
  readonly onError?: (error: unknown) => void;
}

/** A controller that goes on until it is stopped. */
export interface RunningController {
  /** Begins when the copies are filled; fulfilled when it was stopped. */
  run(): Promise<void>;
  stop(): void;
}

class NodeLifecycle implements RunningController {
  readonly #world: World;
  readonly #informers: NodeInformers;
  readonly #onError: (error: unknown) => void;
  readonly #nodes: ResourceClient<Node>;
  readonly #pods: ResourceClient<Pod>;
  readonly #recorder: Recorder;
  readonly #monitor: Monitor;
  readonly #queues: TaintQueues;
  readonly #tainter: Tainter;
  readonly #rounds: Rounds;
  readonly #nodeQueue: WorkQueue;
  readonly #podQueue: WorkQueue;
  readonly #ends: (() => void)[] = [];
  readonly #known = new Map<string, Node>();
  /** Nodes whose pods could not all be marked as not ready. */
  readonly #unmarked = new Set<string>();

  constructor(world: World, options: NodeLifecycleOptions) {
    const { client, informers, grace = GRACE, onError = () => {} } = options;
    const { clock } = world;
    this.#world = world;
    this.#informers = informers;
    this.#onError = onError;
    this.#nodes = client.resource<Node>(NODES);
    this.#pods = client.resource<Pod>(PODS);
    this.#recorder = createRecorder(world, client.resource<Event>(EVENTS), {
      component: 'node-controller',
    });
    const nodes = this.#nodes;
    const leases = informers.leases.lister;
    this.#monitor = new Monitor({ clock, nodes, leases, grace });
    const queues = new TaintQueues(clock, (name) => this.#taint(name));
    this.#queues = queues;
    this.#tainter = new Tainter({ clock, nodes, queues });
    this.#rounds = new Rounds({
      ...{ monitor: this.#monitor, tainter: this.#tainter, onError },
      setRates: (rates) => queues.setRates(rates),
      notReady: (finding) => this.#notReady(finding),
    });
    this.#nodeQueue = createWorkQueue(world);
    this.#podQueue = createWorkQueue(world);
  }

  async run(): Promise<void> {
    if (!(await this.#informers.whenSynced())) return;
    this.#listen();
    const { clock } = this.#world;
    const tick = () => this.#tick().catch(this.#onError);
    this.#ends.push(repeat(clock, NODE_MONITOR_PERIOD_MS, tick));
    const onError = (error: unknown) => this.#onError(error);
    await Promise.all([
      runController({
        ...{ queue: this.#nodeQueue, workers: 8, onError },
        reconcile: (name) => this.#taintNoSchedule(name),
      }),
      runController({
        ...{ queue: this.#podQueue, workers: 4, onError },
        reconcile: (key) => this.#placed(key),
      }),
    ]);
  }

  stop(): void {
    for (const end of this.#ends.splice(0)) end();
    this.#queues.stop();
    this.#nodeQueue.shutDown();
    this.#podQueue.shutDown();
    this.#recorder.stop();
  }

  #listen(): void {
    const { nodes, pods } = this.#informers;
    this.#ends.push(
      nodes.listen(({ type, object }) => {
        if (type === 'Deleted') this.#unmarked.delete(keyOf(object));
        else this.#nodeQueue.add(keyOf(object));
      }),
      pods.listen((delta) => {
        const { type, object } = delta;
        const before = type === 'Updated' ? delta.old.spec.nodeName : undefined;
        const { nodeName } = object.spec;
        if (type !== 'Deleted' && nodeName && nodeName !== before)
          this.#podQueue.add(keyOf(object));
      }),
    );
  }

  async #tick(): Promise<void> {
    const nodes = this.#informers.nodes.lister.list();
    await this.#meet(nodes);
    await this.#rounds.round(nodes, this.#world.clock.now());
  }

  /** By what Ready says now: since the node was queued it may have come back, or gone. */
  async #taint(name: string): Promise<boolean> {
    const node = this.#informers.nodes.lister.get(name);
    const key = node && noExecuteKey(readyOf(node)?.status);
    if (node === undefined || key === undefined) return true;
    try {
      await this.#tainter.put(node, key);
      return true;
    } catch (error) {
      this.#onError(error);
      return false;
    }
  }

  /** Who has come since the last tick, and who is gone. */
  async #meet(nodes: readonly Node[]): Promise<void> {
    const added = nodes.filter((node) => !this.#known.has(keyOf(node)));
    for (const node of added) {
      const name = keyOf(node);
      this.#tell(node, 'RegisteredNode', `Registered Node ${name} in Controller`);
      this.#known.set(name, node);
    }
    await Promise.all(
      added.map((node) => this.#tainter.clear(node).catch(this.#onError)),
    );
    if (this.#known.size === nodes.length) return;
    const { lister } = this.#informers.nodes;
    for (const [name, node] of this.#known) {
      if (lister.get(name) !== undefined) continue;
      this.#tell(node, 'RemovingNode', `Removing Node ${name} from Controller`);
      this.#known.delete(name);
      this.#monitor.forget(name);
    }
  }

  #tell(node: Node, reason: string, says: string): void {
    const message = `Node ${keyOf(node)} event: ${says}`;
    this.#recorder.event(referenceTo(node), 'Normal', reason, message);
  }

  /** Its pods are told not to be ready when Ready of the node is lost. */
  async #notReady({ node, observed, current }: Finding): Promise<void> {
    const name = keyOf(node);
    const isLost = observed === 'True' && current !== 'True';
    const isRetry = this.#unmarked.delete(name) && observed !== 'True';
    if (!isLost && !isRetry) return;
    if (isLost) {
      const message = `Node ${name} status is now: NodeNotReady`;
      this.#recorder.event(referenceTo(node), 'Normal', 'NodeNotReady', message);
    }
    try {
      await this.#mark(this.#informers.pods.lister.byIndex(BY_NODE, name));
    } catch (error) {
      this.#onError(error);
      this.#unmarked.add(name);
    }
  }

  #mark(pods: readonly Pod[]): Promise<void> {
    const now = rfc3339(this.#world.clock.wall());
    const parts = { pods: this.#pods, recorder: this.#recorder };
    return markPodsNotReady(parts, pods, now);
  }

  async #taintNoSchedule(name: string): Promise<void> {
    const node = this.#informers.nodes.lister.get(name);
    if (node === undefined) return;
    const now = rfc3339(this.#world.clock.wall());
    await changeTaints(this.#nodes, node, (fresh) => reconciledTaints(fresh, now));
  }

  /** A pod has come onto a node, which may be lost by now. */
  async #placed(key: string): Promise<void> {
    const { nodes, pods } = this.#informers;
    const pod = pods.lister.get(key);
    const node = nodes.lister.get(pod?.spec.nodeName ?? '');
    if (pod === undefined || node === undefined) return;
    const ready = readyOf(node)?.status ?? 'True';
    if (this.#monitor.knows(keyOf(node)) && ready !== 'True')
      await this.#mark([pod]);
  }
}

/** What an event is about, without the version. */
function referenceTo({ metadata }: Node): Node {
  const { name = '', uid } = metadata;
  return {
    ...{ apiVersion: 'v1', kind: 'Node' },
    metadata: { name, ...(uid === undefined ? {} : { uid }) },
  };
}

export function createNodeLifecycle(
  world: World,
  options: NodeLifecycleOptions,
): RunningController {
  return new NodeLifecycle(world, options);
}
