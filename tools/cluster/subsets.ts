// The older list of endpoints: one object a Service, its addresses sorted by the ports that
// they have, ready ones and others apart, and no more than a thousand. Pure. Kubernetes:
// pkg/controller/endpoint/endpoints_controller.go, pkg/api/v1/endpoints/util.go. There
// subsets and ports stand in the order of hashes, here in that of names.

import { endpointOf, portsOf, type Service } from '#services';
import {
  type Address,
  type BackendPod,
  type FullPort,
  fullPorts,
  hostnameOf,
  type Subset,
} from './endpoint-objects.ts';

/** More are cut off, and an annotation says so. */
export const MAX_ADDRESSES = 1_000;

interface Backend {
  readonly address: Address;
  readonly ready: boolean;
}

interface Reached {
  readonly port: FullPort | undefined;
  readonly backends: Map<string, Backend>;
}

/** What is sent to, as far as it is there. A Pod on its way out is in no subset. */
export function subsetsOf(
  service: Service,
  pods: readonly BackendPod[],
): readonly Subset[] {
  const byPort = new Map<string, Reached>();
  for (const pod of pods) {
    const backend = backendOf(service, pod);
    if (backend === undefined) continue;
    for (const port of reachedBy(service, pod)) {
      const key = port === undefined ? '' : JSON.stringify(port);
      const reached = byPort.get(key) ?? { port, backends: new Map() };
      byPort.set(key, reached);
      reached.backends.set(keyOf(backend), backend);
    }
  }
  return packed([...byPort.values()]);
}

function backendOf(service: Service, pod: BackendPod): Backend | undefined {
  const { publishNotReadyAddresses: all = false } = service.spec;
  const endpoint = endpointOf(service, pod);
  const [ip = ''] = endpoint?.addresses ?? [];
  if (endpoint === undefined || ip.includes(':')) return undefined;
  const { conditions, targetRef, nodeName = '' } = endpoint;
  if (conditions.terminating && !all) return undefined;
  const hostname = hostnameOf(service, pod);
  const address: Address = {
    ...{ ip, nodeName },
    ...(hostname === undefined ? {} : { hostname }),
    ...(targetRef === undefined ? {} : { targetRef }),
  };
  return { address, ready: all || conditions.serving };
}

/** A headless Service needs no ports: its addresses are for names alone. */
function reachedBy(
  service: Service,
  pod: BackendPod,
): readonly (FullPort | undefined)[] {
  const { ports = [], clusterIP } = service.spec;
  if (ports.length === 0) return clusterIP === 'None' ? [undefined] : [];
  return fullPorts(service, portsOf(service, pod));
}

function keyOf({ address, ready }: Backend): string {
  return `${address.ip} ${address.targetRef?.uid} ${ready}`;
}

/** Ports with the same addresses share a subset. */
function packed(reached: readonly Reached[]): readonly Subset[] {
  const byAddresses = new Map<string, Reached[]>();
  for (const one of reached) {
    const key = [...one.backends.keys()].sort().join();
    byAddresses.set(key, [...(byAddresses.get(key) ?? []), one]);
  }
  return [...byAddresses.values()].map(subsetOf).sort(byPorts);
}

function subsetOf(reached: readonly Reached[]): Subset {
  const backends = [...(reached[0]?.backends.values() ?? [])].sort(byAddress);
  const only = (isReady: boolean): readonly Address[] =>
    backends.filter(({ ready }) => ready === isReady).map((one) => one.address);
  const ports = reached.flatMap(({ port }) =>
    port === undefined ? [] : [withoutEmptyName(port)],
  );
  return compact({
    addresses: only(true),
    notReadyAddresses: only(false),
    ports: ports.sort((a, b) => compare(textOf(a), textOf(b))),
  });
}

function withoutEmptyName({ name, ...port }: FullPort) {
  return name === '' ? port : { name, ...port };
}

/** Without lists that are empty: they aren't written. */
function compact(subset: Required<Subset>): Subset {
  const entries = Object.entries(subset).filter(([, list]) => list.length > 0);
  return Object.fromEntries(entries);
}

const textOf = (value: unknown): string => JSON.stringify(value);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byPorts = (a: Subset, b: Subset): number =>
  compare(textOf(a.ports ?? []), textOf(b.ports ?? []));
const byAddress = (a: Backend, b: Backend): number => compare(keyOf(a), keyOf(b));

export interface Truncated {
  readonly subsets: readonly Subset[];
  readonly isCut: boolean;
}

/** At most so many, of each subset its share, and ready ones before others. */
export function truncated(
  subsets: readonly Subset[],
  most: number = MAX_ADDRESSES,
): Truncated {
  const ready = sum(subsets, ({ addresses = [] }) => addresses.length);
  const others = sum(subsets, ({ notReadyAddresses: some = [] }) => some.length);
  if (ready + others <= most) return { subsets, isCut: false };
  const isReadyCut = ready > most;
  const total = isReadyCut ? ready : others;
  const room = isReadyCut ? most : most - ready;
  let left = room;
  const cut = subsets.map((subset) => {
    const { addresses = [], notReadyAddresses: rest = [], ports = [] } = subset;
    const list = isReadyCut ? addresses : rest;
    const kept = list.slice(0, Math.min(left, share(list.length, total, room)));
    left -= kept.length;
    return isReadyCut
      ? compact({ addresses: kept, notReadyAddresses: [], ports })
      : compact({ addresses, notReadyAddresses: kept, ports });
  });
  return { subsets: cut, isCut: true };
}

function share(count: number, of: number, room: number): number {
  return Math.ceil((count / of) * room);
}

function sum(
  subsets: readonly Subset[],
  count: (subset: Subset) => number,
): number {
  return subsets.reduce((total, subset) => total + count(subset), 0);
}
