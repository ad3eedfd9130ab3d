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
import { isParted } from './respond.ts';
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
  answer: ApiResponse,
): Promise<void> {
  const { response } = request;
  if (response.destroyed) return;
  const { code, stream } = answer;
  if (stream !== undefined) {
    response.writeHead(code, headOf(answer));
    return writeStream(request, stream);
  }
  const parts = isParted(answer) ? answer.parts : [answer.body ?? ''];
  let bytes = 0;
  for (const part of parts) bytes += Buffer.byteLength(part);
  if (bytes > GZIP_FROM_BYTES && request.takesGzip)
    return writePacked(response, answer, await packed(answer.body ?? '', LEVEL));
  response.writeHead(code, [...headOf(answer), 'content-length', bytes]);
  if (request.method === 'HEAD') response.end();
  else writeParts(response, parts);
}

/** One after the other, and to the socket all at once. */
function writeParts(
  response: ServerResponse,
  parts: readonly (Uint8Array | string)[],
): void {
  const last = parts.length - 1;
  if (last > 0) response.cork();
  for (let i = 0; i < last; i++) response.write(parts[i]);
  response.end(parts[last]);
}

const LEVEL = { level: GZIP_LEVEL };

function writePacked(
  response: ServerResponse,
  answer: ApiResponse,
  body: Buffer,
): void {
  const { vary, ...headers } = answer.headers;
  response.writeHead(answer.code, [
    ...headOf({ ...answer, headers }),
    ...['content-encoding', 'gzip', 'content-length', body.length],
    'vary',
    vary === undefined ? 'Accept-Encoding' : `${vary}, Accept-Encoding`,
  ]);
  response.end(body);
}

/** Names and values in turn: what Node would make of an object. */
function headOf({ headers }: ApiResponse): (string | number)[] {
  const head: (string | number)[] = [];
  if (headers['cache-control'] === undefined) head.push(...CACHE_CONTROL);
  for (const name in headers) head.push(name, headers[name] ?? '');
  return head;
}

const CACHE_CONTROL = ['cache-control', 'no-cache, private'];

async function writeStream(
  { response, signal }: WireRequest,
  stream: AsyncIterable<Uint8Array | string>,
): Promise<void> {
  // kubectl's informers wait for the head before they wait for an event.
  response.flushHeaders();
  // The chunks are ours: one event is one buffer, for all who are sent it.
  const isChunked = response.chunkedEncoding;
  response.chunkedEncoding = false;
  try {
    for await (const part of stream) {
      if (response.destroyed) break;
      if (part.length === 0) continue;
      const bytes = isChunked ? chunkOf(part) : part;
      if (!response.write(bytes)) await once(response, 'drain', { signal });
    }
  } catch (error) {
    // Gone while we waited for it to read.
    if (!signal?.aborted) throw error;
  }
  response.end(isChunked ? LAST_CHUNK : undefined);
}

const CHUNKS = new WeakMap<Uint8Array, Buffer>();
const LAST_CHUNK = '0\r\n\r\n';

/** A part as a chunk of RFC 9112, 7.1. What many are sent is written once. */
function chunkOf(part: Uint8Array | string): Buffer {
  if (typeof part === 'string') return framed(Buffer.from(part));
  const known = CHUNKS.get(part);
  if (known !== undefined) return known;
  const chunk = framed(part);
  CHUNKS.set(part, chunk);
  return chunk;
}

function framed(bytes: Uint8Array): Buffer {
  const size = Buffer.from(`${bytes.length.toString(16)}\r\n`);
  return Buffer.concat([size, bytes, CRLF]);
}

const CRLF = Buffer.from('\r\n');

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
