// A transaction as etcd's API has it: questions, and two lists of requests. Field for
// field those of etcd's rpc.proto, in camelCase. Left out: an answer's cluster, member
// and raft term (chapter 07). Chapter 02.

import type {
  Bytes,
  DeleteRangeRequest,
  DeleteRangeResponse,
  Key,
  PutRequest,
  PutResponse,
  RangeRequest,
  RangeResponse,
  Revision,
} from '#store';

export type CompareResult = 'EQUAL' | 'NOT_EQUAL' | 'GREATER' | 'LESS';

/** A question with yes or no for an answer: does what is found stand so to this? */
export type Compare = {
  readonly key: Key;
  /** As in a range. With it the question is put to every key between. */
  readonly rangeEnd?: Key;
  readonly result: CompareResult;
} & (
  | { readonly target: 'VERSION'; readonly version: number }
  | { readonly target: 'CREATE'; readonly createRevision: Revision }
  | { readonly target: 'MOD'; readonly modRevision: Revision }
  | { readonly target: 'LEASE'; readonly lease: number }
  | { readonly target: 'VALUE'; readonly value: Bytes }
);

/** If every compare holds then `success`, else `failure`. Absent is empty. */
export interface TxnRequest {
  readonly compare?: readonly Compare[];
  readonly success?: readonly RequestOp[];
  readonly failure?: readonly RequestOp[];
}

export type RequestOp =
  | { readonly range: RangeRequest }
  | { readonly put: PutRequest }
  | { readonly deleteRange: DeleteRangeRequest }
  | { readonly txn: TxnRequest };

/** What a txn did: which branch, and an answer to each of its requests. */
export interface TxnOutcome {
  readonly succeeded: boolean;
  readonly responses: readonly ResponseOp[];
}

export interface TxnResponse extends TxnOutcome {
  /** The store's, after the txn: one more, or the same if it wrote nothing. */
  readonly revision: Revision;
}

export type ResponseOp =
  | { readonly range: RangeResponse }
  | { readonly put: PutResponse }
  | { readonly deleteRange: DeleteRangeResponse }
  | { readonly txn: TxnOutcome };
