// A scheduler over the API: informers fill its cache and its queue, bindings and events go
// out. Kubernetes: pkg/scheduler/scheduler.go and eventhandlers.go. Chapter 17.
// Engine room: not told line by line.

import {
  type Client,
  createInformer,
  createRecorder,
  type Event,
  type Informer,
  keyOf,
  type Recorder,
  type ResourceName,
} from '#client';
import { findCondition, rfc3339 } from '#objects';
import type { World } from '#world';
import { Cache } from './cache.ts';
import { readConfig, type SchedulerConfig } from './config.ts';
import { defaultProfile, PLUGINS } from './defaults.ts';
import { Framework, type HandleFor } from './framework.ts';
import { listenToNodes, listenToPods } from './listeners.ts';
import { uidOf } from './node-info.ts';
import type { Node, Pod } from './objects.ts';
import { SchedulingQueue } from './queue.ts';
import { queueRules } from './queue-rules.ts';
import { Algorithm, type Decision } from './schedule-pod.ts';
import { Cycles, type Failure } from './scheduler.ts';
import type { Registry } from './types.ts';
import { WaitingPods } from './waiting-pods.ts';

export interface SchedulerOptions {
  readonly client: Client;
  /** A KubeSchedulerConfiguration, parsed. Absent: one profile with the defaults. */
  readonly config?: unknown;
  /** Plugins that the configuration may name: PLUGINS if absent. */
  readonly registry?: Registry;
  /** Told of each decision, with all verdicts. */
  readonly onDecision?: (pod: Pod, decision: Decision) => void;
  readonly onError?: (error: unknown) => void;
}

export interface Scheduler {
  /** Schedules until it is stopped. */
  run(): Promise<void>;
  stop(): void;
  /** Fulfilled when it has seen all nodes and pods, and begins. */
  whenSynced(): Promise<void>;
  readonly queue: SchedulingQueue;
  readonly cache: Cache;
}

const core = (resource: string, namespaced: boolean): ResourceName => ({
  ...{ group: '', version: 'v1', resource, namespaced },
});
const NODES = core('nodes', false);
const PODS = core('pods', true);
const EVENTS = core('events', true);
/** Pods that have ended take nothing any more. */
const ACTIVE = 'status.phase!=Succeeded,status.phase!=Failed';

/** @throws Error if the configuration can't be: nothing has begun then */
export function createScheduler(
  world: World,
  options: SchedulerOptions,
): Scheduler {
  return new ApiScheduler(world, options);
}

class ApiScheduler implements Scheduler {
  readonly #world: World;
  readonly #options: SchedulerOptions;
  readonly #nodes: Informer<Node>;
  readonly #pods: Informer<Pod>;
  readonly #recorders = new Map<string, Recorder>();
  readonly #frameworks = new Map<string, Framework>();
  readonly #waiting: WaitingPods;
  readonly #cycles: Cycles;
  readonly cache: Cache;
  readonly queue: SchedulingQueue;
  #isStopped = false;
  #synced: () => void = () => {};
  readonly #whenSynced: Promise<void>;

