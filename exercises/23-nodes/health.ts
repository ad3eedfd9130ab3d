// What the controller remembers of a node, and when it takes the node for lost. Pure:
// a record, what a tick finds, and what time it is. Chapter 23.

import { NotWritten } from '#world';
import { millisOf } from '#objects';
import type { Millis } from '#world';
import { NODE_MONITOR_GRACE_MS, NODE_STARTUP_GRACE_MS } from './constants.ts';

/** What a tick finds of a node. Only whether it has changed is of interest. */
export interface Signs {
  /** lastHeartbeatTime of the Ready condition; undefined if it has none. */
  readonly heartbeat: string | undefined;
  /** renewTime of the lease; undefined if it has no lease. */
  readonly renewTime: string | undefined;
  /** When the node was made, by the controller's clock. */
  readonly created: Millis;
}

/** What the controller remembers of a node from one tick to the next. */
export interface Health {
  /** When it last saw a sign of life, by its own clock and by no other. */
  readonly probe: Millis;
  /** What it saw then. */
  readonly heartbeat: string | undefined;
  readonly renewTime: string | undefined;
}

/**
 * What is remembered after a tick at `now`. Another heartbeat than before is a sign
 * of life, and so is a newer renewTime. Without a Ready condition it lives since it
 * was made, or since what was remembered. A heartbeat that is news begins a new
 * record: what the lease said is forgotten, unless it is news as well.
 */
export function observe(
  before: Health | undefined,
  signs: Signs,
  now: Millis,
): Health {
  // TODO 23.1: decide what is a sign of life, and what is remembered
  throw new NotWritten('23.1');
}

function isNewer(next: string | undefined, last: string | undefined): boolean {
  if (next === undefined) return false;
  return last === undefined || millisOf(last) < millisOf(next);
}

/** How long a node may be silent: one that was ready once, one that never was. */
export interface Grace {
  readonly monitor: Millis;
  readonly startup: Millis;
}

export const GRACE: Grace = {
  monitor: NODE_MONITOR_GRACE_MS,
  startup: NODE_STARTUP_GRACE_MS,
};

/** Whether more than the grace period has passed: at its end the node lives. */
export function isSilent(
  health: Health,
  now: Millis,
  grace: Grace = GRACE,
): boolean {
  const { startup, monitor } = grace;
  const period = health.heartbeat === undefined ? startup : monitor;
  return now > health.probe + period;
}
