// What must be so when all has come to rest: who fits is bound, and endpoints are true.

import type { Node, Pod, Taint } from '#scheduler';
import type { Service } from '#services';
import type { EndpointSlice, Endpoints } from '../endpoint-objects.ts';
import { isActive, overcommitted, type RunningPod } from './observed.ts';

export interface Rest {
  readonly nodes: readonly Node[];
  readonly pods: readonly RunningPod[];
  readonly services: readonly Service[];
  readonly slices: readonly EndpointSlice[];
  readonly endpoints: readonly Endpoints[];
}

export function faultsAtRest(rest: Rest): readonly string[] {
  return [...unbound(rest), ...faultsOfEndpoints(rest)];
}

/** The part of it that is so soon after each change. */
export function faultsOfEndpoints(rest: Rest): readonly string[] {
  return [...sameAddress(rest), ...untrue(rest), ...left(rest)];
}

/** Pods that wait though a node would have them. */
function unbound({ nodes, pods }: Rest): readonly string[] {
  const waiting = pods.filter(
    ({ spec, metadata }) =>
      !spec.nodeName && metadata.deletionTimestamp === undefined,
  );
  return waiting.flatMap((pod) =>
    nodes
      .filter((node) => fits(pod, node, pods))
      .map(
        (node) => `${pod.metadata.name} waits, and fits on ${node.metadata.name}`,
      ),
  );
}

function fits(pod: Pod, node: Node, pods: readonly Pod[]): boolean {
  const { name } = node.metadata;
  const { unschedulable, taints = [] } = node.spec ?? {};
  if (unschedulable === true || taints.some((taint) => keepsOut(pod, taint)))
    return false;
  const { disk = node.metadata.labels?.disk } = pod.spec.nodeSelector ?? {};
  if (disk !== node.metadata.labels?.disk) return false;
  const there = pods.filter((one) => one.spec.nodeName === name && isActive(one));
  return overcommitted(node, [...there, pod]).length === 0;
}

/** The only toleration of these programs is for the key gpu. */
function keepsOut({ spec }: Pod, { key, effect }: Taint): boolean {
  if (effect === 'PreferNoSchedule') return false;
  const tolerates = (spec.tolerations ?? []).some(
    (one) => one.key === key && (one.effect ?? effect) === effect,
  );
  return !tolerates;
}

function sameAddress({ pods }: Rest): readonly string[] {
  const ips = pods.filter(isActive).flatMap(({ status }) => status?.podIP ?? []);
  return new Set(ips).size < ips.length ? ['two Pods have one address'] : [];
}

/** Whether each Service sends to its Pods, and to nothing else. */
function untrue({ nodes, pods, services, slices, endpoints }: Rest) {
  const known = new Set(nodes.map(({ metadata }) => metadata.name));
  return services.flatMap(({ metadata, spec }) => {
    const { name = '' } = metadata;
    if (spec.selector === undefined) return [];
    const { publishNotReadyAddresses: all = false } = spec;
    const own = pods.filter(
      (pod) => pod.metadata.labels?.app === spec.selector?.app && hasAddress(pod),
    );
    const told = slices.filter((one) => one.metadata.labels?.[LABEL] === name);
    const object = endpoints.find((one) => one.metadata.name === name);
    const seen = own.filter((pod) => all || known.has(pod.spec.nodeName ?? ''));
    return [
      ...different(
        `${name}, slices`,
        seen.map((pod) => line(pod, all)),
        lines(told),
      ),
      ...different(
        `${name}, Endpoints`,
        own.flatMap((pod) => oldLine(pod, all)),
        object === undefined ? ['no object'] : oldLines(object),
      ),
      ...told.flatMap((one) => ((one.endpoints ?? []).length > 100 ? ['100'] : [])),
    ];
  });
}

const LABEL = 'kubernetes.io/service-name';

function hasAddress(pod: RunningPod): boolean {
  return isActive(pod) && pod.status?.podIP !== undefined;
}

function line(pod: RunningPod, all: boolean): string {
  const serving = isReady(pod);
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  const ready = all || (serving && !terminating);
  return [pod.metadata.name, pod.status?.podIP, ready, serving, terminating].join(
    ' ',
  );
}

function lines(slices: readonly EndpointSlice[]): readonly string[] {
  const all = slices.flatMap(({ endpoints }) => endpoints ?? []);
  return all.map(({ addresses, conditions, targetRef }) => {
    const { ready, serving, terminating } = conditions;
    return [targetRef?.name, addresses.join(), ready, serving, terminating].join(
      ' ',
    );
  });
}

function oldLine(pod: RunningPod, all: boolean): readonly string[] {
  if (pod.metadata.deletionTimestamp !== undefined && !all) return [];
  return [[pod.metadata.name, pod.status?.podIP, all || isReady(pod)].join(' ')];
}

function oldLines({ subsets = [] }: Endpoints): readonly string[] {
  return subsets.flatMap(({ addresses = [], notReadyAddresses = [] }) => [
    ...addresses.map(({ ip, targetRef }) => `${targetRef?.name} ${ip} true`),
    ...notReadyAddresses.map(
      ({ ip, targetRef }) => `${targetRef?.name} ${ip} false`,
    ),
  ]);
}

function isReady({ status }: RunningPod): boolean {
  return (status?.conditions ?? []).some(
    (one) => one.type === 'Ready' && one.status === 'True',
  );
}

function different(
  what: string,
  expected: readonly string[],
  found: readonly string[],
): readonly string[] {
  const [a, b] = [[...expected].sort().join('; '), [...found].sort().join('; ')];
  return a === b ? [] : [`${what}: expected ${a}, found ${b}`];
}

/** What belongs to a Service that is gone. */
function left({ services, slices, endpoints }: Rest): readonly string[] {
  const names = new Set(services.map(({ metadata }) => metadata.name));
  return [
    ...slices.map((one) => one.metadata.labels?.[LABEL]),
    ...endpoints.map((one) => one.metadata.name),
  ].flatMap((name) => (names.has(name) ? [] : [`endpoints of ${name} are left`]));
}
