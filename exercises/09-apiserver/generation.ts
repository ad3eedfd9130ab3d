// Which kinds count the changes of what they ask for in metadata.generation: kubernetes,
// pkg/registry/GROUP/RESOURCE/strategy.go, PrepareForCreate and PrepareForUpdate.
// Engine room: not told line by line. Chapter 09.

import type { ApiObject } from './item.ts';
import { isSame } from './same.ts';
import { resourceKey } from './scope.ts';
import type { Resource } from './types.ts';

/** With a spec, and left alone. The newest source counts autoscalers behind a gate. */
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

type Wish = (object: ApiObject) => unknown;

const webhooks: Wish = (object) =>
  'webhooks' in object ? object.webhooks : undefined;

const template: Wish = (object) =>
  'template' in object ? object.template : undefined;

/** Kinds without a spec that count all the same, and what of them is counted. */
const COUNTED: Readonly<Record<string, Wish>> = {
  EndpointSlice: ({ metadata, ...rest }) => ({ ...rest, labels: metadata.labels }),
  MutatingWebhookConfiguration: webhooks,
  ValidatingWebhookConfiguration: webhooks,
  PodTemplate: template,
  // It begins at 1, and stays there.
  PriorityClass: () => undefined,
};

/** Made without one, and counted from the first change on. */
const FROM_NOTHING: ReadonlySet<string> = new Set(['CSIDriver']);

export function hasGeneration(row: Resource, { spec }: ApiObject): boolean {
  if (Object.hasOwn(COUNTED, row.kind)) return true;
  return spec !== undefined && !WITHOUT.has(resourceKey(row));
}

/** One more than the old one's if what is wanted of the object has changed. */
export function nextGeneration(
  object: ApiObject,
  old: ApiObject,
): number | undefined {
  const { generation } = old.metadata;
  if (generation === undefined && !FROM_NOTHING.has(object.kind)) return undefined;
  if (isSame(wishOf(object), wishOf(old))) return generation;
  return (generation ?? 0) + 1;
}

function wishOf(object: ApiObject): unknown {
  const wish = Object.hasOwn(COUNTED, object.kind)
    ? COUNTED[object.kind]
    : undefined;
  return wish === undefined ? object.spec : wish(object);
}
