// What is asked of all of chapters 01 to 04 put together, and how two sides' answers are
// made comparable where time, or the comparing itself, would come between.

import type {
  DeleteRangeRequest,
  PutRequest,
  RangeRequest,
  Revision,
} from '#store';
import type { TxnRequest } from '#txn';
import type { WatchCreateRequest, WatchResponse } from '#watch';

export interface Requests {
  readonly put: PutRequest;
  readonly range: RangeRequest;
  readonly deleteRange: DeleteRangeRequest;
  readonly txn: TxnRequest;
  readonly compact: { readonly revision: Revision };
  readonly leaseGrant: { readonly id: number; readonly ttl: number };
  readonly leaseRevoke: { readonly id: number };
  readonly timeToLive: { readonly id: number; readonly keys: boolean };
  readonly keepAlive: { readonly id: number };
  readonly leases: Record<never, never>;
  readonly watch: WatchCreateRequest;
  readonly cancel: { readonly watchId: number };
}

/** Where each request is answered. */
export type Doors<Answer> = {
  readonly [Name in keyof Requests]: (request: Requests[Name]) => Answer;
};

/** A request, and the door that it goes to. */
export type WholeOp = {
  readonly [Name in keyof Requests]: {
    readonly op: Name;
    readonly request: Requests[Name];
  };
}[keyof Requests];

/** A key that no program names. */
export const MARKER = '~marker';

/**
 * Watches of ranges see the marker like any other key, and the last time that it is put
 * perhaps after the watch of the marker does.
 */
export function withoutMarker(response: WatchResponse): WatchResponse {
  const events = response.events.filter(({ kv }) => kv.key !== MARKER);
  return { ...response, events };
}

/** A real second takes one: what is left of a lease, to the minute. */
export function about<T extends { readonly ttl: number }>(answer: T): T {
  const { ttl } = answer;
  return { ...answer, ttl: ttl < 0 ? ttl : Math.ceil(ttl / 60) * 60 };
}
