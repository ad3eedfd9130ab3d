// What the informers tell, brought to the cache and the queue. Kubernetes:
// pkg/scheduler/eventhandlers.go. Chapter 17. Engine room: not told line by line.

import type { Delta, Informer } from '#client';
import type { Cache } from './cache.ts';
import { uidOf } from './node-info.ts';
import type { Node, Pod } from './objects.ts';
import { nodeEvents, podEvents } from './pod-events.ts';
import type { SchedulingQueue } from './queue.ts';

interface Parts {
  readonly cache: Cache;
  readonly queue: SchedulingQueue;
}

export interface PodParts extends Parts {
  /** Whether one of our profiles is named in its spec. */
  isOurs(pod: Pod): boolean;
  /** A pod that had no node is gone. */
  gone(pod: Pod): void;
}

export function listenToNodes(
  nodes: Informer<Node>,
  { cache, queue }: Parts,
): void {
  nodes.listen((delta) => {
    const { object } = delta;
    if (delta.type === 'Deleted') {
      cache.removeNode(object);
      queue.move({ resource: 'Node', action: 'Delete' }, { old: object });
      return;
    }
    cache.setNode(object);
    if (delta.type === 'Added')
      queue.move({ resource: 'Node', action: 'Add' }, { object });
    else
      for (const event of nodeEvents(delta.old, object))
        queue.move(event, { old: delta.old, object });
  });
}

export function listenToPods(pods: Informer<Pod>, parts: PodParts): void {
  pods.listen((delta) => {
    for (const one of apart(delta)) tell(one, parts);
  });
}

/** Another pod of the same name: one has gone, and one has come. */
function apart(delta: Delta<Pod>): readonly Delta<Pod>[] {
  if (delta.type !== 'Updated' || uidOf(delta.old) === uidOf(delta.object))
    return [delta];
  return [
    { type: 'Deleted', object: delta.old, isFinalStateUnknown: true },
    { type: 'Added', object: delta.object, isInInitialList: false },
  ];
}

const hasNode = ({ spec }: Pod): boolean => Boolean(spec.nodeName);

function tell(delta: Delta<Pod>, parts: PodParts): void {
  const { cache, queue } = parts;
  const { object: pod } = delta;
  const old = delta.type === 'Updated' ? delta.old : undefined;
  if (delta.type === 'Deleted') ended(pod, parts);
  else if (hasNode(pod)) placed(old, pod, parts);
  else if (!parts.isOurs(pod) || cache.isAssumed(pod)) return;
  else if (old === undefined) queue.add(pod);
  else queue.update(old, pod);
}

function ended(pod: Pod, { cache, queue, gone }: PodParts): void {
  if (hasNode(pod)) {
    cache.removePod(pod);
    queue.move({ resource: 'AssignedPod', action: 'Delete' }, { old: pod });
    return;
  }
  queue.delete(pod);
  gone(pod);
}

function placed(old: Pod | undefined, pod: Pod, { cache, queue }: PodParts): void {
  cache.setPod(pod);
  if (old !== undefined && hasNode(old)) {
    for (const event of podEvents(old, pod, 'AssignedPod'))
      queue.move(event, { old, object: pod });
    return;
  }
  queue.delete(pod);
  queue.move({ resource: 'AssignedPod', action: 'Add' }, { object: pod });
}
