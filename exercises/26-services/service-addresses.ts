// The API server's part of a Service's addresses: given out when it is written, given back
// when the write fails or the Service is gone. Fills two sockets of chapter 09: a station
// of admission gives, a filter ends what was begun. Kubernetes:
// pkg/registry/core/service/storage/alloc.go and storage.go. Chapter 26.
// Engine room: not told line by line.

import type { AdmissionPlugin, Attributes, Filter } from '#apiserver';
import { type FieldError, internalError, invalid, type KubeObject } from '#objects';
import type { World } from '#world';
import { addressOf, clusterIps } from './addresses.ts';
import { createAllocator, NODE_PORTS } from './allocator.ts';
import { chooseClusterIp, isHeadless, withoutOldType } from './cluster-ip.ts';
import { AllocationError } from './errors.ts';
import { withHealthCheckPort } from './health-check-port.ts';
import { createdPorts, updatedPorts } from './node-ports.ts';
import { type Operation, startOperation } from './operation.ts';
import type { Service } from './types.ts';

/** kube-apiserver --service-cluster-ip-range as kubeadm sets it. */
export const CLUSTER_IP_RANGE = '10.96.0.0/12';

export interface ServiceAddresses {
  /** Behind all that change an object. */
  readonly admission: AdmissionPlugin;
  /** Ends what a request has begun. */
  readonly filter: Filter;
  /** What a Service that is stored already has is taken. */
  adopt(service: KubeObject): void;
  /** What a Service had that is gone is given back. */
  release(service: KubeObject): void;
}

/** What one request takes of both ranges. */
export interface Taking {
  readonly ips: Operation;
  readonly ports: Operation;
}

export function createServiceAddresses(
  { chance }: Pick<World, 'chance'>,
  network: string = CLUSTER_IP_RANGE,
): ServiceAddresses {
  const own = chance.fork('services');
  const range = clusterIps(network);
  const ips = createAllocator(range, own);
  const ports = createAllocator(NODE_PORTS, own);
  /** By the headers of a request, which both sockets see. */
  const begun = new WeakMap<object, Taking>();
  const end = (key: object | undefined, how: 'commit' | 'revert'): void => {
    const taking = key && begun.get(key);
    if (key === undefined || taking === undefined) return;
    begun.delete(key);
    taking.ips[how]();
    taking.ports[how]();
  };
  const each = (
    service: KubeObject,
    ask: (of: typeof ips, number: number) => void,
  ) => {
    const { spec } = asService(service);
    for (const text of isHeadless(spec) ? [] : (spec.clusterIPs ?? [])) {
      const address = addressOf(text);
      if (address !== undefined) ask(ips, address);
    }
    const { healthCheckNodePort = 0 } = spec;
    const own = (spec.ports ?? []).map(({ nodePort = 0 }) => nodePort);
    for (const number of [...own, healthCheckNodePort])
      if (number > 0) ask(ports, number);
  };
  return {
    admission: {
      name: 'ServiceAddresses',
      admit: (attributes) => {
        const { resource, subresource, object, headers } = attributes;
        if (object === undefined) throw internalError('no object');
        if (resource.group !== '' || resource.resource !== 'services')
          return object;
        if (subresource !== '') return object;
        // The same request once more: its object was changed meanwhile.
        end(headers, 'revert');
        const taking = { ips: startOperation(ips), ports: startOperation(ports) };
        begun.set(headers, taking);
        return addressed(attributes, asService(object), { ...taking, range });
      },
    },
    filter: async (context, next) => {
      const { headers } = context.request;
      const isTried = context.query.has('dryRun');
      let isDone = false;
      try {
        const response = await next();
        isDone = response.code < 300 && !isTried;
        return response;
      } finally {
        end(headers, isDone ? 'commit' : 'revert');
      }
    },
    adopt: (service) =>
      each(service, (of, number) => {
        if (!of.has(number)) quietly(() => of.allocate(number));
      }),
    release: (service) => each(service, (of, number) => of.release(number)),
  };
}

/** An object that was stored under another range has what it has. */
function quietly(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof AllocationError)) throw error;
  }
}

function asService(object: KubeObject): Service {
  const { spec = {} } = object as Partial<Service>;
  return { ...object, spec };
}

function addressed(
  { oldObject }: Attributes,
  asked: Service,
  taking: Taking & { readonly range: ReturnType<typeof clusterIps> },
): Service {
  const before = oldObject && asService(oldObject);
  const service =
    before === undefined
      ? asked
      : { ...asked, spec: withoutOldType(asked.spec, before.spec) };
  try {
    const spec = chooseClusterIp(service, before, taking);
    if ('field' in spec) throw refused(service, spec);
    const checked = withHealthCheckPort(spec, before?.spec, taking.ports);
    if ('field' in checked) throw refused(service, checked);
    const chosen = { ...service, spec: checked };
    const made =
      before === undefined
        ? createdPorts(chosen, taking.ports)
        : updatedPorts(before, chosen, taking.ports);
    if ('field' in made) throw refused(service, made);
    if (service.spec.ports === undefined && made.length === 0) return chosen;
    return { ...chosen, spec: { ...checked, ports: made } };
  } catch (error) {
    if (!(error instanceof AllocationError)) throw error;
    throw internalError(`failed to allocate a nodePort: ${error.message}`);
  }
}

function refused({ metadata }: Service, fault: FieldError): Error {
  return invalid({ group: '', kind: 'Service' }, metadata.name ?? '', [fault]);
}
