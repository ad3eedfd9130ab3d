// What the queue asks of the profiles. Chapter 17. Engine room: not told line by line.

import type { Framework } from './framework.ts';
import type { QueueRules } from './place.ts';

export function queueRules(frameworks: ReadonlyMap<string, Framework>): QueueRules {
  const of = (name = '') => frameworks.get(name);
  const [first] = frameworks.values();
  const [sort] = first?.at('queueSort') ?? [];
  return {
    less: (a, b) => sort?.less?.(a, b) ?? false,
    preEnqueue: (pod) => of(pod.spec.schedulerName)?.preEnqueue(pod),
    eventsOf: (pod, name) => of(pod.spec.schedulerName)?.plugin(name)?.events,
  };
}
