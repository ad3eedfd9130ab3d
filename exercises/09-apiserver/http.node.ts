// The API server on a socket: HTTP/1.1, with TLS or without. It reads a request whole, has
// the handler answer it, and writes the answer, or a stream as it comes. What the handler
// never sees is refused here: too many at once, too large, too slow, no HTTP at all.
// Engine room: not told line by line. Chapter 09.

import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { tooManyRequests } from '#objects';
import { writeAnswer, writeRaw } from './http-answer.node.ts';
import { readRequest, type WireRequest } from './http-request.node.ts';
import { answerOf } from './refusal.ts';
import type { ApiResponse, Handler, UserInfo } from './types.ts';

/** kube-apiserver --max-requests-inflight: those that read. Streams do not count. */
export const MAX_READING = 400;
/** kube-apiserver --max-mutating-requests-inflight. */
export const MAX_MUTATING = 200;
/** apiserver's pkg/server/secure_serving.go: the head of a request must be there by then. */
const HEAD_LIMIT_MS = 32_000;
/** Its body too: as the real server's --request-timeout. */
const REQUEST_LIMIT_MS = 60_000;
/** The same file: how long an idle connection is kept. */
const IDLE_LIMIT_MS = 90_000;

export interface ServeOptions {
  readonly handle: Handler;
  /** 0 picks a free one. */
  readonly port: number;
  /** The loopback interface if absent. */
  readonly host?: string;
  /** In PEM. With `ca`, a client's certificate that it signed says who asks. */
  readonly tls?: {
    readonly key: string;
    readonly cert: string;
    readonly ca: string;
  };
  /** Who asks where no certificate says it. */
  readonly user?: UserInfo;
  readonly maxReading?: number;
  readonly maxMutating?: number;
  /** What a handler threw that should have answered. */
  readonly onError?: (error: unknown) => void;
}

export interface Served {
  readonly port: number;
  readonly url: string;
  /** Requests that the handler has not answered yet. */
  readonly inFlight: { readonly reading: number; readonly mutating: number };
  /** Streams that are open. */
  readonly streams: number;
  /** Ends streams, lets answers go out, and closes every connection. */
  close(): Promise<void>;
}

/** Listens, and resolves once it does. @throws Error if the port can not be had */
export async function serve(options: ServeOptions): Promise<Served> {
  const { port, host = '127.0.0.1', tls } = options;
  const door = new Door(options);
  const listener: RequestListener = (request, response) => {
    const wire = readRequest(request, response, options.user);
    door.pass(wire).catch((error) => {
      options.onError?.(error);
      response.destroy();
    });
  };
  const server = tls
    ? createTlsServer(
        { ...tls, requestCert: true, rejectUnauthorized: false },
        listener,
      )
    : createServer(listener);
  tune(server);
  server.listen(port, host);
  await once(server, 'listening');
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    url: `${tls ? 'https' : 'http'}://${host}:${bound}`,
    inFlight: door.inFlight,
    get streams() {
      return door.streams;
    },
    close: async () => {
      door.close();
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await door.empty();
      server.closeAllConnections();
      await closed;
    },
  };
}

function tune(server: Server): void {
  server.headersTimeout = HEAD_LIMIT_MS;
  server.requestTimeout = REQUEST_LIMIT_MS;
  server.keepAliveTimeout = IDLE_LIMIT_MS;
  server.on('clientError', refuseRaw);
}

const RAW: Readonly<Record<string, readonly [number, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'the header of the request is too large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request did not arrive in time'],
};

/** What came is no HTTP: a Status all the same, if anyone is there to read it. */
function refuseRaw(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [code, message] = RAW[error.code ?? ''] ?? [400, 'no HTTP request'];
  writeRaw(socket, code, message);
}

/** Lets requests in as long as there are not too many, and knows what is under way. */
class Door {
  readonly inFlight: { reading: number; mutating: number } = {
    reading: 0,
    mutating: 0,
  };
  streams = 0;
  readonly #options: ServeOptions;
  readonly #open = new Set<WireRequest>();
  #isClosed = false;
  #onEmpty: () => void = () => undefined;

  constructor(options: ServeOptions) {
    this.#options = options;
  }

  async pass(wire: WireRequest): Promise<void> {
    this.#open.add(wire);
    try {
      await this.#answer(wire);
    } finally {
      this.#open.delete(wire);
      if (this.#open.size === 0) this.#onEmpty();
    }
  }

  async #answer(wire: WireRequest): Promise<void> {
    const answer = await this.#admitted(wire);
    if (answer.stream === undefined) return writeAnswer(wire, answer);
    this.streams += 1;
    try {
      await writeAnswer(wire, answer);
    } finally {
      this.streams -= 1;
    }
  }

  /** The handler's answer. A stream is no longer in flight once it begins. */
  async #admitted(wire: WireRequest): Promise<ApiResponse> {
    const { maxReading = MAX_READING, maxMutating = MAX_MUTATING } = this.#options;
    const lane = isReading(wire.method) ? 'reading' : 'mutating';
    const most = lane === 'reading' ? maxReading : maxMutating;
    if (this.inFlight[lane] >= most || this.#isClosed) return answerOf(BUSY);
    this.inFlight[lane] += 1;
    try {
      const refusal = await wire.read();
      return refusal ?? (await this.#options.handle(wire));
    } finally {
      this.inFlight[lane] -= 1;
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const wire of this.#open) wire.abort();
  }

  async empty(): Promise<void> {
    if (this.#open.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
  }
}

const BUSY = tooManyRequests(
  'Too many requests, please try again later.',
  1,
).status;

function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}
