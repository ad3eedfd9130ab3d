// How long a node may be silent, how often the controller looks, how fast it taints.
// Each is a flag of kube-controller-manager, or of the kubelet. Chapter 23.

import type { Millis } from '#world';

/** A node says that it lives so often: a quarter of the lease's duration, 10 s. */
export const LEASE_RENEW_MS: Millis = 10_000;
/** What the lease says it is good for. kubelet: nodeLeaseDurationSeconds. */
export const LEASE_DURATION_S: number = 40;
/** A status that hasn't changed is sent so often: nodeStatusReportFrequency. */
export const STATUS_REPORT_MS: Millis = 300_000;

/** How often the controller looks at all nodes: --node-monitor-period, 5 s. */
export const NODE_MONITOR_PERIOD_MS: Millis = 5_000;
/**
 * How long a node may stay silent before it counts as unreachable:
 * --node-monitor-grace-period, 50 s since 1.32.
 */
export const NODE_MONITOR_GRACE_MS: Millis = 50_000;
/** The same before 1.32: 40 s, as long as a lease is good. */
export const OLD_NODE_MONITOR_GRACE_MS: Millis = 40_000;
/** For one that has never said whether it is ready: --node-startup-grace-period. */
export const NODE_STARTUP_GRACE_MS: Millis = 60_000;

/** Nodes a second that get a NoExecute taint, by zone: --node-eviction-rate. */
export const NODE_EVICTION_RATE: number = 0.1;
/** Where most of a large zone is not ready: --secondary-node-eviction-rate. */
export const SECONDARY_NODE_EVICTION_RATE: number = 0.01;
/** A zone of more nodes is large: --large-cluster-size-threshold. */
export const LARGE_CLUSTER_SIZE_THRESHOLD: number = 50;
/** So much of a zone not ready is a disruption: --unhealthy-zone-threshold. */
export const UNHEALTHY_ZONE_THRESHOLD: number = 0.55;
/** How often the queues are looked at: NodeEvictionPeriod. */
export const NODE_EVICTION_PERIOD_MS: Millis = 100;
