// Plays pods that wait: they come, are tried, refused, and things happen.

import type {
  ClusterEvent,
  ClusterEventWithHint,
  EventAction,
  EventResource,
  Pod,
  QueuedPodInfo,
  SchedulingQueue,
} from '#scheduler';
import type { Stage, Subject } from '../../core/scenario.ts';

export type QueueOp =
  | { readonly op: 'add'; readonly name: string; readonly priority?: number }
  | { readonly op: 'pop' }
  | {
      readonly op: 'refuse';
      readonly by: readonly string[];
      readonly pending?: readonly string[];
    }
  | {
      readonly op: 'event';
      readonly resource: EventResource;
      readonly action: EventAction;
      readonly about?: string;
    }
  | { readonly op: 'activate'; readonly name: string }
  | { readonly op: 'wait'; readonly ms: number };

export type QueueProgram = readonly QueueOp[];

const podOf = (name: string, priority = 0): Pod => ({
  ...{ apiVersion: 'v1', kind: 'Pod' },
  metadata: { namespace: 'default', name, uid: name },
  spec: { priority },
});

/**
 * Plugins: one cares for new nodes, one for pods of its pod's name, one for two kinds of
 * events, one is broken. Whoever isn't here cares for all.
 */
const EVENTS: Readonly<Record<string, readonly ClusterEventWithHint[]>> = {
  Nodes: [{ resource: 'Node', actions: ['Add'] }],
  Two: [
    { resource: 'Node', actions: ['UpdateNodeLabel'] },
    { resource: 'AssignedPod', actions: ['Add', 'Delete'] },
  ],
  Same: [
    {
      ...{ resource: 'AssignedPod', actions: ['Delete'] },
      hint: (pod, { old }) =>
        old?.metadata.name === pod.metadata.name ? 'Queue' : 'Skip',
    },
  ],
  Broken: [
    {
      ...{ resource: 'Node', actions: ['Add', 'UpdateNodeLabel'] },
      hint: () => {
        throw new Error('a hint that fails');
      },
    },
  ],
};

function begin(subject: Subject, stage: Stage): SchedulingQueue {
  const Queue = subject.SchedulingQueue as typeof SchedulingQueue;
  const priority = ({ pod }: QueuedPodInfo): number => pod.spec.priority ?? 0;
  return new Queue({
    clock: stage.world.clock,
    rules: {
      less: (a, b) =>
        priority(a) > priority(b) ||
        (priority(a) === priority(b) && a.timestamp < b.timestamp),
      preEnqueue: () => undefined,
      eventsOf: (_pod, plugin) => EVENTS[plugin],
    },
  });
}

export function wordsOf(op: QueueOp): string {
  switch (op.op) {
    case 'add':
      return `add ${op.name}${op.priority ? `, priority ${op.priority}` : ''}`;
    case 'pop':
      return 'take the next pod';
    case 'refuse': {
      const { by, pending = [] } = op;
      if (by.length + pending.length === 0) return 'something breaks';
      const until =
        pending.length > 0 ? ` until ${pending.join(', ')} is told` : '';
      return `refused by ${[...by, ...pending].join(', ')}${until}`;
    }
    case 'event':
      return `${op.resource} ${op.action}${op.about ? ` of ${op.about}` : ''}`;
    case 'activate':
      return `activate ${op.name}`;
    case 'wait':
      return `wait ${op.ms} ms`;
  }
}

/** Plays it, and looks after each step who waits where. */
export async function playQueue(
  subject: Subject,
  program: QueueProgram,
  stage: Stage,
): Promise<void> {
  const queue = begin(subject, stage);
  const taken: QueuedPodInfo[] = [];
  for (const op of program) {
    if (op.op === 'wait') await stage.world.clock.advance(op.ms);
    stage.call(
      () => wordsOf(op),
      () => {
        act(queue, op, taken);
        return waiting(queue);
      },
    );
  }
  queue.close();
}

function act(queue: SchedulingQueue, op: QueueOp, taken: QueuedPodInfo[]): void {
  switch (op.op) {
    case 'add':
      queue.add(podOf(op.name, op.priority));
      return;
    case 'pop': {
      const info = queue.pop();
      if (info !== undefined) taken.push(info);
      return;
    }
    case 'refuse': {
      const info = taken.shift();
      if (info === undefined) return;
      info.unschedulable = new Set(op.by);
      info.pending = new Set(op.pending ?? []);
      queue.addUnschedulable(info);
      return;
    }
    case 'event': {
      const event: ClusterEvent = { resource: op.resource, action: op.action };
      queue.move(event, op.about === undefined ? {} : { old: podOf(op.about) });
      return;
    }
    case 'activate':
      queue.activate(podOf(op.name));
      return;
    case 'wait':
  }
}

function waiting(queue: SchedulingQueue) {
  const { active, backoff, unschedulable } = queue.waiting();
  const names = (infos: readonly QueuedPodInfo[]) =>
    infos.map(({ pod }) => pod.metadata.name ?? '');
  return {
    active: names(active),
    backoff: [...names(backoff)].sort(),
    unschedulable: [...names(unschedulable)].sort(),
  };
}
