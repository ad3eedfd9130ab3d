// The server's requests to itself, in process: as system:apiserver, whom no gate stops.
// Chapter 10.
// Engine room: not told line by line.

import type { ApiResponse, Handler, UserInfo } from '#apiserver';
import type { KubeObject } from '#objects';
import { LOOPBACK } from './identity.ts';

export interface LoopbackAnswer {
  readonly code: number;
  readonly body: unknown;
}

export interface Loopback {
  /** undefined if it isn't there, or can't be: 404, or 400. @throws Error if refused else */
  get(url: string): Promise<KubeObject | undefined>;
  send(method: string, url: string, body?: unknown): Promise<LoopbackAnswer>;
  watch(url: string, signal: AbortSignal): Promise<ApiResponse>;
}

export function createLoopback(
  handle: Handler,
  user: UserInfo = LOOPBACK,
): Loopback {
  const headers = { 'content-type': 'application/json' };
  const send = async (
    method: string,
    url: string,
    body?: unknown,
  ): Promise<LoopbackAnswer> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    // We know what we write: no field of it is unknown.
    const sure = body === undefined ? url : `${url}?fieldValidation=Ignore`;
    const answer = await handle({ method, url: sure, headers, user, ...sent });
    return { code: answer.code, body: parsed(answer.body) };
  };
  return {
    send,
    async get(url) {
      const { code, body } = await send('GET', url);
      // 400: a name that no object can have.
      if (code === 404 || code === 400) return undefined;
      if (code !== 200) throw new Error(`GET ${url}: expected 200, found ${code}`);
      return asObject(body);
    },
    watch: (url, signal) => handle({ method: 'GET', url, headers, user, signal }),
  };
}

export function parsed(body: Uint8Array | string = ''): unknown {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  return text === '' ? undefined : JSON.parse(text);
}

/** What the server itself has answered is an object of the kind that was asked for. */
export const asObject = (body: unknown): KubeObject => body as KubeObject;
