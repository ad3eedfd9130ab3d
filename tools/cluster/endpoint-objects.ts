// What the controllers of endpoints read and write, as far as they look at it. Kubernetes:
// staging/src/k8s.io/api/core/v1/types.go and discovery/v1/types.go.

import type { ResourceName } from '#client';
import { type KubeObject, type Labels, matches, selectorOf } from '#objects';
import type { Endpoint, EndpointPod, EndpointPort, Service } from '#services';

const core = (resource: string, namespaced: boolean): ResourceName => ({
  ...{ group: '', version: 'v1', resource, namespaced },
});
export const PODS: ResourceName = core('pods', true);
export const NODES: ResourceName = core('nodes', false);
export const SERVICES: ResourceName = core('services', true);
export const ENDPOINTS: ResourceName = core('endpoints', true);
export const SLICES: ResourceName = {
  ...{ group: 'discovery.k8s.io', version: 'v1' },
  ...{ resource: 'endpointslices', namespaced: true },
};

export interface BackendPod extends EndpointPod {
  readonly spec?: EndpointPod['spec'] & {
    readonly hostname?: string;
    readonly subdomain?: string;
  };
}

export interface FullPort extends EndpointPort {
  readonly appProtocol?: string;
}

export interface FullEndpoint extends Endpoint {
  readonly zone?: string;
  readonly hostname?: string;
}

export interface EndpointSlice extends KubeObject {
  readonly metadata: KubeObject['metadata'] & {
    readonly deletionTimestamp?: string;
  };
  readonly addressType: string;
  readonly endpoints?: readonly FullEndpoint[] | null;
  readonly ports?: readonly FullPort[] | null;
}

export interface Address {
  readonly ip: string;
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly targetRef?: Endpoint['targetRef'];
}

export interface Subset {
  readonly addresses?: readonly Address[];
  readonly notReadyAddresses?: readonly Address[];
  readonly ports?: readonly (Omit<FullPort, 'name'> & { readonly name?: string })[];
}

export interface Endpoints extends KubeObject {
  readonly subsets?: readonly Subset[];
}

export const HEADLESS = 'service.kubernetes.io/headless';

/** Whose endpoints somebody has to find: by hand written ones are left alone. */
export function isSelecting({ spec }: Service): boolean {
  // An empty selector is stored as none, and none finds nothing.
  const keys = Object.keys(spec.selector ?? {});
  return spec.type !== 'ExternalName' && keys.length > 0;
}

export function selects({ spec }: Service, labels: Labels = {}): boolean {
  const { selector = {} } = spec;
  return matches(selectorOf({ matchLabels: selector }), labels);
}

export function isHeadless({ spec }: Service): boolean {
  return (spec.clusterIP ?? '') === '' || spec.clusterIP === 'None';
}

/** A Pod has a name of its own below a Service that it names. */
export function hostnameOf(service: Service, pod: BackendPod): string | undefined {
  const { hostname = '', subdomain = '' } = pod.spec ?? {};
  const isIts = hostname !== '' && subdomain === service.metadata.name;
  return isIts ? hostname : undefined;
}

interface Spoken {
  readonly name?: string;
  readonly appProtocol?: string;
}

/** Ports with what the Service says of how they are spoken to. */
export function fullPorts(
  { spec }: Service,
  ports: readonly EndpointPort[],
): readonly FullPort[] {
  const spoken = new Map<string, string>();
  for (const port of spec.ports ?? []) {
    const { name = '', appProtocol }: Spoken = port;
    if (appProtocol !== undefined) spoken.set(name, appProtocol);
  }
  return ports.map((port) => {
    const appProtocol = spoken.get(port.name);
    return appProtocol === undefined ? port : { ...port, appProtocol };
  });
}
