// #lease: keys that live only as long as somebody says so. Chapter 04.

export { Attachments } from './attachments.ts';
export { Deadlines } from './deadlines.ts';
export { createLessor, leased } from './lessor.ts';
export {
  type LeaseGrantRequest,
  type LeaseGrantResponse,
  type LeaseTimeToLiveResponse,
  type Lessor,
  MAX_LEASE_TTL,
  MIN_LEASE_TTL,
  type SavedLease,
} from './types.ts';
