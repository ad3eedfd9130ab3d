// Which kinds count the changes of their spec in metadata.generation.
// Engine room: not told line by line. Chapter 09.

import type { ApiObject } from './item.ts';
import { isSame } from './same.ts';
import { resourceKey } from './scope.ts';
import type { Resource } from './types.ts';

/** Kinds with a spec whose strategies leave the generation alone. */
const WITHOUT: ReadonlySet<string> = new Set([
  '/services',
  '/nodes',
  '/namespaces',
  '/persistentvolumes',
  '/persistentvolumeclaims',
  '/resourcequotas',
  '/limitranges',
  'coordination.k8s.io/leases',
  'certificates.k8s.io/certificatesigningrequests',
  'autoscaling/horizontalpodautoscalers',
  'storage.k8s.io/csidrivers',
  'storage.k8s.io/csinodes',
  'storage.k8s.io/volumeattachments',
]);

export function hasGeneration(row: Resource, { spec }: ApiObject): boolean {
  return spec !== undefined && !WITHOUT.has(resourceKey(row));
}

/** One more than the old one's if what is wanted of the object has changed. */
export function nextGeneration(
  object: ApiObject,
  old: ApiObject,
): number | undefined {
  const { generation } = old.metadata;
  if (generation === undefined || isSame(object.spec, old.spec)) return generation;
  return generation + 1;
}
