// #scheduler: a node for each pod. Chapter 17.

export { podBinding } from './binding.ts';
export { ASSUME_EXPIRATION_MS, Cache } from './cache.ts';
export { readConfig, type SchedulerConfig } from './config.ts';
export {
  createScheduler,
  type Scheduler,
  type SchedulerOptions,
} from './create-scheduler.ts';
export { CycleState, type StateKey, stateKey } from './cycle-state.ts';
export { createDecider, type Decider, type DeciderOptions } from './decider.ts';
export { DEFAULT_SCHEDULER, defaultProfile, PLUGINS } from './defaults.ts';
export type * from './events.ts';
export { fitError, NO_NODES } from './fit-error.ts';
export { Framework, type HandleFor, type PluginScores } from './framework.ts';
export { NodeState, podInfoOf, uidOf } from './node-info.ts';
export type * from './objects.ts';
export {
  type Happening,
  INITIAL_BACKOFF_MS,
  MAX_BACKOFF_MS,
  MAX_UNSCHEDULABLE_MS,
  type QueueName,
  type QueueRules,
} from './place.ts';
export { podEvents } from './pod-events.ts';
export { hostPortsOf } from './ports.ts';
export { type QueueOptions, SchedulingQueue } from './queue.ts';
export type { QueuedPodInfo } from './queued.ts';
export { amountOf, podRequests, type Resource } from './resources.ts';
export {
  Algorithm,
  type Decision,
  MIN_FEASIBLE_NODES,
  numFeasibleNodesToFind,
} from './schedule-pod.ts';
export { isRejected, SKIP, unresolvable, unschedulable } from './status.ts';
export type * from './types.ts';
