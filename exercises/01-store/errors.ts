// The errors of the key-value API: etcd's gRPC codes and texts, to the letter, because
// clients match on the text. Chapter 01; later chapters add theirs.

export type ErrorCode =
  | 'InvalidArgument'
  | 'NotFound'
  | 'FailedPrecondition'
  | 'OutOfRange';

/** A request that the store refuses. Nothing was changed. */
export class EtcdError extends Error {
  override readonly name = 'EtcdError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, text: string) {
    super(`etcdserver: ${text}`);
    this.code = code;
  }
}
