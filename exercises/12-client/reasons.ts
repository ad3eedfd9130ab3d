// Why a list or a watch was refused. Chapter 12. Engine room: not told line by line.

import { StatusError } from '#objects';

/** Whether the server's past does not reach back so far, or it is not there yet. */
export function isOutOfReach(error: unknown): boolean {
  if (!(error instanceof StatusError)) return false;
  const { code, reason, details } = error.status;
  const causes = details?.causes ?? [];
  const isTooLarge = causes.some((one) => one.reason === 'ResourceVersionTooLarge');
  return code === 410 || reason === 'Expired' || reason === 'Gone' || isTooLarge;
}

/** Whether the server has said: later. */
export function isTooManyRequests({ status }: StatusError): boolean {
  return status.reason === 'TooManyRequests';
}
