// The port at which a load balancer asks every node whether it has an endpoint of a Service:
// one of the node ports. Kubernetes: pkg/registry/core/service/storage/alloc.go and
// pkg/registry/core/service/strategy.go; that it can't be changed is said by
// pkg/apis/core/validation/validation.go (validateServiceExternalTrafficFieldsUpdate).
// Chapter 26. Engine room: not told line by line.

import { type FieldError, internalError } from '#objects';
import { AllocationError } from './errors.ts';
import type { Operation } from './operation.ts';
import type { ServiceSpec } from './types.ts';

/** Only nodes that have an endpoint shall be sent to, so somebody has to know which. */
function isAsked({ type, externalTrafficPolicy }: ServiceSpec): boolean {
  return type === 'LoadBalancer' && externalTrafficPolicy === 'Local';
}

/** The spec with its port, or without it; or what is wrong with the one that it names. */
export function withHealthCheckPort(
  spec: ServiceSpec,
  before: ServiceSpec | undefined,
  ports: Operation,
): ServiceSpec | FieldError {
  const { healthCheckNodePort: asked = 0 } = spec;
  const old = before && isAsked(before) ? (before.healthCheckNodePort ?? 0) : 0;
  if (!isAsked(spec)) {
    if (old > 0) ports.releaseLater(old);
    return asked === old ? without(spec) : spec;
  }
  if (old === 0) return { ...spec, healthCheckNodePort: taken(asked, ports) };
  if (asked === 0 || asked === old) return { ...spec, healthCheckNodePort: old };
  const field = 'spec.healthCheckNodePort';
  return { type: 'FieldValueForbidden', field, detail: 'field is immutable' };
}

function taken(asked: number, ports: Operation): number {
  try {
    if (asked === 0) return ports.allocateNext();
    ports.allocate(asked);
    return asked;
  } catch (error) {
    if (!(error instanceof AllocationError)) throw error;
    const which =
      asked === 0 ? 'a HealthCheck NodePort' : 'requested HealthCheck NodePort';
    throw internalError(`failed to allocate ${which} ${asked}: ${error.message}`);
  }
}

function without({ healthCheckNodePort: _, ...rest }: ServiceSpec): ServiceSpec {
  return rest;
}
