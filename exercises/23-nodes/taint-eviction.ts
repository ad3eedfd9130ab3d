// The taint eviction controller: Pods leave a node that has a NoExecute taint, at once or
// when they have tolerated it for as long as they do. Kubernetes:
// pkg/controller/tainteviction. Chapter 23.
// Engine room: not told line by line.

import {
  type Client,
  createRecorder,
  type Delta,
  type Event,
  keyOf,
  type Recorder,
  type ResourceClient,
  splitKey,
} from '#client';
import { type Condition, rfc3339, setCondition } from '#objects';
import type { World } from '#world';
import { createEvictions, type Evictions } from './evictions.ts';
import { BY_NODE, type NodeInformers } from './informers.ts';
import type { RunningController } from './node-lifecycle.ts';
import { EVENTS, type Node, PODS, type Pod, type Taint } from './objects.ts';
import { STATUS_PATCH } from './pod-status.ts';
import { isNotFound } from './taint-writes.ts';
import { noExecute, tolerationTime } from './toleration-time.ts';

export interface TaintEvictionOptions {
  readonly client: Client;
  /** Run and stopped by whoever made them. */
  readonly informers: NodeInformers;
  readonly onError?: (error: unknown) => void;
}

/** Tries, and the time between two of them. */
const TRIES = 5;
const RETRY_MS = 10;

class TaintEviction implements RunningController {
  readonly #world: World;
  readonly #informers: NodeInformers;
  readonly #onError: (error: unknown) => void;
  readonly #client: ResourceClient<Pod>;
  readonly #recorder: Recorder;
  readonly #evictions: Evictions;
  /** The NoExecute taints of the nodes that have any. */
  readonly #tainted = new Map<string, readonly Taint[]>();
  readonly #ends: (() => void)[] = [];
  #stopped: () => void = () => {};

  constructor(world: World, options: TaintEvictionOptions) {
    const { client, informers, onError = () => {} } = options;
    this.#world = world;
    this.#informers = informers;
    this.#onError = onError;
    this.#client = client.resource<Pod>(PODS);
    this.#recorder = createRecorder(world, client.resource<Event>(EVENTS), {
      component: 'taint-eviction-controller',
    });
    this.#evictions = createEvictions(world.clock, (key) => this.#evict(key));
  }

  async run(): Promise<void> {
    const stopped = new Promise<void>((resolve) => {
      this.#stopped = resolve;
    });
    if (!(await this.#informers.whenSynced())) return;
    const { nodes, pods } = this.#informers;
    this.#ends.push(nodes.listen((delta) => this.#node(delta)));
    this.#ends.push(pods.listen((delta) => this.#pod(delta)));
    await stopped;
  }

  stop(): void {
    for (const end of this.#ends.splice(0)) end();
    this.#evictions.cancelAll();
    this.#recorder.stop();
    this.#stopped();
  }

  #node(delta: Delta<Node>): void {
    const { type, object } = delta;
    const name = keyOf(object);
    const taints = noExecute(object.spec?.taints);
    // What was planned for the Pods of a node that is gone stays planned.
    if (type === 'Deleted') this.#tainted.delete(name);
    if (type === 'Deleted') return;
    if (type === 'Updated' && isSame(taints, noExecute(delta.old.spec?.taints)))
      return;
    if (taints.length > 0) this.#tainted.set(name, taints);
    else this.#tainted.delete(name);
    for (const pod of this.#informers.pods.lister.byIndex(BY_NODE, name))
      if (taints.length > 0) this.#judge(pod, taints);
      else this.#cancel(keyOf(pod));
  }

  #pod(delta: Delta<Pod>): void {
    const { type, object: pod } = delta;
    if (type === 'Deleted') {
      this.#cancel(keyOf(pod));
      return;
    }
    const { nodeName = '', tolerations } = pod.spec;
    const taints = this.#tainted.get(nodeName);
    if (taints === undefined) return;
    const isOld = type === 'Updated' && delta.old.spec.nodeName === nodeName;
    if (isOld && isSame(tolerations, delta.old.spec.tolerations)) return;
    this.#judge(pod, taints);
  }

  #judge(pod: Pod, taints: readonly Taint[]): void {
    const key = keyOf(pod);
    const time = tolerationTime(taints, pod.spec.tolerations);
    if (this.#evictions.judge(key, time)) this.#tellCancelled(key);
  }

  #cancel(key: string): void {
    if (this.#evictions.cancel(key)) this.#tellCancelled(key);
  }

  #tellCancelled(key: string): void {
    this.#tell(key, `Cancelling deletion of Pod ${key}`);
  }

  #tell(key: string, message: string): void {
    const about = { apiVersion: 'v1', kind: 'Pod', metadata: splitKey(key) };
    this.#recorder.event(about, 'Normal', 'TaintManagerEviction', message);
  }

  async #evict(key: string): Promise<void> {
    this.#tell(key, `Marking for deletion Pod ${key}`);
    for (let tries = 1; tries <= TRIES; tries++) {
      try {
        await this.#delete(key);
        return;
      } catch (error) {
        if (isNotFound(error)) return;
        this.#onError(error);
        await this.#world.clock.sleep(RETRY_MS);
      }
    }
  }

  async #delete(key: string): Promise<void> {
    const { metadata, status } = await this.#client.get(key);
    const { conditions: before = [] } = status ?? {};
    const now = rfc3339(this.#world.clock.wall());
    const conditions = setCondition(before, TARGET, now);
    const changed = conditions.filter((one) => !before.includes(one));
    if (changed.length > 0)
      await this.#client.patch(
        key,
        { metadata: { uid: metadata.uid }, status: { conditions: changed } },
        STATUS_PATCH,
      );
    await this.#client.delete(key);
  }
}

const TARGET: Omit<Condition, 'lastTransitionTime'> = {
  ...{ type: 'DisruptionTarget', status: 'True' },
  reason: 'DeletionByTaintManager',
  message: 'Taint manager: deleting due to NoExecute taint',
};

/** Parsed anew each time, so by what they say. */
function isSame(a: unknown = [], b: unknown = []): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function createTaintEviction(
  world: World,
  options: TaintEvictionOptions,
): RunningController {
  return new TaintEviction(world, options);
}
