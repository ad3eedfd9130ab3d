// What is said of a revision that is not there yet, or no longer.
// Engine room: not told line by line. Chapter 09.

import { expired, StatusError, statusError } from '#objects';
import { EtcdError, type Key, type Revision } from '#store';
import { type Token, writeToken } from './continue.ts';

/** A client that knows more than this store has come too early. */
export function checkKnown(known: Revision, revision: Revision): void {
  if (known > revision) throw tooLarge(known, revision);
}

function tooLarge(known: Revision, current: Revision): StatusError {
  const causes = [
    { reason: 'ResourceVersionTooLarge', message: 'Too large resource version' },
  ];
  return statusError({
    ...{ code: 504, reason: 'Timeout' },
    message: `Timeout: Too large resource version: ${known}, current: ${current}`,
    details: { causes, retryAfterSeconds: 1 },
  });
}

const LIST_EXPIRED = 'The resourceVersion for the provided list is too old.';
const TOKEN_EXPIRED =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

/** What the store says of its past, in the words of the API. */
export function listError(
  error: unknown,
  token: Token | undefined,
  prefix: Key,
): unknown {
  if (!(error instanceof EtcdError) || error.code !== 'OutOfRange') return error;
  if (token === undefined) return expired(LIST_EXPIRED);
  const { status } = expired(TOKEN_EXPIRED);
  const metadata = {
    continue: writeToken({ key: token.key, revision: -1 }, prefix),
  };
  return new StatusError({ ...status, metadata });
}
