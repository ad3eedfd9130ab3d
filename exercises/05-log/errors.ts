// What a log refuses with. Each says which file, where in it, what was found, and what can
// be done. Chapter 05.
// Engine room: not told line by line.

export type LogErrorCode =
  /** What was durable once is not there, or not as it was written. */
  | 'DAMAGED'
  /** Written by a program that knows more than this one. */
  | 'NEWER_VERSION'
  /** Another process owns the folder. */
  | 'LOCKED'
  /** No room for another segment. Writes go on once there is some. */
  | 'NO_SPACE'
  /** The disk failed; whether the last writes are on it, nobody knows. */
  | 'FAILED'
  /** The request is larger than a record may be. */
  | 'TOO_LARGE'
  | 'CLOSED';

export class LogError extends Error {
  override readonly name = 'LogError';
  readonly code: LogErrorCode;

  constructor(code: LogErrorCode, text: string, options?: ErrorOptions) {
    super(`log: ${text}`, options);
    this.code = code;
  }
}

/** Where what was written once is not as it was written. */
export function damaged(file: string, offset: number, what: string): LogError {
  const then = 'nothing was changed; restore the folder from a copy';
  return new LogError('DAMAGED', `${file} at byte ${offset}: ${what}; ${then}`);
}

/** What the log says once the disk has failed it. */
export function failed(file: string, error: unknown): LogError {
  const why = error instanceof Error ? error.message : String(error);
  const then =
    'what was not acknowledged may be there or not; nothing more is written; ' +
    'mend the disk and open the log again';
  return new LogError('FAILED', `${file}: ${why}; ${then}`, { cause: error });
}
