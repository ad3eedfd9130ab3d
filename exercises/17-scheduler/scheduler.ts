// The scheduler: takes one pod after the other out of the queue, decides, remembers what it
// has decided, and tells the API server. Kubernetes: pkg/scheduler/schedule_one.go.
// Chapter 17.
// Engine room: not told line by line.

import type { World } from '#world';
import type { Cache } from './cache.ts';
import { fitError, NO_NODES } from './fit-error.ts';
import type { Framework } from './framework.ts';
import { uidOf } from './node-info.ts';
import type { Pod } from './objects.ts';
import type { SchedulingQueue } from './queue.ts';
import type { QueuedPodInfo } from './queued.ts';
import type { Algorithm, Decision } from './schedule-pod.ts';
import { isRejected } from './status.ts';
import type { PermitResult, Status, Verdict } from './types.ts';
import type { WaitingPods } from './waiting-pods.ts';

/** What a cycle comes to, for those who tell the API server and people. */
export interface Outcomes {
  /** It has its node, and the API server knows. */
  bound(pod: Pod, node: string): void;
  /** It fits nowhere, or something broke; `message` says so to people. */
  failed(pod: Pod, failure: Failure): void;
  /** Whether it still is to be scheduled: as the API server has it, or not at all. */
  current(pod: Pod): Pod | undefined;
  decided?(pod: Pod, decision: Decision): void;
}

export interface Failure {
  readonly reason: 'Unschedulable' | 'SchedulerError';
  readonly message: string;
  /** Where preemption makes room; '' is nowhere. Absent: as it was. */
  readonly nominatedNodeName?: string;
}

export interface CycleParts {
  readonly world: World;
  readonly cache: Cache;
  readonly frameworks: ReadonlyMap<string, Framework>;
  readonly algorithm: Algorithm;
  readonly outcomes: Outcomes;
  readonly queue: SchedulingQueue;
  readonly waiting: WaitingPods;
}

/** So many may be on their way to the API server; then the next has to wait. */
export const MAX_BINDING: number = 256;

export class Cycles {
  readonly #parts: CycleParts;
  #isWorking = false;
  #isOpen = false;
  #binding = 0;
  #goOn: () => void = () => {};

  constructor(parts: CycleParts) {
    this.#parts = parts;
  }

  /** From now on pods are scheduled, those that wait and those that come. */
  open(): void {
    this.#isOpen = true;
    this.wake();
  }

  /** Nothing is begun any more; what is on its way arrives. */
  close(): void {
    this.#isOpen = false;
    this.#goOn();
  }

  /** There may be something to do. */
  wake(): void {
    if (this.#isOpen && !this.#isWorking) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    // What comes in one turn is queued first: then the first is the best of it.
    await undefined;
    while (this.#isOpen) {
      const info = this.#parts.queue.pop();
      if (info === undefined) break;
      this.#scheduleOne(info);
      if (this.#binding >= MAX_BINDING)
        await new Promise<void>((resolve) => {
          this.#goOn = resolve;
        });
    }
    this.#isWorking = false;
  }

  /** One cycle: from a pod that waits to a pod that has a node, or is sent back. */
  #scheduleOne(info: QueuedPodInfo): void {
    const { cache, frameworks, algorithm, queue, outcomes } = this.#parts;
    const { pod } = info;
    const framework = frameworks.get(pod.spec.schedulerName ?? '');
    if (framework === undefined || cache.isAssumed(pod)) {
      queue.done(pod);
      return;
    }
    const decision = algorithm.schedulePod(framework, pod, cache.snapshot());
    outcomes.decided?.(pod, decision);
    const { node } = decision;
    if (node === undefined) {
      this.#refuse(framework, info, decision);
      return;
    }
    const placed = { info, framework, decision, node, pod: withNode(pod, node) };
    const verdict = this.#assume(placed);
    if (verdict !== undefined) this.#giveBack(placed, verdict);
  }

  /** From here on the node is taken: the next pod's cycle sees it so. */
  #assume(placed: Placed): Verdict {
    const { framework, decision, node, pod } = placed;
    this.#parts.cache.assumePod(pod);
    const refused = framework.reserve(decision.state, pod, node);
    if (refused !== undefined) return refused;
    const permits = new Map<string, number>();
    for (const plugin of framework.at('permit')) {
      const { status, timeout = 0 } = asked(() =>
        plugin.permit?.(decision.state, pod, node),
      );
      if (status?.code === 'Wait') permits.set(plugin.name, timeout);
      else if (status !== undefined) return { ...status, plugin: plugin.name };
    }
    void this.#bind(placed, permits);
    return undefined;
  }

