// A Handler for a server behind a connection: what the client asks goes out as HTTP/1.1,
// with TLS or without, and what comes back is a body, or of a watch a stream of bytes as
// they come. client-go: rest/client.go and transport. Chapter 12.
// Engine room: not told line by line.

import { once } from 'node:events';
import { Agent, type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestTls, Agent as TlsAgent } from 'node:https';
import type { ApiRequest, ApiResponse, Handler } from '#apiserver';

export interface ConnectOptions {
  /** Where the server is: `https://127.0.0.1:6443`. */
  readonly url: string;
  /** In PEM: whom to believe, and who asks. */
  readonly tls?: {
    readonly ca: string;
    readonly cert?: string;
    readonly key?: string;
  };
  /** Says who asks where no certificate does. */
  readonly token?: string;
}

/** A way to a server. */
export interface Connection {
  /**
   * Rejects if no answer came, unlike one in the same process: the connection was
   * refused or broke, or the signal was aborted. A stream that breaks throws.
   */
  readonly handle: Handler;
  /** Closes the connections that wait for a next request, and then all others. */
  close(): void;
}

/** Connects when the first request is made, and keeps what can be used again. */
export function connect({ url, tls, token }: ConnectOptions): Connection {
  const isTls = url.startsWith('https:');
  const agent = isTls
    ? new TlsAgent({ keepAlive: true, ...tls })
    : new Agent({ keepAlive: true });
  const request = isTls ? requestTls : requestPlain;
  const who = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const handle: Handler = async (asked) => {
    const { method, headers, body, signal } = asked;
    // Said by us: Node says it of no DELETE, and a server would read no body then.
    const length = body === undefined ? {} : { 'content-length': bytesOf(body) };
    const sent = request(new URL(asked.url, url), {
      ...{ agent, method, headers: { ...headers, ...length, ...who } },
      ...(signal === undefined ? {} : { signal }),
    });
    sent.end(body);
    const [answer]: IncomingMessage[] = await once(sent, 'response');
    if (answer === undefined) throw new Error(`client: no answer from ${url}`);
    return responseOf(asked, answer);
  };
  return { handle, close: () => agent.destroy() };
}

function bytesOf(body: Uint8Array | string): number {
  return typeof body === 'string' ? Buffer.byteLength(body) : body.length;
}

async function responseOf(
  { url }: ApiRequest,
  answer: IncomingMessage,
): Promise<ApiResponse> {
  const { statusCode: code = 0 } = answer;
  const headers = headersOf(answer);
  const isWatch = new URLSearchParams(url.split('?')[1]).get('watch') === 'true';
  if (isWatch && code === 200) return { code, headers, stream: answer };
  const parts: Uint8Array[] = [];
  for await (const part of answer) parts.push(part);
  return { code, headers, body: Buffer.concat(parts) };
}

function headersOf({ headers }: IncomingMessage): ApiResponse['headers'] {
  const entries = Object.entries(headers).map(
    ([name, value]) => [name, String(value ?? '')] as const,
  );
  return Object.fromEntries(entries);
}
