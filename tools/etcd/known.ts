// The differences of chapters/differences.ts that a drawn request would show: it becomes one
// that does not. Each is shown once, in a test of its chapter.

import type { RangeRequest } from '#store';
import type { RequestOp, TxnRequest } from '#txn';
import { type Avoided, DIFFERENCES } from '../../chapters/differences.ts';
import type { WholeOp } from './whole-op.ts';

type Same = (op: WholeOp) => WholeOp;

const SAME: Readonly<Record<Avoided, Same>> = {
  'limit-before-sort': (drawn) => eachRange(drawn, orderBeforeLimit, true),
  'negative-revision': (drawn) => eachRange(drawn, nowBelowNothing, false),
  'deleted-before-kept': withEnds,
};

/** The request, or one like it that ours and etcd answer alike. */
export function sameForBoth(drawn: WholeOp): WholeOp {
  let op = drawn;
  for (const { avoid } of DIFFERENCES)
    if (avoid !== undefined) op = SAME[avoid](op);
  return op;
}

function orderBeforeLimit(range: RangeRequest): RangeRequest {
  const { sortOrder = 'NONE', sortTarget = 'KEY', limit } = range;
  if (sortOrder !== 'NONE' || sortTarget === 'KEY' || !limit) return range;
  return { ...range, sortOrder: 'ASCEND' };
}

function nowBelowNothing(range: RangeRequest): RangeRequest {
  return (range.revision ?? 0) < 0 ? { ...range, revision: 0 } : range;
}

function withEnds(drawn: WholeOp): WholeOp {
  if (drawn.op !== 'txn') return drawn;
  const text = JSON.stringify(drawn.request);
  const isDeadly =
    text.includes('"ignore') && text.includes('"rangeEnd":"\\u0000"');
  return isDeadly ? { ...drawn, request: {} } : drawn;
}

type ChangeRange = (range: RangeRequest) => RangeRequest;

/** Changes every range of a request: those in the branches, and its own if `outside`. */
function eachRange(drawn: WholeOp, change: ChangeRange, outside: boolean): WholeOp {
  if (drawn.op === 'txn')
    return { ...drawn, request: inTxn(drawn.request, change) };
  if (drawn.op !== 'range' || !outside) return drawn;
  return { ...drawn, request: change(drawn.request) };
}

function inTxn(request: TxnRequest, change: ChangeRange): TxnRequest {
  const { success = [], failure = [] } = request;
  const changed = (op: RequestOp): RequestOp => {
    if ('range' in op) return { range: change(op.range) };
    return 'txn' in op ? { txn: inTxn(op.txn, change) } : op;
  };
  return {
    ...request,
    success: success.map(changed),
    failure: failure.map(changed),
  };
}
