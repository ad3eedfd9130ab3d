// Answers: a body as JSON, and a refusal as a Status.
// Engine room: not told line by line. Chapter 09.

import { badRequest, internalError, StatusError } from '#objects';
import { EtcdError } from '#store';
import { NotWritten } from '#world';
import { saidBy } from './query.ts';
import { answerOf } from './refusal.ts';
import type { ApiResponse } from './types.ts';

const HEADERS = { 'content-type': 'application/json' };

export function answer(code: number, body?: Uint8Array | string): ApiResponse {
  return { code, headers: HEADERS, ...(body === undefined ? {} : { body }) };
}

/** What was thrown as an answer. */
export function refusal(error: unknown): ApiResponse {
  // What a reader has still to write is no answer.
  if (error instanceof NotWritten) throw error;
  return answerOf(statusOf(error).status);
}

export function withWarnings(
  response: ApiResponse,
  warnings: readonly string[],
): ApiResponse {
  if (warnings.length === 0) return response;
  const said = [...new Set(warnings)].map(
    (text) => `299 - ${JSON.stringify(text)}`,
  );
  const headers = { ...response.headers, warning: said.join(', ') };
  return { ...response, headers };
}

function statusOf(error: unknown): StatusError {
  if (error instanceof StatusError) return error;
  // Too deep for the stack: a body within a body within a body.
  if (error instanceof RangeError) return badRequest('exceeded max depth');
  if (error instanceof EtcdError) return internalError(error.message);
  return internalError(saidBy(error));
}
