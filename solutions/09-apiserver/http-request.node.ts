// A request as Node has it, turned into one of ours: the body read whole, who asks read
// from the certificate, and a signal for when the caller has gone.
// Engine room: not told line by line. Chapter 09.

import type {
  IncomingHttpHeaders,
  IncomingMessage,
  ServerResponse,
} from 'node:http';
import { TLSSocket } from 'node:tls';
import { statusError, unauthorized } from '#objects';
import { answerOf } from './refusal.ts';
import type { ApiRequest, ApiResponse, UserInfo } from './types.ts';

/** apiserver's pkg/server/config.go, MaxRequestBodyBytes: 3 MiB. */
export const MAX_BODY_BYTES: number = 3 * 1024 * 1024;

const EVERYONE = 'system:authenticated';
const CREDENTIAL = 'authentication.kubernetes.io/credential-id';

/** A request of ours, with the socket's end of it. */
export interface WireRequest extends ApiRequest {
  readonly response: ServerResponse;
  readonly takesGzip: boolean;
  /** Reads the body. Answers with a refusal if it is too large or broken off. */
  read(): Promise<ApiResponse | undefined>;
  /** As if the caller had gone. */
  abort(): void;
}

export function readRequest(
  incoming: IncomingMessage,
  response: ServerResponse,
  user: UserInfo | undefined,
): WireRequest {
  return new Incoming(incoming, response, user);
}

class Incoming implements WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly response: ServerResponse;
  readonly user?: UserInfo;
  body?: Uint8Array;
  readonly #incoming: IncomingMessage;
  #gone: AbortController | undefined;

  constructor(
    incoming: IncomingMessage,
    response: ServerResponse,
    user: UserInfo | undefined,
  ) {
    this.#incoming = incoming;
    this.response = response;
    this.method = incoming.method ?? 'GET';
    this.url = incoming.url ?? '/';
    this.headers = plain(incoming.headers);
    const who = certified(incoming) ?? user;
    if (who !== undefined) this.user = who;
  }

  get takesGzip(): boolean {
    return this.headers['accept-encoding']?.includes('gzip') ?? false;
  }

  /** Made when it is first asked for: most requests are over before anyone goes. */
  get signal(): AbortSignal {
    if (this.#gone === undefined) {
      const gone = new AbortController();
      this.#gone = gone;
      const { response } = this;
      if (response.destroyed || response.closed) gone.abort();
      else response.once('close', () => gone.abort());
    }
    return this.#gone.signal;
  }

  abort(): void {
    void this.signal;
    this.#gone?.abort();
  }

  async read(): Promise<ApiResponse | undefined> {
    if (isStranger(this.#incoming)) {
      this.#incoming.resume();
      return answerOf(UNAUTHORIZED);
    }
    if (!hasBody(this.headers)) return undefined;
    if (Number(this.headers['content-length']) > MAX_BODY_BYTES)
      return this.#tooLarge();
    const parts: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const part of this.#incoming.iterator({
        destroyOnReturn: false,
      })) {
        bytes += part.length;
        if (bytes > MAX_BODY_BYTES) return this.#tooLarge();
        parts.push(part);
      }
    } catch {
      // The caller is gone, or too slow: nobody reads the answer.
      return answerOf(BROKEN_OFF);
    }
    const [only] = parts;
    this.body =
      only !== undefined && parts.length === 1 ? only : Buffer.concat(parts);
    return undefined;
  }

  /** The rest of the body is read and thrown away, so that the answer can be read. */
  #tooLarge(): ApiResponse {
    this.#incoming.resume();
    return answerOf(TOO_LARGE, { connection: 'close' });
  }
}

const UNAUTHORIZED = unauthorized('Unauthorized').status;

const TOO_LARGE = statusError({
  code: 413,
  reason: 'RequestEntityTooLarge',
  message: `Request entity too large: limit is ${MAX_BODY_BYTES}`,
}).status;

const BROKEN_OFF = statusError({
  code: 400,
  reason: 'BadRequest',
  message: 'the body ended before its end',
}).status;

function hasBody(headers: Readonly<Record<string, string>>): boolean {
  const length = headers['content-length'];
  return length === undefined ? 'transfer-encoding' in headers : length !== '0';
}

/** Node joins what comes twice by a comma, but for set-cookie, which no client sends. */
function plain(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  if (isPlain(headers)) return headers;
  const { 'set-cookie': _, ...rest } = headers;
  return plain(rest);
}

function isPlain(
  headers: IncomingHttpHeaders,
): headers is Readonly<Record<string, string>> {
  return headers['set-cookie'] === undefined;
}

/**
 * CN is the user, each O a group, and which certificate it was stands beside them:
 * apiserver's pkg/authentication/request/x509.
 */
function certified({ socket }: IncomingMessage): UserInfo | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const { subject, fingerprint256 = '' } = socket.getPeerCertificate();
  const { CN, O = [] }: Subject = subject ?? {};
  if (typeof CN !== 'string') return undefined;
  const groups = typeof O === 'string' ? [O] : O;
  const id = `X509SHA256=${fingerprint256.replaceAll(':', '').toLowerCase()}`;
  return { name: CN, groups: [...groups, EVERYONE], extra: { [CREDENTIAL]: [id] } };
}

/** Shows a certificate of another authority, and nothing else: that is not nobody. */
function isStranger({ socket, headers }: IncomingMessage): boolean {
  if (!(socket instanceof TLSSocket) || socket.authorized) return false;
  if (headers.authorization !== undefined) return false;
  return socket.getPeerCertificate().subject !== undefined;
}

interface Subject {
  readonly CN?: string | readonly string[];
  readonly O?: string | readonly string[];
}
