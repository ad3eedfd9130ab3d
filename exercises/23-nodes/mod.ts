// #nodes: how a cluster notices a dead machine, and what it does then. Chapter 23.

export {
  LARGE_CLUSTER_SIZE_THRESHOLD,
  LEASE_DURATION_S,
  LEASE_RENEW_MS,
  NODE_EVICTION_PERIOD_MS,
  NODE_EVICTION_RATE,
  NODE_MONITOR_GRACE_MS,
  NODE_MONITOR_PERIOD_MS,
  NODE_STARTUP_GRACE_MS,
  OLD_NODE_MONITOR_GRACE_MS,
  SECONDARY_NODE_EVICTION_RATE,
  STATUS_REPORT_MS,
  UNHEALTHY_ZONE_THRESHOLD,
} from './constants.ts';
export { createEvictions, type Evict, type Evictions } from './evictions.ts';
export {
  GRACE,
  type Grace,
  type Health,
  isSilent,
  observe,
  type Signs,
} from './health.ts';
export { microTime, renewedLease } from './heartbeat.ts';
export { createNodeInformers, type NodeInformers } from './informers.ts';
export {
  NOT_READY,
  noExecuteKey,
  UNREACHABLE,
  withNoExecute,
} from './no-execute.ts';
export {
  createNodeLifecycle,
  type NodeLifecycleOptions,
  type RunningController,
} from './node-lifecycle.ts';
export type { Lease, Node, NodeCondition, Pod } from './objects.ts';
export {
  createPodGc,
  OUT_OF_SERVICE,
  POD_GC_PERIOD_MS,
  type PodGcOptions,
  QUARANTINE_MS,
  TERMINATED_POD_GC_THRESHOLD,
} from './pod-gc.ts';
export {
  createRateLimitedQueue,
  type RateLimitedQueue,
} from './rate-limited-queue.ts';
export {
  createTaintEviction,
  type TaintEvictionOptions,
} from './taint-eviction.ts';
export { taintNodesAtCreation } from './taint-nodes.ts';
export { noExecute, tolerationTime } from './toleration-time.ts';
export { KUBELET_CONDITIONS, unknownConditions } from './unknown.ts';
export {
  type Disruption,
  disruption,
  evictionRate,
  type ZoneCount,
  type ZoneState,
  zoneOf,
  zoneState,
} from './zones.ts';
