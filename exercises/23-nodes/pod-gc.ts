// Pod garbage collection: pods that no kubelet will ever take away. Kubernetes:
// pkg/controller/podgc. Chapter 23. Engine room: not told line by line.

import {
  type Client,
  createWorkQueue,
  keyOf,
  type ResourceClient,
  type WorkQueue,
} from '#client';
import { rfc3339, setCondition } from '#objects';
import type { Millis, World } from '#world';
import type { NodeInformers } from './informers.ts';
import { readyOf } from './monitor.ts';
import type { RunningController } from './node-lifecycle.ts';
import { NODES, type Node, PODS, type Pod } from './objects.ts';
import { STATUS_PATCH } from './pod-status.ts';
import { repeat } from './repeat.ts';
import { isNotFound } from './taint-writes.ts';

/** How often it looks at all pods: gcCheckPeriod. */
export const POD_GC_PERIOD_MS: Millis = 20_000;
/** How long a node may be missing before its pods go: quarantineTime. */
export const QUARANTINE_MS: Millis = 40_000;
/** So many that have ended are kept: --terminated-pod-gc-threshold. */
export const TERMINATED_POD_GC_THRESHOLD: number = 12_500;
/** Said of a node by people who know that it is off, and not only out of reach. */
export const OUT_OF_SERVICE = 'node.kubernetes.io/out-of-service';

export interface PodGcOptions {
  readonly client: Client;
  /** Run and stopped by whoever made them. */
  readonly informers: NodeInformers;
  /** TERMINATED_POD_GC_THRESHOLD if absent; 0 keeps all. */
  readonly threshold?: number;
  readonly onError?: (error: unknown) => void;
}

const ORPHANED = {
  type: 'DisruptionTarget',
  status: 'True',
  reason: 'DeletionByPodGC',
  message: 'PodGC: node no longer exists',
} as const;

class PodGc implements RunningController {
  readonly #world: World;
  readonly #informers: NodeInformers;
  readonly #threshold: number;
  readonly #onError: (error: unknown) => void;
  readonly #nodes: ResourceClient<Node>;
  readonly #pods: ResourceClient<Pod>;
  /** Nodes that are missing: handed out when their quarantine is over. */
  readonly #missing: WorkQueue;
  #end: () => void = () => {};
  #stopped: () => void = () => {};

  constructor(world: World, options: PodGcOptions) {
    const { client, informers, onError = () => {} } = options;
    this.#world = world;
    this.#informers = informers;
    this.#threshold = options.threshold ?? TERMINATED_POD_GC_THRESHOLD;
    this.#onError = onError;
    this.#nodes = client.resource<Node>(NODES);
    this.#pods = client.resource<Pod>(PODS);
    this.#missing = createWorkQueue(world);
  }

  async run(): Promise<void> {
    const stopped = new Promise<void>((resolve) => {
      this.#stopped = resolve;
    });
    if (!(await this.#informers.whenSynced())) return;
    const turn = () => this.#collect().catch(this.#onError);
    this.#end = repeat(this.#world.clock, POD_GC_PERIOD_MS, turn);
    await stopped;
  }

  stop(): void {
    this.#end();
    this.#missing.shutDown();
    this.#stopped();
  }

  async #collect(): Promise<void> {
    const pods = this.#informers.pods.lister.list();
    await this.#delete(excess(pods, this.#threshold));
    await this.#delete(pods.filter((pod) => this.#isOutOfService(pod)));
    await this.#delete(await this.#orphans(pods), ORPHANED);
    await this.#delete(pods.filter((pod) => isTerminating(pod) && !nodeOf(pod)));
  }

  #isOutOfService(pod: Pod): boolean {
    if (!isTerminating(pod)) return false;
    const node = this.#informers.nodes.lister.get(nodeOf(pod));
    if (node === undefined || readyOf(node)?.status === 'True') return false;
    return (node.spec?.taints ?? []).some(({ key }) => key === OUT_OF_SERVICE);
  }

  /** Pods of nodes that have been missing for long enough, and are. */
  async #orphans(pods: readonly Pod[]): Promise<readonly Pod[]> {
    const { lister } = this.#informers.nodes;
    for (const pod of pods) {
      const name = nodeOf(pod);
      if (name !== '' && lister.get(name) === undefined)
        this.#missing.addAfter(name, QUARANTINE_MS);
    }
    const gone = new Set<string>();
    while (this.#missing.length > 0) {
      const name = (await this.#missing.get()) ?? '';
      if (lister.get(name) === undefined && (await this.#isGone(name)))
        gone.add(name);
      this.#missing.done(name);
    }
    return pods.filter((pod) => gone.has(nodeOf(pod)));
  }

  /** The copy may be behind, so the server is asked. */
  async #isGone(name: string): Promise<boolean> {
    try {
      await this.#nodes.get(name);
      return false;
    } catch (error) {
      if (isNotFound(error)) return true;
      this.#onError(error);
      return false;
    }
  }

  async #delete(pods: readonly Pod[], why?: typeof ORPHANED): Promise<void> {
    const ends = pods.map((pod) => this.#deleteOne(pod, why));
    for (const end of await Promise.allSettled(ends))
      if (end.status === 'rejected' && !isNotFound(end.reason))
        this.#onError(end.reason);
  }

  /** Without a kubelet it would be Running for ever: it fails, and is gone at once. */
  async #deleteOne(pod: Pod, why: typeof ORPHANED | undefined): Promise<void> {
    const { phase, conditions: before = [] } = pod.status ?? {};
    if (phase !== 'Succeeded' && phase !== 'Failed') {
      const now = rfc3339(this.#world.clock.wall());
      const after = why === undefined ? before : setCondition(before, why, now);
      const conditions = after.filter((one) => !before.includes(one));
      const status = {
        phase: 'Failed',
        ...(conditions.length === 0 ? {} : { conditions }),
      };
      const { uid } = pod.metadata;
      await this.#pods.patch(
        keyOf(pod),
        { metadata: { uid }, status },
        STATUS_PATCH,
      );
    }
    await this.#pods.delete(keyOf(pod), { gracePeriodSeconds: 0 });
  }
}

function nodeOf({ spec }: Pod): string {
  return spec.nodeName ?? '';
}

function isTerminating({ metadata }: Pod): boolean {
  return metadata.deletionTimestamp !== undefined;
}

/** Those that have ended, beyond so many: first what was evicted, then the oldest. */
function excess(pods: readonly Pod[], threshold: number): readonly Pod[] {
  if (threshold <= 0) return [];
  const ended = pods.filter(({ status }) => !GOING_ON.has(status?.phase ?? ''));
  if (ended.length <= threshold) return [];
  return ended.toSorted(byEviction).slice(0, ended.length - threshold);
}

const GOING_ON: ReadonlySet<string> = new Set(['Pending', 'Running', 'Unknown']);

function byEviction(a: Pod, b: Pod): number {
  const evicted = Number(isEvicted(b)) - Number(isEvicted(a));
  if (evicted !== 0) return evicted;
  const [older, newer] = [a.metadata, b.metadata].map(
    ({ creationTimestamp = '', name = '' }) => `${creationTimestamp} ${name}`,
  );
  return (older ?? '') < (newer ?? '') ? -1 : 1;
}

function isEvicted({ status }: Pod): boolean {
  return status?.phase === 'Failed' && status.reason === 'Evicted';
}

export function createPodGc(
  world: World,
  options: PodGcOptions,
): RunningController {
  return new PodGc(world, options);
}
