// The cluster as somebody sees it who misses nothing: after each change it says what is no
// longer right. What is checked is restated here in the plainest way, with no help of the
// modules that it is about.

import type { Handler } from '#apiserver';
import { createClient, createInformer, type Informer } from '#client';
import type { Node, Pod } from '#scheduler';
import type { Service } from '#services';
import type { World } from '#world';
import { ADMIN } from '../ask.ts';
import { NODES, PODS, SERVICES } from '../endpoint-objects.ts';

export interface RunningPod extends Pod {
  readonly status?: NonNullable<Pod['status']> & {
    readonly podIP?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
    }[];
  };
}

export interface Observed {
  readonly nodes: Informer<Node>;
  readonly pods: Informer<RunningPod>;
  readonly services: Informer<Service>;
  /** What was wrong, at any time, as sentences. */
  readonly faults: readonly string[];
  stop(): void;
}

export async function observe(world: World, handle: Handler): Promise<Observed> {
  const client = createClient(handle, { user: ADMIN });
  const faults: string[] = [];
  const nodes = createInformer(world, client.resource<Node>(NODES));
  const pods = createInformer(world, client.resource<RunningPod>(PODS), {
    indexes: { node: ({ spec }) => [spec.nodeName ?? ''] },
  });
  const services = createInformer(world, client.resource<Service>(SERVICES));
  const all = [nodes, pods, services];
  for (const one of all) void one.run();
  await Promise.all(all.map((one) => one.whenSynced()));
  pods.listen(({ type, object }) => {
    const name = object.spec.nodeName ?? '';
    const node = nodes.lister.get(name);
    if (type === 'Deleted' || node === undefined) return;
    const there = pods.lister.byIndex('node', name).filter(isActive);
    faults.push(...overcommitted(node, there));
  });
  services.listen(() => faults.push(...twice(services.lister.list())));
  const stop = (): void => {
    for (const one of all) one.stop();
  };
  return { nodes, pods, services, faults, stop };
}

/** What has ended takes no room any more. */
export function isActive({ status }: Pod): boolean {
  return status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
}

/** What is more than there is, of these Pods on this node. */
export function overcommitted(node: Node, pods: readonly Pod[]): readonly string[] {
  const { name = '' } = node.metadata;
  const { allocatable = {} } = node.status ?? {};
  const faults: string[] = [];
  for (const what of ['cpu', 'memory']) {
    const sum = pods.reduce((total, pod) => total + requested(pod, what), 0);
    if (sum > amount(allocatable[what]))
      faults.push(`${name}: ${sum} of ${what}, and has ${allocatable[what]}`);
  }
  if (pods.length > amount(allocatable.pods) / 1_000)
    faults.push(`${name}: ${pods.length} pods, and has ${allocatable.pods}`);
  const ports = pods.flatMap(hostPorts);
  if (new Set(ports).size < ports.length) faults.push(`${name}: host port twice`);
  return faults;
}

function requested({ spec }: Pod, what: string): number {
  const { containers = [] } = spec;
  const amounts = containers.map(({ resources }) => resources?.requests?.[what]);
  return amounts.reduce((total, text) => total + amount(text), 0);
}

function hostPorts({ spec }: Pod): readonly number[] {
  const ports = (spec.containers ?? []).flatMap((one) => one.ports ?? []);
  return ports.flatMap(({ hostPort = 0 }) => (hostPort > 0 ? [hostPort] : []));
}

const UNITS: Readonly<Record<string, number>> = {
  ...{ m: 1, '': 1_000, Ki: 2 ** 10 * 1_000 },
  ...{ Mi: 2 ** 20 * 1_000, Gi: 2 ** 30 * 1_000 },
};

/** In thousandths. */
function amount(text = '0'): number {
  const [, digits = '', unit = ''] = /^(\d+)(\D*)$/.exec(text) ?? [];
  return Number(digits) * (UNITS[unit] ?? Number.NaN);
}

/** What two Services have. */
function twice(services: readonly Service[]): readonly string[] {
  const seen = new Map<string, string>();
  const faults: string[] = [];
  for (const { metadata, spec } of services) {
    const { name = '' } = metadata;
    const own = new Set([
      ...[spec.healthCheckNodePort ?? []].flat(),
      ...(spec.clusterIPs ?? []).filter((ip) => ip !== 'None'),
      ...(spec.ports ?? []).flatMap(({ nodePort = 0 }) => nodePort || []),
    ]);
    for (const number of own) {
      const other = seen.get(`${number}`);
      if (other !== undefined)
        faults.push(`${other}, ${name}: both have ${number}`);
      seen.set(`${number}`, name);
    }
  }
  return faults;
}
