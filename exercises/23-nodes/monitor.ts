// The monitor: looks at a node, remembers what it saw, and says it of a node that has
// fallen silent. Kubernetes: tryUpdateNodeHealth in pkg/controller/nodelifecycle.
// Chapter 23.
// Engine room: not told line by line.

import { keyOf, type Lister, type ResourceClient } from '#client';
import { findCondition, millisOf, rfc3339 } from '#objects';
import type { Clock, Millis } from '#world';
import {
  type Grace,
  type Health,
  isSilent,
  observe,
  type Signs,
} from './health.ts';
import {
  LEASE_NAMESPACE,
  type Lease,
  type Node,
  type NodeCondition,
} from './objects.ts';
import { unknownConditions } from './unknown.ts';

export interface MonitorParts {
  readonly clock: Clock;
  readonly nodes: ResourceClient<Node>;
  readonly leases: Lister<Lease>;
  readonly grace: Grace;
}

/** What a look at a node has found, and come to. */
export interface Finding {
  /** As it is now: a node that has fallen silent was written. */
  readonly node: Node;
  /** The status of Ready before this look; Unknown if there was no such condition. */
  readonly observed: string;
  /** And after it; undefined if there still is none. */
  readonly current: string | undefined;
}

export function readyOf({ status }: Node): NodeCondition | undefined {
  return findCondition(status?.conditions ?? [], 'Ready');
}

/** NodeHealthUpdateRetry. */
const HEALTH_UPDATE_TRIES = 5;

export class Monitor {
  readonly #parts: MonitorParts;
  readonly #healths = new Map<string, Health>();

  constructor(parts: MonitorParts) {
    this.#parts = parts;
  }

  #signsOf(node: Node): Signs {
    const { clock, leases } = this.#parts;
    const ready = readyOf(node);
    const lease = leases.get(`${LEASE_NAMESPACE}/${keyOf(node)}`);
    // The server's clock has put its time on the node: only the age is taken from it.
    const age = clock.wall() - millisOf(node.metadata.creationTimestamp ?? '');
    return {
      heartbeat: ready && (ready.lastHeartbeatTime ?? ''),
      renewTime: lease && (lease.spec?.renewTime ?? ''),
      created: clock.now() - (Number.isNaN(age) ? 0 : age),
    };
  }

  /** Looks at a node as the copy has it. @throws StatusError if it can't be written */
  async look(node: Node): Promise<Finding> {
    const { clock, grace } = this.#parts;
    const name = keyOf(node);
    const now = clock.now();
    const signs = this.#signsOf(node);
    const health = observe(this.#healths.get(name), signs, now);
    this.#healths.set(name, health);
    const current = readyOf(node)?.status;
    const observed = current ?? 'Unknown';
    if (!isSilent(health, now, grace)) return { node, observed, current };
    const written = await this.#fallSilent(node);
    const heartbeat = readyOf(written)?.lastHeartbeatTime ?? '';
    this.#healths.set(name, { ...health, heartbeat, renewTime: signs.renewTime });
    return { node: written, observed, current: 'Unknown' };
  }

  async #fallSilent(node: Node): Promise<Node> {
    const { status = {}, metadata } = node;
    const { conditions: before = [] } = status;
    const conditions = unknownConditions(before, {
      now: rfc3339(this.#parts.clock.wall()),
      created: metadata.creationTimestamp ?? '',
    });
    if (conditions === before) return node;
    const silent = { ...node, status: { ...status, conditions } };
    return await this.#parts.nodes.updateStatus(silent);
  }

  /** The same, and up to five times with what is there now if another wrote the node. */
  async lookAgain(copy: Node): Promise<Finding> {
    let node = copy;
    for (let tries = 1; ; tries++) {
      try {
        return await this.look(node);
      } catch (error) {
        if (tries === HEALTH_UPDATE_TRIES) throw error;
      }
      node = await this.#parts.nodes.get(keyOf(node));
    }
  }

  /** Whether it has looked at this node before. */
  knows(name: string): boolean {
    return this.#healths.has(name);
  }

  forget(name: string): void {
    this.#healths.delete(name);
  }

  /** All nodes get their whole grace period once more. */
  restart(now: Millis): void {
    for (const [name, health] of this.#healths)
      this.#healths.set(name, { ...health, probe: now });
  }
}
