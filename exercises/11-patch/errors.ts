// A patch that can't be read or applied. Chapter 11.
// Engine room: not told line by line.

/**
 * Says in the words of Kubernetes what is wrong; `code` is the HTTP status to
 * answer.
 */
export class PatchError extends Error {
  override readonly name = 'PatchError';
  readonly code: 400 | 413 | 415 | 422 | 500;

  constructor(message: string, code: PatchError['code'] = 422) {
    super(message);
    this.code = code;
  }
}
