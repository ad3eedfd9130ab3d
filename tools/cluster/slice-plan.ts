// Which EndpointSlices a Service should have, against those that it has: chapter 26's
// reconciliation for each set of ports, the labels, and the slice that says "none". Pure.
// Kubernetes: staging/src/k8s.io/endpointslice/reconciler.go and utils.go.

import { isDeepStrictEqual } from 'node:util';
import { controllerReference, dnsSubdomainFaults, type Labels } from '#objects';
import {
  type Endpoint,
  endpointOf,
  MAX_ENDPOINTS,
  portsOf,
  reconciledSlices,
  type Service,
  type Slice,
} from '#services';
import {
  type BackendPod,
  type EndpointSlice,
  type FullEndpoint,
  type FullPort,
  fullPorts,
  HEADLESS,
  hostnameOf,
  isHeadless,
} from './endpoint-objects.ts';

export const SERVICE_NAME = 'kubernetes.io/service-name';
export const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
export const SLICE_CONTROLLER = 'endpointslice-controller.k8s.io';
const SERVICE = { group: '', version: 'v1', kind: 'Service' };
const RESERVED: ReadonlySet<string> = new Set([SERVICE_NAME, MANAGED_BY, HEADLESS]);

export interface SlicePlan {
  readonly create: readonly EndpointSlice[];
  readonly update: readonly EndpointSlice[];
  readonly remove: readonly EndpointSlice[];
  /** Nodes of Pods that were left out because nobody knows these nodes. */
  readonly missing: readonly string[];
}

/** Where a Pod runs, as far as it is known. */
export interface KnownNode {
  readonly zone: string | undefined;
}

export interface Backends {
  readonly pods: readonly BackendPod[];
  nodeOf(name: string): KnownNode | undefined;
}

interface Group {
  readonly ports: readonly FullPort[];
  readonly endpoints: FullEndpoint[];
}

export function slicePlan(
  service: Service,
  has: readonly EndpointSlice[],
  backends: Backends,
): SlicePlan {
  const { groups, missing } = grouped(service, backends);
  const own = has.filter((slice) => isOwned(slice, service));
  const remove = has.filter((slice) => !own.includes(slice));
  const create: EndpointSlice[] = [];
  const update: EndpointSlice[] = [];
  for (const [key, group] of groups) {
    const held = own.filter((slice) => portKey(slice.ports ?? []) === key);
    const plan = groupPlan(service, held, group);
    create.push(...plan.create);
    update.push(...plan.update);
    remove.push(...plan.remove);
  }
  for (const slice of own)
    if (!groups.has(portKey(slice.ports ?? []))) remove.push(slice);
  if (has.length === remove.length && create.length === 0)
    keepOne(service, remove, create);
  return { ...renamed(service, { create, update, remove }), missing };
}

/** The Pods that there are to send to, by the ports that they are reached by. */
function grouped(service: Service, { pods, nodeOf }: Backends) {
  const groups = new Map<string, Group>();
  const missing: string[] = [];
  for (const pod of pods) {
    const endpoint = endpointOf(service, pod);
    if (endpoint === undefined || !isIPv4(endpoint)) continue;
    const ports = fullPorts(service, portsOf(service, pod));
    const key = portKey(ports);
    const group = groups.get(key) ?? { ports, endpoints: [] };
    groups.set(key, group);
    const node = nodeOf(endpoint.nodeName ?? '');
    if (node === undefined && service.spec.publishNotReadyAddresses !== true) {
      missing.push(endpoint.nodeName ?? '');
      continue;
    }
    group.endpoints.push(fullEndpoint(endpoint, node, hostnameOf(service, pod)));
  }
  return { groups, missing };
}

function isIPv4({ addresses }: Endpoint): boolean {
  return addresses.every((address) => !address.includes(':'));
}

function fullEndpoint(
  endpoint: Endpoint,
  node: KnownNode | undefined,
  hostname: string | undefined,
): FullEndpoint {
  const zone = node?.zone;
  return {
    ...endpoint,
    ...(zone === undefined ? {} : { zone }),
    ...(hostname === undefined ? {} : { hostname }),
  };
}

