// The words of our API and those of etcd's gRPC messages, one way and the other, where
// they are not the same: enums are numbers there, and a txn's requests and answers lie
// in a field named after their kind. What etcd leaves at nothing is absent in ours.

import type { RangeRequest, SortOrder, SortTarget } from '#store';
import type { Compare, RequestOp, ResponseOp, TxnOutcome, TxnRequest } from '#txn';
import type { WatchCreateRequest, WatchEvent, WatchResponse } from '#watch';

const SORT_ORDERS = {
  NONE: 0,
  ASCEND: 1,
  DESCEND: 2,
} satisfies Record<SortOrder, number>;
const SORT_TARGETS = {
  KEY: 0,
  VERSION: 1,
  CREATE: 2,
  MOD: 3,
  VALUE: 4,
} satisfies Record<SortTarget, number>;
const RESULTS = {
  EQUAL: 0,
  GREATER: 1,
  LESS: 2,
  NOT_EQUAL: 3,
} satisfies Record<Compare['result'], number>;
const TARGETS = {
  VERSION: 0,
  CREATE: 1,
  MOD: 2,
  VALUE: 3,
  LEASE: 4,
} satisfies Record<Compare['target'], number>;
const TYPES = { Put: 'PUT', Delete: 'DELETE' } as const;
const FILTERS = { NOPUT: 0, NODELETE: 1 };

export function rangeToWire(request: RangeRequest): object {
  const { sortOrder = 'NONE', sortTarget = 'KEY' } = request;
  return {
    ...request,
    sortOrder: SORT_ORDERS[sortOrder],
    sortTarget: SORT_TARGETS[sortTarget],
  };
}

export function txnToWire(request: TxnRequest): object {
  const { compare = [], success = [], failure = [] } = request;
  return {
    compare: compare.map((question) => ({
      ...question,
      result: RESULTS[question.result],
      target: TARGETS[question.target],
    })),
    success: success.map(opToWire),
    failure: failure.map(opToWire),
  };
}

function opToWire(op: RequestOp): object {
  if ('put' in op) return { requestPut: op.put };
  if ('range' in op) return { requestRange: rangeToWire(op.range) };
  if ('deleteRange' in op) return { requestDeleteRange: op.deleteRange };
  return { requestTxn: txnToWire(op.txn) };
}

/** A txn's answer as etcd sends it, names in camelCase. */
export interface WireTxn {
  readonly revision: number;
  readonly succeeded: boolean;
  readonly responses: readonly Readonly<Record<string, object>>[];
}

/** Without the revision: a txn inside another has none of its own. */
export function txnFromWire({ succeeded, responses }: WireTxn): TxnOutcome {
  return { succeeded, responses: responses.map(opFromWire) };
}

function opFromWire(response: Readonly<Record<string, object>>): ResponseOp {
  const { responseRange, responsePut, responseDeleteRange, responseTxn } = response;
  const op =
    (responseRange && { range: responseRange }) ??
    (responsePut && { put: responsePut }) ??
    (responseDeleteRange && { deleteRange: responseDeleteRange }) ??
    (responseTxn && { txn: txnFromWire(responseTxn as WireTxn) });
  if (op !== undefined) return op as ResponseOp;
  throw new Error(`etcd's txn answered ${JSON.stringify(response)}`);
}

export function watchToWire({
  filters = [],
  ...request
}: WatchCreateRequest): object {
  return { ...request, filters: filters.map((filter) => FILTERS[filter]) };
}

/** A response of etcd's watch stream. Its other fields are those of ours. */
export interface WireWatchResponse {
  readonly watchId: number;
  readonly revision: number;
  readonly events: readonly (Omit<WatchEvent, 'type'> & {
    /** As the etcd3 client's copy of the proto spells it. */
    readonly type: 'Put' | 'Delete';
  })[];
  readonly created: boolean;
  readonly canceled: boolean;
  readonly cancelReason: string;
  readonly compactRevision: number;
}

export function watchFromWire(response: WireWatchResponse): WatchResponse {
  const { watchId, revision, events } = response;
  const { created, canceled, cancelReason, compactRevision } = response;
  return {
    watchId,
    revision,
    events: events.map((event) => ({ ...event, type: TYPES[event.type] })),
    ...(created && { created }),
    ...(canceled && { canceled }),
    ...(cancelReason !== '' && { cancelReason }),
    ...(compactRevision !== 0 && { compactRevision }),
  };
}
