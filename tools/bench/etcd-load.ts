// Puts to a real etcd at the cost of the bytes alone: HTTP/2 frames laid out once and sent
// again and again. A gRPC client written in JavaScript is slower than etcd is, and what it
// measures is itself. One connection a client, one put in flight on each, as h2load does
// it. Only what a put and its answer need of HTTP/2 (RFC 9113) and HPACK (RFC 7541).

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const FRAME = { DATA: 0, HEADERS: 1, SETTINGS: 4, PING: 6, GOAWAY: 7, WINDOW: 8 };
const END_STREAM = 1;
const END_HEADERS = 4;
const ACK = 1;
const HEAD_BYTES = 9;
/** Given back to the peer after so much of it was used. */
const WINDOW_BYTES = 32_768;

function frame(type: number, flags: number, stream: number, body: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUIntBE(body.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, body]);
}

/** A header that no table remembers, so that all requests are the same bytes. */
function header(name: string, value: string): Buffer {
  const text = (one: string): Buffer[] => [Buffer.of(one.length), Buffer.from(one)];
  return Buffer.concat([Buffer.of(0), ...text(name), ...text(value)]);
}

const REQUEST_HEADERS = Buffer.concat([
  header(':method', 'POST'),
  header(':scheme', 'http'),
  header(':path', '/etcdserverpb.KV/Put'),
  header(':authority', 'localhost'),
  header('content-type', 'application/grpc'),
  header('te', 'trailers'),
]);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 128; left = left >>> 7) bytes.push((left & 127) | 128);
  return Buffer.of(...bytes, left);
}

/** A PutRequest of etcd's rpc.proto behind gRPC's five bytes. */
function putBody(key: string, value: Buffer): Buffer {
  const name = Buffer.from(key);
  const message = Buffer.concat([
    Buffer.of(0x0a),
    varint(name.length),
    name,
    Buffer.of(0x12),
    varint(value.length),
    value,
  ]);
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

/** One client: a connection, and one put after the other on it. */
export class PutClient {
  readonly #socket: Socket;
  #stream = 1;
  #left = Buffer.alloc(0);
  #unreturned = 0;
  #hasData = false;
  #waiting:
    | { readonly resolve: () => void; readonly reject: (error: Error) => void }
    | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => this.#read(bytes));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('etcd closed the connection')));
  }

  static async connect(address: string): Promise<PutClient> {
    const [host = '', port = ''] = address.split(':');
    const socket = connect({ host, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    socket.write(PREFACE);
    socket.write(frame(FRAME.SETTINGS, 0, 0, Buffer.alloc(0)));
    return new PutClient(socket);
  }

  /** Resolves when etcd has acknowledged. */
  put(key: string, value: Buffer): Promise<void> {
    const data = frame(FRAME.DATA, END_STREAM, this.#stream, putBody(key, value));
    const headers = frame(
      FRAME.HEADERS,
      END_HEADERS,
      this.#stream,
      REQUEST_HEADERS,
    );
    this.#stream += 2;
    this.#hasData = false;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(Buffer.concat([headers, data]));
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #read(bytes: Buffer): void {
    let left = this.#left.length === 0 ? bytes : Buffer.concat([this.#left, bytes]);
    while (left.length >= HEAD_BYTES) {
      const end = HEAD_BYTES + left.readUIntBE(0, 3);
      if (left.length < end) break;
      this.#frame(
        left.readUInt8(3),
        left.readUInt8(4),
        left.subarray(HEAD_BYTES, end),
      );
      left = left.subarray(end);
    }
    this.#left = Buffer.from(left);
  }

  #frame(type: number, flags: number, body: Buffer): void {
    if (type === FRAME.SETTINGS && (flags & ACK) === 0)
      this.#socket.write(frame(FRAME.SETTINGS, ACK, 0, Buffer.alloc(0)));
    if (type === FRAME.PING && (flags & ACK) === 0)
      this.#socket.write(frame(FRAME.PING, ACK, 0, body));
    if (type === FRAME.GOAWAY) this.#fail(new Error('etcd sent GOAWAY'));
    if (type === FRAME.DATA) this.#giveBack(body.length);
    if (type === FRAME.HEADERS && (flags & END_STREAM) !== 0) this.#ended();
  }

  #giveBack(bytes: number): void {
    this.#hasData = true;
    this.#unreturned += bytes;
    if (this.#unreturned < WINDOW_BYTES) return;
    const more = Buffer.alloc(4);
    more.writeUInt32BE(this.#unreturned);
    this.#socket.write(frame(FRAME.WINDOW, 0, 0, more));
    this.#unreturned = 0;
  }

  /** A refusal comes without a message: its trailers are all there is. */
  #ended(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (this.#hasData) waiting?.resolve();
    else waiting?.reject(new Error('etcd refused a put'));
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}