  constructor(world: World, options: SchedulerOptions) {
    this.#world = world;
    this.#options = options;
    const { client, registry = PLUGINS, onError = () => {} } = options;
    const config = this.#configOf(registry);
    this.#whenSynced = new Promise((resolve) => {
      this.#synced = resolve;
    });
    this.cache = new Cache(world.clock);
    this.#waiting = new WaitingPods(world.clock);
    const events = client.resource<Event>(EVENTS);
    for (const profile of config.profiles) {
      const { schedulerName } = profile;
      const source = { component: schedulerName };
      this.#recorders.set(schedulerName, createRecorder(world, events, source));
      const framework = new Framework(profile, registry, this.#handleFor);
      this.#frameworks.set(schedulerName, framework);
    }
    checkSort([...this.#frameworks.values()]);
    const { initialBackoff, maxBackoff } = config;
    this.queue = new SchedulingQueue({
      ...{ clock: world.clock, rules: queueRules(this.#frameworks) },
      onActive: () => this.#cycles.wake(),
      ...(initialBackoff === undefined ? {} : { initialBackoff }),
      ...(maxBackoff === undefined ? {} : { maxBackoff }),
    });
    const chance = world.chance.fork('scheduler');
    this.#cycles = new Cycles({
      ...{ world, cache: this.cache, frameworks: this.#frameworks },
      algorithm: new Algorithm(chance, config.percentageOfNodesToScore),
      ...{ queue: this.queue, waiting: this.#waiting },
      outcomes: {
        bound: (pod, node) => this.#bound(pod, node),
        failed: (pod, failure) => void this.#failed(pod, failure).catch(onError),
        current: (pod) => this.#current(pod),
        decided: (pod, decision) => options.onDecision?.(pod, decision),
      },
    });
    this.#nodes = createInformer(world, client.resource<Node>(NODES), { onError });
    this.#pods = createInformer(world, client.resource<Pod>(PODS), {
      ...{ fieldSelector: ACTIVE, onError },
    });
  }

  #configOf(registry: Registry): SchedulerConfig {
    const { config } = this.#options;
    if (config !== undefined) return readConfig(config, registry);
    const profiles = [defaultProfile(registry)];
    return { profiles, percentageOfNodesToScore: 0 };
  }

  readonly #handleFor: HandleFor = (framework) => {
    const recorder = this.#recorders.get(framework.profile.schedulerName);
    return {
      world: this.#world,
      snapshot: () => this.cache.snapshot(),
      filter: (state, pod, node) => framework.filter(state, pod, node),
      activate: (pod) => this.queue.activate(pod),
      allow: (uid, plugin) => this.#waiting.allow(uid, plugin),
      reject: (uid, plugin, reason) => this.#waiting.reject(uid, plugin, reason),
      client: this.#options.client,
      ...(recorder === undefined ? {} : { recorder }),
    };
  };

  async run(): Promise<void> {
    const { cache, queue } = this;
    listenToNodes(this.#nodes, { cache, queue });
    listenToPods(this.#pods, {
      ...{ cache, queue },
      isOurs: ({ spec }) => this.#frameworks.has(spec.schedulerName ?? ''),
      gone: (pod) => this.#waiting.reject(uidOf(pod), '', 'removed'),
    });
    const runs = Promise.all([this.#nodes.run(), this.#pods.run()]);
    const synced = [this.#nodes.whenSynced(), this.#pods.whenSynced()];
    await Promise.race([Promise.all(synced), runs]);
    if (!this.#isStopped) {
      this.#synced();
      this.#cycles.open();
    }
    await runs;
  }

  whenSynced(): Promise<void> {
    return this.#whenSynced;
  }

  stop(): void {
    this.#isStopped = true;
    this.#cycles.close();
    this.queue.close();
    this.#waiting.endAll();
    this.#nodes.stop();
    this.#pods.stop();
    for (const recorder of this.#recorders.values()) recorder.stop();
  }

  #current(pod: Pod): Pod | undefined {
    const known = this.#pods.lister.get(keyOf(pod));
    if (known === undefined || uidOf(known) !== uidOf(pod)) return undefined;
    return known.spec.nodeName ? undefined : known;
  }

  #bound(pod: Pod, node: string): void {
    const says = `Successfully assigned ${keyOf(pod)} to ${node}`;
    this.#recorderOf(pod)?.event(pod, 'Normal', 'Scheduled', says);
  }

  async #failed(pod: Pod, failure: Failure): Promise<void> {
    const { reason, message, nominatedNodeName: nominated } = failure;
    const text = message.length > 1_024 ? `${message.slice(0, 1_021)}...` : message;
    this.#recorderOf(pod)?.event(pod, 'Warning', 'FailedScheduling', text);
    const { conditions = [], nominatedNodeName: was = '' } = pod.status ?? {};
    const before = findCondition(conditions, 'PodScheduled');
    const isNew =
      before?.status !== 'False' ||
      before.reason !== reason ||
      before.message !== message;
    const isMoved = nominated !== undefined && nominated !== was;
    if (!isNew && !isMoved) return;
    const lastTransitionTime =
      before?.status === 'False'
        ? before.lastTransitionTime
        : rfc3339(this.#world.clock.wall());
    const status = { type: 'PodScheduled', status: 'False', reason, message };
    const patch = {
      conditions: [{ ...status, lastProbeTime: null, lastTransitionTime }],
      ...(isMoved ? { nominatedNodeName: nominated || null } : {}),
    };
    await this.#options.client
      .resource<Pod>(PODS)
      .patch(keyOf(pod), { status: patch }, STATUS_PATCH);
  }

  #recorderOf({ spec }: Pod): Recorder | undefined {
    return this.#recorders.get(spec.schedulerName ?? '');
  }
}

const STATUS_PATCH = {
  ...{ subresource: 'status', fieldManager: 'kube-scheduler' },
  contentType: 'application/strategic-merge-patch+json',
};

/** One queue, one order. */
function checkSort(frameworks: readonly Framework[]): void {
  const names = frameworks.map((one) => one.at('queueSort')[0]?.name);
  if (new Set(names).size > 1)
    throw new Error(
      `scheduler: all profiles need the same queueSort plugin, found ${names.join(', ')}`,
    );
}
