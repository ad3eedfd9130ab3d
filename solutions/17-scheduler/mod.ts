// #scheduler: a node for each pod. Chapter 17.

export { CycleState, type StateKey, stateKey } from './cycle-state.ts';
export type * from './events.ts';
export { NodeState, podInfoOf, uidOf } from './node-info.ts';
export type * from './objects.ts';
export { hostPortsOf } from './ports.ts';
export type { QueuedPodInfo } from './queued.ts';
export { amountOf, podRequests, type Resource } from './resources.ts';
export { isRejected, SKIP, unresolvable, unschedulable } from './status.ts';
export type * from './types.ts';
