// The node's side: it says that it lives by renewing a Lease, which is small, and sends its
// status, which isn't, only when something in it has changed. Kubernetes:
// component-helpers/apimachinery/lease, pkg/kubelet/nodelease. Chapter 23.
// Engine room: not told line by line.

import { rfc3339 } from '#objects';
import { LEASE_DURATION_S } from './constants.ts';
import { LEASE_NAMESPACE, type Lease } from './objects.ts';

/** A time as leases have it, with microseconds. */
export function microTime(wall: number): string {
  const micros = String(Math.floor(wall % 1_000) * 1_000).padStart(6, '0');
  return `${rfc3339(wall).slice(0, -1)}.${micros}Z`;
}

/** The lease of a node, renewed at `wall`: a new one, or the one that it had. */
export function renewedLease(
  node: { readonly name: string; readonly uid: string },
  wall: number,
  before?: Lease,
): Lease {
  const { name, uid } = node;
  const owner = { apiVersion: 'v1', kind: 'Node', name, uid };
  const spec = { holderIdentity: name, leaseDurationSeconds: LEASE_DURATION_S };
  return {
    ...{ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' },
    metadata: before?.metadata ?? {
      ...{ namespace: LEASE_NAMESPACE, name },
      ownerReferences: [owner],
    },
    spec: { ...before?.spec, ...spec, renewTime: microTime(wall) },
  };
}
