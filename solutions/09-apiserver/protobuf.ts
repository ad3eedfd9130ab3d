// Bodies in protobuf, as kubectl sends them since 1.32, into what JSON would have said.
// Source: k8s.io/apimachinery pkg/runtime/serializer/protobuf/protobuf.go (the envelope),
// pkg/api/resource, pkg/util/intstr and pkg/apis/meta/v1/time_proto.go, 1.36.
// Engine room: not told line by line. Chapter 09.

import protobuf from 'protobufjs/minimal.js';
import { badRequest, parseApiVersion, rfc3339 } from '#objects';
import {
  type Field,
  type Message,
  messageOf,
  messageOfKind,
} from './messages/messages.ts';

export const PROTOBUF = 'application/vnd.kubernetes.protobuf';

type Reader = protobuf.Reader;
type Made = Record<string, unknown>;

/** `k8s` and a zero: what every body begins with. */
const MAGIC = [0x6b, 0x38, 0x73, 0x00];

/** An object of its envelope. @throws StatusError BadRequest if it can't be read */
export function decodeProtobuf(body: Uint8Array): unknown {
  if (!MAGIC.every((byte, i) => body[i] === byte))
    throw badRequest('provided data does not appear to be a protobuf message');
  try {
    return decodeEnvelope(body.subarray(MAGIC.length));
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof SyntaxError))
      if (
        !(error instanceof Error && error.message.startsWith('invalid wire type'))
      )
        throw error;
    throw badRequest(`unable to decode the protobuf body: ${error.message}`);
  }
}

/** runtime.Unknown: what it is, and its bytes. */
function decodeEnvelope(bytes: Uint8Array): unknown {
  const reader = protobuf.Reader.create(bytes);
  let raw: Uint8Array = new Uint8Array(0);
  let type: Made = {};
  eachField(reader, reader.len, (number) => {
    if (number === 1) type = readType(reader);
    else if (number === 2) raw = reader.bytes();
    else return false;
    return true;
  });
  const apiVersion = String(type.apiVersion ?? '');
  const kind = String(type.kind ?? '');
  const { group = '', version = '' } = parseApiVersion(apiVersion) ?? {};
  const message = messageOfKind(group, version, kind);
  if (message === undefined)
    throw badRequest(
      `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)}`,
    );
  const body = protobuf.Reader.create(raw);
  return { apiVersion, kind, ...readMessage(body, body.len, message) };
}

function readType(reader: Reader): Made {
  const made: Made = {};
  eachField(reader, reader.uint32() + reader.pos, (number) => {
    if (number === 1) made.apiVersion = reader.string();
    else if (number === 2) made.kind = reader.string();
    else return false;
    return true;
  });
  return made;
}

/** Calls back for each field up to `end`; what it doesn't read is skipped. */
function eachField(
  reader: Reader,
  end: number,
  read: (number: number, wire: number) => boolean,
): void {
  if (end > reader.len) throw new RangeError('index out of range');
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (!read(tag >>> 3, tag & 7)) reader.skipType(tag & 7);
  }
}

function readMessage(reader: Reader, end: number, { fields }: Message): Made {
  const made: [string, unknown][] = [];
  const lists = new Map<string, unknown[]>();
  const maps = new Map<string, [string, unknown][]>();
  eachField(reader, end, (number) => {
    const field = fields.find((one) => one.number === number);
    if (field === undefined) return false;
    if (field.form === 'map')
      listIn(maps, field.name).push(readEntry(reader, field));
    else if (field.form === 'list')
      listIn(lists, field.name).push(readValue(reader, field));
    else if (field.name === '')
      made.push(...Object.entries(Object(readValue(reader, field))));
    else keep(made, field, readValue(reader, field));
    return true;
  });
  const ofMaps = [...maps].map(([name, pairs]): [string, unknown] => [
    name,
    Object.fromEntries(pairs),
  ]);
  return Object.fromEntries([...made, ...lists, ...ofMaps]);
}

