// What is answered where a patch is refused. Chapter 11.
// Engine room: not told line by line.

import {
  badRequest,
  requestEntityTooLarge,
  type StatusError,
  statusError,
  unsupportedMediaType,
} from '#objects';
import { PatchError } from './errors.ts';

/** Of a kind whose fields no table knows: a custom one has no strategic patch. */
export function unsupported(): PatchError {
  const types = ['json-patch+json', 'merge-patch+json', 'apply-patch+yaml'];
  const accepted = types.map((type) => `application/${type}`).join(', ');
  return new PatchError(
    `the body of the request was in an unknown format - accepted media types include: ${accepted}`,
    415,
  );
}

/**
 * A patch's fault as the server answers it. Of a patch that was read but can't be
 * applied it says no more than that: apimachinery 0.36, pkg/api/errors
 * (NewGenericServerResponse).
 */
export function refused({ code, message }: PatchError): StatusError {
  switch (code) {
    case 400:
      return badRequest(message);
    case 413:
      return requestEntityTooLarge(message);
    case 415:
      return unsupportedMediaType(message);
    case 422: {
      const says = 'the server rejected our request due to an error in our request';
      return statusError({ code, reason: 'Invalid', message: says, details: {} });
    }
    default:
      return statusError({ code, reason: '', message });
  }
}
