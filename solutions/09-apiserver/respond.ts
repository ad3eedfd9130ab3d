// Answers: a body as JSON, and a refusal as a Status.
// Engine room: not told line by line. Chapter 09.

import { badRequest, internalError, StatusError } from '#objects';
import { EtcdError } from '#store';
import { saidBy } from './query.ts';
import type { ApiResponse } from './types.ts';

const HEADERS = { 'content-type': 'application/json' };

export function answer(code: number, body?: Uint8Array | string): ApiResponse {
  return { code, headers: HEADERS, ...(body === undefined ? {} : { body }) };
}

/** What was thrown as an answer. */
export function refusal(error: unknown): ApiResponse {
  const { status } = statusOf(error);
  const retry = status.details?.retryAfterSeconds;
  const headers =
    retry === undefined ? HEADERS : { ...HEADERS, 'retry-after': String(retry) };
  return { code: status.code, headers, body: JSON.stringify(status) };
}

function statusOf(error: unknown): StatusError {
  if (error instanceof StatusError) return error;
  // Too deep for the stack: a body within a body within a body.
  if (error instanceof RangeError) return badRequest('exceeded max depth');
  if (error instanceof EtcdError) return internalError(error.message);
  return internalError(saidBy(error));
}
