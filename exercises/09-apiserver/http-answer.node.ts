// An answer of ours, written to a socket: whole, gzipped where that pays, or as a stream
// whose head goes out at once and which waits for a client that reads slowly.
// Engine room: not told line by line. Chapter 09.

import { once } from 'node:events';
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { statusError } from '#objects';
import type { WireRequest } from './http-request.node.ts';
import type { ApiResponse } from './types.ts';

/** apiserver's pkg/endpoints/handlers/responsewriters/writers.go: above, it pays. */
export const GZIP_FROM_BYTES: number = 128 * 1024;
/** The same file: the fastest. */
const GZIP_LEVEL = 1;
const JSON_TYPE = 'application/json';

const packed = promisify(gzip);

/** Resolves when all of it is handed to the socket, or the client has gone. */
export async function writeAnswer(
  request: WireRequest,
  { code, headers, body = '', stream }: ApiResponse,
): Promise<void> {
  const { response } = request;
  if (response.destroyed) return;
  const all = { 'cache-control': 'no-cache, private', ...headers };
  if (stream !== undefined) {
    response.writeHead(code, all);
    return writeStream(request, stream);
  }
  const bytes = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  if (bytes > GZIP_FROM_BYTES && request.takesGzip)
    return writePacked(response, code, all, await packed(body, LEVEL));
  response.writeHead(code, { ...all, 'content-length': bytes });
  response.end(request.method === 'HEAD' ? undefined : body);
}

const LEVEL = { level: GZIP_LEVEL };

function writePacked(
  response: ServerResponse,
  code: number,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): void {
  const { vary } = headers;
  response.writeHead(code, {
    ...headers,
    'content-encoding': 'gzip',
    vary: vary === undefined ? 'Accept-Encoding' : `${vary}, Accept-Encoding`,
    'content-length': body.length,
  });
  response.end(body);
}

async function writeStream(
  { response, signal }: WireRequest,
  stream: AsyncIterable<Uint8Array | string>,
): Promise<void> {
  // kubectl's informers wait for the head before they wait for an event.
  response.flushHeaders();
  try {
    for await (const part of stream) {
      if (response.destroyed) break;
      if (!response.write(part)) await once(response, 'drain', { signal });
    }
  } catch (error) {
    // Gone while we waited for it to read.
    if (!signal?.aborted) throw error;
  }
  response.end();
}

/** A Status to a client whose request was none: there is no response to write to. */
export function writeRaw(socket: Duplex, code: number, message: string): void {
  const reason = code === 408 ? 'Timeout' : 'BadRequest';
  const body = `${JSON.stringify(statusError({ code, reason, message }).status)}\n`;
  const head = [
    `HTTP/1.1 ${code} ${STATUS_CODES[code]}`,
    `Content-Type: ${JSON_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
