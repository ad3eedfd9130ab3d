// What etcd 3.4.23 does and ours does not, on purpose: a drawn request that would show it
// becomes one that does not. Each is told, and shown once, in a test of its chapter.

import type { RangeRequest } from '#store';
import type { RequestOp, TxnRequest } from '#txn';
import type { WholeOp } from './whole-op.ts';

/** Chapter 01: a limit cuts before the sort, if no order is asked for. */
function orderBeforeLimit(range: RangeRequest): RangeRequest {
  const { sortOrder = 'NONE', sortTarget = 'KEY', limit } = range;
  if (sortOrder !== 'NONE' || sortTarget === 'KEY' || !limit) return range;
  return { ...range, sortOrder: 'ASCEND' };
}

/** Chapter 02: a revision below 0 is one that was compacted, in a txn alone. */
function nowBelowNothing(range: RangeRequest): RangeRequest {
  return (range.revision ?? 0) < 0 ? { ...range, revision: 0 } : range;
}

/** Chapter 02: a delete without an end before a put that needs its key ends etcd. */
function withEnds(request: TxnRequest): TxnRequest {
  const text = JSON.stringify(request);
  const isDeadly =
    text.includes('"ignore') && text.includes('"rangeEnd":"\\u0000"');
  return isDeadly ? {} : request;
}

function sameInTxn(request: TxnRequest): TxnRequest {
  const { success = [], failure = [] } = request;
  return {
    ...request,
    success: success.map(sameOp),
    failure: failure.map(sameOp),
  };
}

function sameOp(op: RequestOp): RequestOp {
  if ('range' in op) return { range: orderBeforeLimit(nowBelowNothing(op.range)) };
  if ('txn' in op) return { txn: sameInTxn(op.txn) };
  return op;
}

/** The request, or one like it that ours and etcd answer alike. */
export function sameForBoth(drawn: WholeOp): WholeOp {
  if (drawn.op === 'range')
    return { op: 'range', request: orderBeforeLimit(drawn.request) };
  if (drawn.op === 'txn')
    return { op: 'txn', request: sameInTxn(withEnds(drawn.request)) };
  return drawn;
}
