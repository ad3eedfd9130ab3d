// What the API server answers when it refuses: a Status, an object like any other. The
// texts are those of apimachinery's pkg/api/errors in 1.36. Chapter 08.
// Engine room: not told line by line.

import { aggregate, bodyOf, type FieldError } from './field-error.ts';
import { quoted } from './quoted.ts';
import type { GroupResource } from './types.ts';

/** What went wrong, for people in `message` and for programs in `reason`. */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  /** Empty, but for a list's that is too old: where it can go on all the same. */
  readonly metadata: { readonly continue?: string };
  readonly status: 'Failure';
  readonly message: string;
  /** One word: NotFound, AlreadyExists, Conflict, Invalid. */
  readonly reason: string;
  readonly details?: StatusDetails;
  /** The HTTP status of the answer. */
  readonly code: number;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  /** Of most reasons the resource, of Invalid the kind. */
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

export interface StatusCause {
  readonly reason?: string;
  readonly message: string;
  readonly field?: string;
}

/** A request that the API server refuses. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly status: Status;

  constructor(status: Status) {
    super(status.message);
    this.status = status;
  }
}

/** `deployments.apps`; of the core group, `pods`. */
export function groupResourceText({ group, resource }: GroupResource): string {
  return group === '' ? resource : `${resource}.${group}`;
}

interface Refusal {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly details?: StatusDetails;
}

/** An error of one's own making, in the form of all others. */
export function statusError(refusal: Refusal): StatusError {
  const { code, reason, message, details } = refusal;
  return new StatusError({
    ...{ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' },
    ...{ message, reason },
    ...(details === undefined ? {} : { details }),
    code,
  });
}

/** What is empty is left out, as Go leaves it out. */
function detailsOf(
  { group, resource }: GroupResource,
  name = '',
  more: StatusDetails = {},
): StatusDetails {
  return {
    ...(name === '' ? {} : { name }),
    ...(group === '' ? {} : { group }),
    ...(resource === '' ? {} : { kind: resource }),
    ...more,
  };
}

export function notFound(of: GroupResource, name: string): StatusError {
  const message = `${groupResourceText(of)} ${quoted(name)} not found`;
  const details = detailsOf(of, name);
  return statusError({ code: 404, reason: 'NotFound', message, details });
}

export function alreadyExists(of: GroupResource, name: string): StatusError {
  const message = `${groupResourceText(of)} ${quoted(name)} already exists`;
  const details = detailsOf(of, name);
  return statusError({ code: 409, reason: 'AlreadyExists', message, details });
}

export function conflict(
  of: GroupResource,
  name: string,
  why: string,
): StatusError {
  const what = `${groupResourceText(of)} ${quoted(name)}`;
  const message = `Operation cannot be fulfilled on ${what}: ${why}`;
  const details = detailsOf(of, name);
  return statusError({ code: 409, reason: 'Conflict', message, details });
}

/** No free name was found behind a generateName. */
export function generateNameConflict(
  of: GroupResource,
  name: string,
  retryAfterSeconds: number,
): StatusError {
  const says = 'the server was not able to generate a unique name for the object';
  const what = `${groupResourceText(of)} ${quoted(name)}`;
  const message = `${what} already exists, ${says}`;
  const details = detailsOf(of, name, { retryAfterSeconds });
  return statusError({ code: 409, reason: 'AlreadyExists', message, details });
}

/** Others own the fields that an apply would change: each is a cause. */
export function applyConflict(
  causes: readonly StatusCause[],
  message: string,
): StatusError {
  const details = { causes };
  return statusError({ code: 409, reason: 'Conflict', message, details });
}

export function forbidden(
  of: GroupResource,
  name: string,
  why: string,
): StatusError {
  const resource = groupResourceText(of);
  const what = name === '' ? resource : `${resource} ${quoted(name)}`;
  const message =
    resource === '' ? `forbidden: ${why}` : `${what} is forbidden: ${why}`;
  const details = detailsOf(of, name);
  return statusError({ code: 403, reason: 'Forbidden', message, details });
}

/** An object whose fields are wrong. Each of them is a cause of its own. */
export function invalid(
  of: { readonly group: string; readonly kind: string },
  name: string,
  errors: readonly FieldError[],
): StatusError {
  const kind = { group: of.group, resource: of.kind };
  const what = `${groupResourceText(kind)} ${quoted(name)} is invalid`;
  const message = errors.length === 0 ? what : `${what}: ${aggregate(errors)}`;
  const causes = errors.map((error) => ({
    reason: error.type,
    message: bodyOf(error),
    field: error.field,
  }));
  const details = detailsOf(kind, name, causes.length === 0 ? {} : { causes });
  return statusError({ code: 422, reason: 'Invalid', message, details });
}

export function badRequest(message: string): StatusError {
  return statusError({ code: 400, reason: 'BadRequest', message });
}

export function unauthorized(message = 'not authorized'): StatusError {
  return statusError({ code: 401, reason: 'Unauthorized', message });
}

export function methodNotAllowed(of: GroupResource, action: string): StatusError {
  const kind = quoted(groupResourceText(of));
  const message = `${action} is not supported on resources of kind ${kind}`;
  const details = detailsOf(of);
  return statusError({ code: 405, reason: 'MethodNotAllowed', message, details });
}

/** A resourceVersion, or a continue token, from before the last compaction. */
export function expired(message: string): StatusError {
  return statusError({ code: 410, reason: 'Expired', message });
}

export function tooManyRequests(
  message: string,
  retryAfterSeconds: number,
): StatusError {
  const details = { retryAfterSeconds };
  return statusError({ code: 429, reason: 'TooManyRequests', message, details });
}

export function notAcceptable(message: string): StatusError {
  return statusError({ code: 406, reason: 'NotAcceptable', message });
}

export function requestEntityTooLarge(why: string): StatusError {
  const message = `Request entity too large: ${why}`;
  return statusError({ code: 413, reason: 'RequestEntityTooLarge', message });
}

export function unsupportedMediaType(message: string): StatusError {
  return statusError({ code: 415, reason: 'UnsupportedMediaType', message });
}

/** The operation may go well another time. Its details name it, not the object. */
export function serverTimeout(
  of: GroupResource,
  operation: string,
  retryAfterSeconds: number,
): StatusError {
  const what = `The ${operation} operation against ${groupResourceText(of)}`;
  const message = `${what} could not be completed at this time, please try again.`;
  const details = detailsOf(of, operation, { retryAfterSeconds });
  return statusError({ code: 500, reason: 'ServerTimeout', message, details });
}

export function serviceUnavailable(message: string): StatusError {
  return statusError({ code: 503, reason: 'ServiceUnavailable', message });
}

export function timedOut(why: string, retryAfterSeconds: number): StatusError {
  const message = `Timeout: ${why}`;
  const details = retryAfterSeconds === 0 ? {} : { retryAfterSeconds };
  return statusError({ code: 504, reason: 'Timeout', message, details });
}

export function internalError(why: string): StatusError {
  const message = `Internal error occurred: ${why}`;
  const details = { causes: [{ message: why }] };
  return statusError({ code: 500, reason: 'InternalError', message, details });
}