/** The same for the same ports, in whatever order. */
function portKey(ports: readonly FullPort[]): string {
  const texts = ports.map(({ name, protocol, port, appProtocol = '' }) =>
    [name, protocol, port, appProtocol].join(' '),
  );
  return texts.sort().join();
}

function groupPlan(
  service: Service,
  held: readonly EndpointSlice[],
  { ports, endpoints }: Group,
): Omit<SlicePlan, 'missing'> {
  const byName = new Map(held.map((slice) => [slice.metadata.name ?? '', slice]));
  const slices = held.map(sliceOf);
  const plan = reconciledSlices(slices, endpoints, ports, MAX_ENDPOINTS);
  const touched = new Set([...plan.update, ...plan.remove].map(({ name }) => name));
  const labels = labelsOf(service);
  const relabelled = slices.filter(({ name }) => {
    const now = byName.get(name)?.metadata.labels;
    return !touched.has(name) && !isDeepStrictEqual({ ...now }, labels);
  });
  const objects = (some: readonly Slice[]): EndpointSlice[] =>
    some.map((one) => objectOf(service, one, byName.get(one.name)));
  return {
    create: objects(plan.create),
    update: objects([...plan.update, ...relabelled]),
    remove: plan.remove.flatMap(({ name }) => byName.get(name) ?? []),
  };
}

function sliceOf({ metadata, ports, endpoints }: EndpointSlice): Slice {
  const { name = '' } = metadata;
  return { name, ports: ports ?? [], endpoints: endpoints ?? [] };
}

function objectOf(
  service: Service,
  { ports, endpoints }: Slice,
  before: EndpointSlice | undefined,
): EndpointSlice {
  const { namespace } = service.metadata;
  const labels = labelsOf(service);
  const metadata =
    before === undefined
      ? {
          ...{ generateName: prefixOf(service), labels },
          ...(namespace === undefined ? {} : { namespace }),
          ownerReferences: [controllerReference(service, SERVICE)],
        }
      : { ...before.metadata, labels };
  return {
    ...{ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' },
    ...{ metadata, addressType: 'IPv4', endpoints, ports },
  };
}

/** With a dash, unless it would be too long by it. */
function prefixOf({ metadata }: Service): string {
  const { name = '' } = metadata;
  // The server puts its own letters where the a is.
  return dnsSubdomainFaults(`${name}-a`).length === 0 ? `${name}-` : name;
}

/** Those of the Service, and three that it has no say in. */
function labelsOf(service: Service): Labels {
  const { labels = {}, name = '' } = service.metadata;
  const own = Object.entries(labels).filter(([key]) => !RESERVED.has(key));
  return {
    ...Object.fromEntries(own),
    ...(isHeadless(service) ? { [HEADLESS]: '' } : {}),
    ...{ [SERVICE_NAME]: name, [MANAGED_BY]: SLICE_CONTROLLER },
  };
}

function isOwned({ metadata }: EndpointSlice, service: Service): boolean {
  const { ownerReferences = [] } = metadata;
  return ownerReferences.some(
    ({ uid, kind }) => uid === service.metadata.uid && kind === 'Service',
  );
}

/** "No endpoints" is said by a slice without any, so that it differs from "not yet". */
function keepOne(
  service: Service,
  remove: EndpointSlice[],
  create: EndpointSlice[],
): void {
  const none = objectOf(service, { name: '', ports: [], endpoints: [] }, undefined);
  const [only] = remove;
  const isIt =
    remove.length === 1 && only !== undefined && isOwned(only, service)
      ? (only.endpoints ?? []).length + (only.ports ?? []).length === 0
      : false;
  if (isIt && isDeepStrictEqual({ ...only?.metadata.labels }, none.metadata.labels))
    remove.pop();
  else create.push(none);
}

/** What would come is written over what would go: one write for two. */
function renamed(
  service: Service,
  { create, update, remove }: Omit<SlicePlan, 'missing'>,
): Omit<SlicePlan, 'missing'> {
  const coming = [...create];
  const over: EndpointSlice[] = [];
  const going = remove.filter((slice) => {
    if (!isOwned(slice, service)) return true;
    const one = coming.pop();
    if (one === undefined) return true;
    const { labels = {} } = one.metadata;
    over.push({ ...one, metadata: { ...slice.metadata, labels } });
    return false;
  });
  return { create: coming, update: [...update, ...over], remove: going };
}
