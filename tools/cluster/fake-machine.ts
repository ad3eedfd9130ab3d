// One node of a simulated kubelet: what it writes, in its own name, so that the node
// authorizer and NodeRestriction of chapter 10 are asked as they are of a real one.

import type { Handler } from '#apiserver';
import { type Client, createClient, keyOf, type ResourceClient } from '#client';
import { rfc3339, StatusError } from '#objects';
import type { Clock, Millis } from '#world';
import {
  isWellSaid,
  LEASE_NAMESPACE,
  renewedLease,
  reportOf,
} from './fake-node.ts';
import {
  type FakeNode,
  type FakePod,
  LEASES,
  type Lease,
  NODES,
  PODS,
} from './fake-objects.ts';

/** nodeStatusReportFrequency: so long it says nothing, if nothing has changed. */
export const REPORT_EVERY_MS: Millis = 300_000;

const STRATEGIC = 'application/strategic-merge-patch+json';
const STATUS = { contentType: STRATEGIC, subresource: 'status' };

/** Requests in the name of this node. */
export function clientOf(handle: Handler, node: string): Client {
  const groups = ['system:nodes', 'system:authenticated'];
  const user = { name: `system:node:${node}`, groups };
  return createClient(handle, { user, userAgent: 'kubelet' });
}

export class FakeMachine {
  readonly number: number;
  readonly #clock: Clock;
  readonly #nodes: ResourceClient<FakeNode>;
  readonly #pods: ResourceClient<FakePod>;
  readonly #leases: ResourceClient<Lease>;
  /** As it was when it was last written or read. */
  #lease: Lease | undefined;
  #reportedAt: Millis | undefined;

  constructor(clock: Clock, client: Client, number: number) {
    this.#clock = clock;
    this.number = number;
    this.#nodes = client.resource(NODES);
    this.#pods = client.resource(PODS);
    this.#leases = client.resource(LEASES);
  }

  /** Renews the lease, and reports if there is something new, or nothing was for long. */
  async beat(node: FakeNode): Promise<void> {
    await this.#renew(node);
    const now = this.#clock.now();
    const since = now - (this.#reportedAt ?? Number.NEGATIVE_INFINITY);
    if (isWellSaid(node) && since < REPORT_EVERY_MS) return;
    const report = reportOf(node, rfc3339(this.#clock.wall()), this.hostIP(node));
    await this.#nodes.patch(keyOf(node), report, STATUS);
    this.#reportedAt = now;
  }

  /** Without a look at it first, as long as nobody else writes it. */
  async #renew(node: FakeNode): Promise<void> {
    const lease = renewedLease(node, this.#clock.wall(), this.#lease);
    try {
      this.#lease =
        this.#lease === undefined
          ? await this.#leases.create(lease)
          : await this.#leases.update(lease);
    } catch (error) {
      if (codeOf(error) !== 409 && codeOf(error) !== 404) throw error;
      await this.#renewNewest(node);
    }
  }

  async #renewNewest(node: FakeNode): Promise<void> {
    this.#lease = undefined;
    const found = await this.#leases
      .get(`${LEASE_NAMESPACE}/${node.metadata.name}`)
      .catch((error: unknown) => {
        if (codeOf(error) === 404) return undefined;
        throw error;
      });
    const lease = renewedLease(node, this.#clock.wall(), found);
    this.#lease = await (found === undefined
      ? this.#leases.create(lease)
      : this.#leases.update(lease));
  }

  hostIP({ status: { addresses = [] } = {} }: FakeNode): string {
    const own = addresses.find(({ type }) => type === 'InternalIP');
    const place = this.number + 2;
    return own?.address ?? `172.18.${(place >> 8) & 255}.${place & 255}`;
  }

  async say(pod: FakePod, status: object): Promise<void> {
    const { uid } = pod.metadata;
    await this.#pods.patch(keyOf(pod), { metadata: { uid }, status }, STATUS);
  }

  /** Nothing of it runs any more. */
  async remove(pod: FakePod): Promise<void> {
    const { uid = '' } = pod.metadata;
    await this.#pods.delete(keyOf(pod), { uid, gracePeriodSeconds: 0 });
  }
}

/** With which the server refuses; undefined if it is no refusal. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof StatusError ? error.status.code : undefined;
}
