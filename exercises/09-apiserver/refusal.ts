// A Status as an answer.
// Engine room: not told line by line. Chapter 09.

import type { Status } from '#objects';
import type { ApiResponse } from './types.ts';

/** A refusal as an answer. Those who may come again are told when. */
export function answerOf(
  status: Status,
  more: Readonly<Record<string, string>> = {},
): ApiResponse {
  const seconds = status.details?.retryAfterSeconds;
  const retry = seconds === undefined ? {} : { 'retry-after': String(seconds) };
  const headers = { 'content-type': 'application/json', ...retry, ...more };
  return { code: status.code, headers, body: `${JSON.stringify(status)}\n` };
}
