// Answers: a body as JSON, and a refusal as a Status.
// Engine room: not told line by line. Chapter 09.

import { badRequest, internalError, StatusError } from '#objects';
import { EtcdError } from '#store';
import { NotWritten } from '#world';
import { joined } from './kept-list.ts';
import { saidBy } from './query.ts';
import { answerOf } from './refusal.ts';
import type { ApiResponse } from './types.ts';

const HEADERS = { 'content-type': 'application/json' };

/** What is sent: in parts, if it is long and was written in parts. */
export type Body = Uint8Array | string | readonly Uint8Array[];

/** An answer that a door may write part by part, without a copy of all of it. */
export interface PartedResponse extends ApiResponse {
  readonly parts: readonly Uint8Array[];
}

export function isParted(response: ApiResponse): response is PartedResponse {
  return 'parts' in response;
}

export function answer(code: number, body?: Body): ApiResponse {
  if (body === undefined) return { code, headers: HEADERS };
  if (typeof body === 'string' || body instanceof Uint8Array)
    return { code, headers: HEADERS, body };
  return parted(code, body);
}

/** Whoever asks for the body gets it, joined once. */
function parted(code: number, parts: readonly Uint8Array[]): PartedResponse {
  let whole: Uint8Array | undefined;
  return {
    code,
    headers: HEADERS,
    parts,
    get body() {
      whole ??= joined(parts);
      return whole;
    },
  };
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
