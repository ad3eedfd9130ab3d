// etcd's gRPC messages as plain objects: bytes are strings of one character a byte,
// int64 are numbers, names are in camelCase. Every field of an answer is kept, so
// that a comparison sees all of them; of the header only the revision.

import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import {
  Client,
  type ClientDuplexStream,
  credentials,
  status,
} from '@grpc/grpc-js';
import { loadSync, type MethodDefinition } from '@grpc/proto-loader';

const protoFile = createRequire(import.meta.url).resolve('etcd3/proto/rpc.proto');
const definitions = loadSync(protoFile, {
  includeDirs: [dirname(protoFile)],
  longs: Number,
  enums: String,
  defaults: true,
});

/** A request that etcd refused: the name of its gRPC code, and its text. */
export class PeerError extends Error {
  override readonly name = 'PeerError';
  readonly code: string;

  constructor(code: string, text: string) {
    super(text);
    this.code = code;
  }
}

/**
 * A method such as `method('KV', 'Range')`. @throws Error if etcd's proto has none.
 */
export function method(
  service: string,
  name: string,
): MethodDefinition<object, object> {
  const methods = definitions[`etcdserverpb.${service}`];
  const found = (methods as Record<string, unknown> | undefined)?.[name];
  if (found === undefined)
    throw new Error(`etcd's rpc.proto has no ${service}.${name}`);
  return found as MethodDefinition<object, object>;
}

export function connect(address: string): Client {
  return new Client(address, credentials.createInsecure());
}

/**
 * Calls a method that has one request and one answer. @throws PeerError if refused.
 */
export async function call(
  client: Client,
  definition: MethodDefinition<object, object>,
  request: object,
): Promise<object> {
  const answer = await send(client, definition, toWire(request) as object);
  return fromWire(answer) as object;
}

/** The same with the messages as gRPC's client has them: bytes are Buffers. */
export function send(
  client: Client,
  { path, requestSerialize, responseDeserialize }: MethodDefinition<object, object>,
  message: object,
): Promise<object> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      path,
      requestSerialize,
      responseDeserialize,
      message,
      (error, answer) => {
        if (error) reject(new PeerError(codeName(error.code), error.details));
        else resolve(answer ?? {});
      },
    );
  });
}

/**
 * Opens a stream that goes both ways. Who opens it listens to its errors, and cancels it.
 */
export function open(
  client: Client,
  { path, requestSerialize, responseDeserialize }: MethodDefinition<object, object>,
  onAnswer: (answer: object) => void,
): ClientDuplexStream<object, object> {
  const stream = client.makeBidiStreamRequest(
    path,
    (request: object) => requestSerialize(toWire(request) as object),
    responseDeserialize,
  );
  return stream.on('data', (answer) => onAnswer(fromWire(answer) as object));
}

/** INVALID_ARGUMENT as etcd writes it: InvalidArgument. */
function codeName(code: status): string {
  const words = (status[code] ?? `CODE_${code}`).toLowerCase().split('_');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/**
 * Bytes for strings, and nothing for what is empty: proto3 does not send it, and
 * etcd takes a range_end that is sent and empty for one that has no end.
 */
function toWire(value: unknown): unknown {
  if (typeof value === 'string') return Buffer.from(value, 'latin1');
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value).filter(([, field]) => field);
  return Object.fromEntries(said.map(([name, field]) => [name, toWire(field)]));
}

function fromWire(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return value.toString('latin1');
  if (Array.isArray(value)) return value.map(fromWire);
  if (typeof value === 'number') return exact(value);
  if (typeof value !== 'object' || value === null) return value;
  const plain: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    if (name === 'header') plain.revision = exact(Number(field?.revision));
    else if (field !== null) plain[name] = fromWire(field);
  }
  return plain;
}

function exact(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new Error(`etcd answered ${value}, which a number does not hold exactly`);
}