/** What Go would not have written in JSON isn't kept: it writes all in protobuf. */
function keep(made: [string, unknown][], field: Field, value: unknown): void {
  const isZero = value === '' || value === 0 || value === false;
  if (value === undefined || (isZero && !field.keeps)) return;
  made.push([field.name, value]);
}

function listIn<T>(lists: Map<string, T[]>, name: string): T[] {
  const found = lists.get(name);
  if (found !== undefined) return found;
  const made: T[] = [];
  lists.set(name, made);
  return made;
}

/** A map is a list of pairs: 1 the key, 2 the value. */
function readEntry(reader: Reader, field: Field): [string, unknown] {
  let key = '';
  let value: unknown = field.type === 'string' ? '' : {};
  eachField(reader, reader.uint32() + reader.pos, (number) => {
    if (number === 1) key = reader.string();
    else if (number === 2) value = readValue(reader, field);
    else return false;
    return true;
  });
  return [key, value];
}

function readValue(reader: Reader, field: Field): unknown {
  switch (field.type) {
    case 'string':
      return reader.string();
    case 'int':
    case 'long':
      return Number(reader.int64());
    case 'bool':
      return reader.bool();
    case 'double':
      return reader.double();
    case 'bytes':
      return base64(reader.bytes());
    default:
      return readNested(reader, field);
  }
}

function readNested(reader: Reader, field: Field): unknown {
  const end = reader.uint32() + reader.pos;
  switch (field.type) {
    case 'Quantity':
      return readOne(reader, end, (found) => found.text) ?? '0';
    case 'IntOrString':
      return readOne(reader, end, ({ type, number, text }) =>
        type === 1 ? text : number,
      );
    case 'Time':
    case 'MicroTime':
      return readTime(reader, end, field.type);
    case 'Raw':
      return JSON.parse(new TextDecoder().decode(readRaw(reader, end)));
    case 'Items':
      return readItems(reader, end);
  }
  const message = messageOf(field);
  if (message === undefined)
    throw new TypeError(
      `protobuf: ${field.name} is of ${field.type}, which is not known`,
    );
  return readMessage(reader, end, message);
}

interface Simple {
  type: number;
  number: number;
  text: string;
}

/** A Quantity is { 1 text }; an IntOrString is { 1 type, 2 number, 3 text }. */
function readOne(
  reader: Reader,
  end: number,
  of: (found: Simple) => unknown,
): unknown {
  const found: Simple = { type: 0, number: 0, text: '' };
  eachField(reader, end, (number, wire) => {
    if (wire === LENGTH) found.text = reader.string();
    else if (number === 1) found.type = reader.int32();
    else if (number === 2) found.number = reader.int32();
    else return false;
    return true;
  });
  return of(found);
}

/** The wire type of what is written with its length: texts, bytes, messages. */
const LENGTH = 2;

/** { 1 seconds, 2 nanos }. The time 0 is none. */
function readTime(reader: Reader, end: number, type: string): string | undefined {
  let seconds = 0;
  let nanos = 0;
  eachField(reader, end, (number) => {
    if (number === 1) seconds = Number(reader.int64());
    else if (number === 2) nanos = reader.int32();
    else return false;
    return true;
  });
  if (seconds <= 0) return undefined;
  const text = rfc3339(seconds * 1000);
  if (type === 'Time') return text;
  const micros = String(Math.floor(nanos / 1000)).padStart(6, '0');
  return text.replace(/Z$/, `.${micros}Z`);
}

function readRaw(reader: Reader, end: number): Uint8Array {
  let raw: Uint8Array = new Uint8Array(0);
  eachField(reader, end, (number) => {
    if (number !== 1) return false;
    raw = reader.bytes();
    return true;
  });
  return raw;
}

function readItems(reader: Reader, end: number): readonly string[] {
  const items: string[] = [];
  eachField(reader, end, (number) => {
    if (number !== 1) return false;
    items.push(reader.string());
    return true;
  });
  return items;
}

/** btoa takes one byte a character. */
function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
