// Host ports: which of a node's ports a pod takes. Kubernetes:
// pkg/scheduler/util/utils.go (GetHostPorts). Chapter 17.
// Engine room: not told line by line.

import type { Pod } from './objects.ts';

/** A port of a node, on one of its addresses or on all. */
export interface HostPort {
  readonly ip: string;
  readonly protocol: string;
  readonly port: number;
}

export const ALL_ADDRESSES: string = '0.0.0.0';

/** The host ports of all containers that run as long as the pod does. */
export function hostPortsOf({ spec }: Pod): readonly HostPort[] {
  const ports: HostPort[] = [];
  const lasting = (spec.initContainers ?? []).filter(
    ({ restartPolicy }) => restartPolicy === 'Always',
  );
  for (const container of [...lasting, ...(spec.containers ?? [])])
    for (const { hostPort = 0, protocol, hostIP } of container.ports ?? [])
      if (hostPort > 0)
        ports.push({
          ip: hostIP || ALL_ADDRESSES,
          protocol: protocol || 'TCP',
          port: hostPort,
        });
  return ports;
}

export function portKey({ ip, protocol, port }: HostPort): string {
  return `${ip} ${protocol} ${port}`;
}
