// The differences of chapters/differences.ts that a drawn request would show: it becomes one
// that does not. Each is shown once, in a test of its chapter.

import type { RangeRequest } from '#store';
import type { RequestOp, TxnRequest } from '#txn';
import { type Avoided, DIFFERENCES } from '../../chapters/differences.ts';
import type { WholeOp } from './whole-op.ts';

type Same = (op: WholeOp) => WholeOp;

const SAME: Readonly<Record<Avoided, Same>> = {
  'negative-revision': (drawn) => inBranches(drawn, nowBelowNothing),
  'deleted-before-kept': withEnds,
};

/** The request, or one like it that ours and etcd answer alike. */
export function sameForBoth(drawn: WholeOp): WholeOp {
  let op = drawn;
  for (const { avoid } of DIFFERENCES)
    if (avoid !== undefined) op = SAME[avoid](op);
  return op;
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

/** Changes every range in the branches of a transaction. */
function inBranches(drawn: WholeOp, change: ChangeRange): WholeOp {
  if (drawn.op !== 'txn') return drawn;
  return { ...drawn, request: inTxn(drawn.request, change) };
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
