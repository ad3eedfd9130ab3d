// #services: addresses that stay while Pods come and go. Chapter 26.

export { addressOf, addressText, clusterIps } from './addresses.ts';
export {
  type Allocator,
  createAllocator,
  NODE_PORTS,
  type NumberRange,
  staticBand,
} from './allocator.ts';
export { conditionsOf, endpointOf, portsOf } from './endpoints.ts';
export { AllocationError } from './errors.ts';
export {
  createdPorts,
  needsNodePorts,
  type PortsOrFault,
  updatedPorts,
} from './node-ports.ts';
export { type Operation, startOperation } from './operation.ts';
export {
  CLUSTER_IP_RANGE,
  createServiceAddresses,
  type ServiceAddresses,
} from './service-addresses.ts';
export { MAX_ENDPOINTS, reconciledSlices, type SliceChanges } from './slices.ts';
export type * from './types.ts';
