// The words of etcd's lease API as types: those of rpc.proto, in camelCase, and the
// bounds of a lease's time. Left out: the header of answers (chapter 07). Chapter 04.

import type { Key, PutRequest } from '#store';
import type { Millis } from '#world';

//#region lessor
/** Owns the leases: etcd's name for the part that grants, renews and ends them. */
export interface Lessor {
  /**
   * Makes a lease. @throws EtcdError, asked in this order:
   * OutOfRange "too large lease TTL", FailedPrecondition "lease already exists"
   */
  grant(request: LeaseGrantRequest): LeaseGrantResponse;
  /** Gives a lease all of its seconds anew, and says how many; 0: no such lease. */
  keepAlive(id: number): number;
  /**
   * Ends a lease now, and its keys with it. If the store refuses to delete them, as
   * it does inside a step, the lease stays as it was.
   * @throws EtcdError NotFound "requested lease not found"
   */
  revoke(id: number): void;
  timeToLive(id: number, options?: { keys?: boolean }): LeaseTimeToLiveResponse;
  /** The ids of all leases, the one that ends soonest first. */
  leases(): readonly number[];
  /** Objects to a put on no such lease. @throws EtcdError as `revoke` */
  admit(put: PutRequest): void;
  /** All leases, for a lessor that comes after this one. */
  snapshot(): readonly SavedLease[];
  /** Lets go of clock and store. No lease ends any more. */
  close(): void;
}
//#endregion

//#region grant
export interface LeaseGrantRequest {
  /** Whole seconds to live unless it is kept alive; raised if they are too few. */
  readonly ttl: number;
  /** Any but 0. Absent or 0: the lessor chooses one. */
  readonly id?: number;
}

export interface LeaseGrantResponse {
  readonly id: number;
  /** The seconds that it really has: at least MIN_LEASE_TTL. */
  readonly ttl: number;
}
//#endregion

//#region bounds
/**
 * The shortest life of a lease, in seconds. etcd derives it: 1.5 election timeouts
 * (--election-timeout, 1,000 ms), rounded up (server/etcdserver/server.go).
 */
export const MIN_LEASE_TTL: number = 2;

/** The longest, in seconds: 285 years. etcd: MaxLeaseTTL (lease/lessor.go). */
export const MAX_LEASE_TTL: number = 9_000_000_000;
//#endregion

//#region time-to-live
export interface LeaseTimeToLiveResponse {
  readonly id: number;
  /** Whole seconds left, rounded down; -1 if there is no such lease. */
  readonly ttl: number;
  /** The seconds that a keep-alive gives it; 0 if there is no such lease. */
  readonly grantedTtl: number;
  /** The keys that hang on it, in key order; only if they were asked for. */
  readonly keys?: readonly Key[];
}
//#endregion

//#region saved
/** A lease as it is kept over a restart. */
export interface SavedLease {
  readonly id: number;
  readonly ttl: number;
  /** What was left of its time, 0 too; absent: it begins anew with all of it. */
  readonly left?: Millis;
}
//#endregion