  async #bind(placed: Placed, permits: ReadonlyMap<string, number>): Promise<void> {
    const { queue, cache, outcomes, waiting } = this.#parts;
    const { framework, decision, node, pod } = placed;
    this.#binding += 1;
    let verdict = await waiting.wait(uidOf(pod), permits);
    if (verdict === undefined) {
      // It can't be refused any more: what happens meanwhile is not for it.
      queue.done(pod);
      verdict = await framework.bind(decision.state, pod, node);
    }
    this.#binding -= 1;
    this.#goOn();
    if (verdict === undefined) {
      cache.finishBinding(pod);
      outcomes.bound(pod, node);
    } else this.#giveBack(placed, verdict);
  }

  /** It came to nothing: the node is free again, which others may wait for. */
  #giveBack({ framework, decision, node, pod, info }: Placed, why: Status): void {
    const { cache, queue } = this.#parts;
    framework.unreserve(decision.state, pod, node);
    cache.forgetPod(pod);
    queue.move({ resource: 'AssignedPod', action: 'Delete' }, { old: pod });
    const isNo = isRejected(why);
    const one = { ...decision, nodes: 1, refusals: new Map([[node, why]]) };
    const message = isNo ? fitError(one) : why.reasons.join(', ');
    this.#sendBack(info, isNo ? [why] : [], {
      reason: isNo ? 'Unschedulable' : 'SchedulerError',
      ...{ message, nominatedNodeName: '' },
    });
  }

  #refuse(framework: Framework, info: QueuedPodInfo, decision: Decision): void {
    const { nodes, refusals, preFilter, error } = decision;
    const by = preFilter === undefined ? [...refusals.values()] : [preFilter];
    if (nodes === 0)
      this.#sendBack(info, [], { reason: 'Unschedulable', message: NO_NODES });
    else if (error !== undefined)
      this.#sendBack(info, [], {
        reason: 'SchedulerError',
        message: error.reasons.join(', '),
      });
    else {
      const { says, nominated } = postFilter(framework, info.pod, decision);
      this.#sendBack(info, by, {
        ...{ reason: 'Unschedulable', message: fitError(decision, says) },
        ...(nominated === undefined ? {} : { nominatedNodeName: nominated }),
      });
    }
  }

  /** Back into the queue, unless it is gone or somebody else has bound it. */
  #sendBack(info: QueuedPodInfo, by: readonly Status[], failure: Failure): void {
    const { queue, outcomes } = this.#parts;
    const { pod } = info;
    const current = outcomes.current(pod);
    if (current === undefined) {
      queue.done(pod);
      return;
    }
    const names = (isPending: boolean) =>
      by
        .filter(({ code }) => (code === 'Pending') === isPending)
        .map(({ plugin = '' }) => plugin);
    info.pod = current;
    info.unschedulable = new Set(names(false));
    info.pending = new Set(names(true));
    queue.addUnschedulable(info);
    outcomes.failed(current, failure);
  }
}

/** A pod that has got a node, and what for. */
interface Placed {
  readonly info: QueuedPodInfo;
  readonly framework: Framework;
  readonly decision: Decision;
  readonly node: string;
  /** As it will be. */
  readonly pod: Pod;
}

function withNode(pod: Pod, nodeName: string): Pod {
  return { ...pod, spec: { ...pod.spec, nodeName } };
}

function asked(ask: () => PermitResult | undefined): PermitResult {
  try {
    return ask() ?? {};
  } catch (error) {
    return { status: { code: 'Error', reasons: [String(error)] } };
  }
}

/** Whether somebody can make room, and what they say of it. */
function postFilter(framework: Framework, pod: Pod, decision: Decision) {
  const says: string[] = [];
  for (const plugin of framework.at('postFilter')) {
    const { status, nominatedNodeName } =
      plugin.postFilter?.(decision.state, pod, decision.refusals) ?? {};
    says.push(...(status?.reasons ?? []));
    if (nominatedNodeName !== undefined)
      return { says: says.join(', '), nominated: nominatedNodeName };
  }
  return { says: says.join(', '), nominated: undefined };
}
