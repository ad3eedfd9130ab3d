// Which cluster IP a Service gets, keeps and loses. Kubernetes:
// pkg/registry/core/service/storage/alloc.go, IPv4 alone. Chapter 26.
// Engine room: not told line by line.

import { type FieldError, internalError, invalidField } from '#objects';
import { addressOf, addressText } from './addresses.ts';
import type { NumberRange } from './allocator.ts';
import { AllocationError } from './errors.ts';
import type { Operation } from './operation.ts';
import type { Service, ServiceSpec } from './types.ts';

interface Ground {
  readonly ips: Operation;
  readonly range: NumberRange;
}

/** Whether it has no address of its own, and its name leads to its Pods. */
export function isHeadless({ clusterIP }: ServiceSpec): boolean {
  return clusterIP === 'None';
}

const needsIp = (spec: ServiceSpec): boolean =>
  spec.type !== 'ExternalName' && !isHeadless(spec);

/** The spec with its address; or what is wrong with the one that it asks for. */
export function chooseClusterIp(
  { spec }: Service,
  before: Service | undefined,
  { ips, range }: Ground,
): ServiceSpec | FieldError {
  const old = before && needsIp(before.spec) ? (before.spec.clusterIP ?? '') : '';
  const asked = spec.clusterIP || spec.clusterIPs?.[0] || '';
  if (spec.type === 'ExternalName') {
    const address = addressOf(old);
    if (address !== undefined) ips.releaseLater(address);
    // Left as it was, it is the old type's; another one is for validation to refuse.
    return old !== '' && asked === old ? withoutIp(spec) : spec;
  }
  if (isHeadless(spec)) return { ...spec, clusterIPs: ['None'], ...families(spec) };
  if (old !== '') {
    if (asked === '' || asked === old) return withIp(spec, old);
    return invalidField('spec.clusterIPs[0]', [asked], 'may not change once set');
  }
  if (asked === '') return withIp(spec, addressText(nextOf(ips)));
  const address = addressOf(asked);
  if (address === undefined) {
    const says = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
    return invalidField('spec.clusterIPs[0]', asked, says);
  }
  try {
    ips.allocate(address);
  } catch (error) {
    if (!(error instanceof AllocationError)) throw error;
    const outside = `the provided IP (${asked}) is not in the valid range. The range of valid IPs is ${range.says}`;
    const why = error.code === 'NotInRange' ? outside : error.message;
    const says = `failed to allocate IP ${asked}: ${why}`;
    return invalidField('spec.clusterIPs', [asked], says);
  }
  return withIp(spec, asked);
}

function nextOf(ips: Operation): number {
  try {
    return ips.allocateNext();
  } catch (error) {
    if (!(error instanceof AllocationError)) throw error;
    throw internalError(`failed to allocate a serviceIP: ${error.message}`);
  }
}

/**
 * What only the old type has, and the client has left as it was, goes with it: the
 * strategy's dropTypeDependentFields.
 */
export function withoutOldType(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  const gone = FIELDS.filter(
    ({ name, types }) =>
      types.some((type) => type === old.type) &&
      !types.some((type) => type === spec.type) &&
      spec[name] === old[name],
  ).map(({ name }) => name);
  const left = Object.entries(spec).filter(
    ([name]) => !gone.some((one) => one === name),
  );
  return Object.fromEntries(left);
}

const FIELDS = [
  { name: 'externalTrafficPolicy', types: ['NodePort', 'LoadBalancer'] },
  { name: 'allocateLoadBalancerNodePorts', types: ['LoadBalancer'] },
  { name: 'loadBalancerClass', types: ['LoadBalancer'] },
  { name: 'healthCheckNodePort', types: ['LoadBalancer'] },
] as const;

function withIp(spec: ServiceSpec, address: string): ServiceSpec {
  const { ipFamilies = ['IPv4'], ipFamilyPolicy = 'SingleStack' } = spec;
  return {
    ...{ ...spec, clusterIP: address, clusterIPs: [address] },
    ...{ ipFamilies, ipFamilyPolicy },
  };
}

function withoutIp(spec: ServiceSpec): ServiceSpec {
  const {
    clusterIP: _,
    clusterIPs: __,
    ipFamilies: ___,
    ipFamilyPolicy: ____,
    ...rest
  } = spec;
  return rest;
}

/** What has no address and selects nobody may lead to addresses of both families. */
function families(spec: ServiceSpec): Partial<ServiceSpec> {
  const isOpen = Object.keys(spec.selector ?? {}).length === 0;
  const policy = isOpen ? 'RequireDualStack' : 'SingleStack';
  const { ipFamilyPolicy = policy } = spec;
  const both = ipFamilyPolicy === 'SingleStack' ? ['IPv4'] : ['IPv4', 'IPv6'];
  return { ipFamilies: spec.ipFamilies ?? both, ipFamilyPolicy };
}
