// Which node ports a Service gets, keeps and loses. Chapter 26.

import { NotWritten } from '#world';
import { type FieldError, invalidField } from '#objects';
import { AllocationError } from './errors.ts';
import type { Operation } from './operation.ts';
import type { Service, ServicePort } from './types.ts';

/** Whether a Service of this type is reached by a port of every node. */
export function needsNodePorts({ spec }: Service): boolean {
  return spec.type === 'NodePort' || spec.type === 'LoadBalancer';
}

/** Whether ports that name none shall have one: a load balancer may do without. */
function wantsAll({ spec }: Service): boolean {
  return spec.type === 'NodePort' || spec.allocateLoadBalancerNodePorts !== false;
}

type Ports = readonly ServicePort[];

/** 0: none yet. */
const numberOf = ({ nodePort = 0 }: ServicePort): number => nodePort;

/** Ports as they will be stored, or what is wrong with one of them. */
export type PortsOrFault = Ports | FieldError;

/** Each port with the number that is chosen for it; 0 leaves it without. */
function withNumbers(
  ports: Ports,
  choose: (port: ServicePort) => number,
): PortsOrFault {
  const done: ServicePort[] = [];
  for (const [i, port] of ports.entries()) {
    try {
      const nodePort = choose(port);
      done.push(nodePort === 0 ? port : { ...port, nodePort });
    } catch (error) {
      if (!(error instanceof AllocationError)) throw error;
      // That none is left is no fault of a field.
      if (error.number === undefined) throw error;
      return invalidField(`spec.ports[${i}].nodePort`, error.number, error.message);
    }
  }
  return done;
}

/** The ports of a new Service, with the node ports that its type asks for. */
export function createdPorts(service: Service, operation: Operation): PortsOrFault {
  const { ports = [] } = service.spec;
  if (!needsNodePorts(service)) return ports;
  const chosen = new Map<number, number>();
  return withNumbers(ports, (port) => {
    // TODO 26.3: choose its number: its own, one that is shared, or a new one
    throw new NotWritten('26.3');
  });
}

/** Ports that say no number keep the one that the port of their name had. */
export function withKnown(before: Ports, after: Ports): Ports {
  const numbers = new Set(before.map(numberOf));
  const used = new Set(after.map(numberOf).filter((one) => numbers.has(one)));
  return after.map((port) => {
    if (numberOf(port) !== 0) return port;
    const old = before.find(({ name = '' }) => name === (port.name ?? ''));
    const nodePort = old === undefined ? 0 : numberOf(old);
    return nodePort === 0 || used.has(nodePort) ? port : { ...port, nodePort };
  });
}

/** Without their numbers, if these are no others than before. */
function withoutNumbers(before: Ports, after: Ports): Ports {
  const numbers = new Set([0, ...before.map(numberOf)]);
  if (!after.every((port) => numbers.has(numberOf(port)))) return after;
  return after.map(({ nodePort: _, ...port }) => port);
}

/** The ports of a Service that is written again, perhaps with another type. */
export function updatedPorts(
  before: Service,
  after: Service,
  operation: Operation,
): PortsOrFault {
  const [was = [], is = []] = [before.spec.ports, after.spec.ports];
  // TODO 26.5: keep, choose anew, and give back later what nobody has any more
  throw new NotWritten('26.5');
}
