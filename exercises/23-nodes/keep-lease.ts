// A lease that is renewed for as long as the node lives. Kubernetes:
// component-helpers/apimachinery/lease/controller.go; its jitter is left out. Chapter 23.
// Engine room: not told line by line.

import type { ResourceClient } from '#client';
import type { World } from '#world';
import { LEASE_RENEW_MS } from './constants.ts';
import { renewedLease } from './heartbeat.ts';
import { LEASE_NAMESPACE, type Lease } from './objects.ts';
import { repeat } from './repeat.ts';
import { isNotFound } from './taint-writes.ts';

/** Writes of one renewal. maxUpdateRetries. */
const TRIES = 5;

/**
 * Renews the lease of a node now and every 10 s. It keeps the lease that it wrote, so
 * that a renewal is one request. Returns its end.
 */
export function keepLease(
  { clock }: Pick<World, 'clock'>,
  leases: ResourceClient<Lease>,
  node: { readonly name: string; readonly uid: string },
): () => void {
  let last: Lease | undefined;
  return repeat(clock, LEASE_RENEW_MS, async () => {
    for (let tries = 0; tries < TRIES; tries++) {
      try {
        last ??= await found(leases, node.name);
        const next = renewedLease(node, clock.wall(), last);
        last = await (last === undefined
          ? leases.create(next)
          : leases.update(next));
        return;
      } catch {
        // Somebody has written it, or taken it away: what there is now is read again.
        last = undefined;
      }
    }
  });
}

async function found(
  leases: ResourceClient<Lease>,
  name: string,
): Promise<Lease | undefined> {
  try {
    return await leases.get(`${LEASE_NAMESPACE}/${name}`);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
