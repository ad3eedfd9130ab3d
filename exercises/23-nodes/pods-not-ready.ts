// What a node that is lost means for its pods: they are not ready, so no Service sends to
// them. Kubernetes: MarkPodsNotReady in pkg/controller/util/node. Chapter 23.
// Engine room: not told line by line.

import type { Recorder, ResourceClient } from '#client';
import { findCondition, setCondition } from '#objects';
import type { Pod } from './objects.ts';
import { isNotFound } from './taint-writes.ts';

export interface PodsNotReadyParts {
  readonly pods: ResourceClient<Pod>;
  readonly recorder: Recorder;
}

/** Sets Ready of each pod to False. @throws AggregateError if some could not be written */
export async function markPodsNotReady(
  parts: PodsNotReadyParts,
  pods: readonly Pod[],
  now: string,
): Promise<void> {
  const ends = await Promise.allSettled(
    pods.map((pod) => markOne(parts, pod, now)),
  );
  const errors = ends.flatMap((end) =>
    end.status === 'rejected' ? [end.reason as unknown] : [],
  );
  if (errors.length > 0)
    throw new AggregateError(
      errors,
      `nodes: ${errors.length} pods could not be marked as not ready`,
    );
}

/** A pod that has no Ready condition gets none. */
async function markOne(
  { pods, recorder }: PodsNotReadyParts,
  pod: Pod,
  now: string,
): Promise<void> {
  const { conditions: before = [] } = pod.status ?? {};
  const ready = findCondition(before, 'Ready');
  if (ready === undefined || ready.status === 'False') return;
  const { lastTransitionTime: _, ...rest } = ready;
  const conditions = setCondition(before, { ...rest, status: 'False' }, now);
  try {
    await pods.updateStatus({ ...pod, status: { ...pod.status, conditions } });
  } catch (error) {
    if (isNotFound(error)) return;
    throw error;
  }
  recorder.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready');
}
