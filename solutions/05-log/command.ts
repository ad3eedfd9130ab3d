// What is written down before it is done: the requests that change something, as they were
// asked, not what came of them. Played in order on the same state they come to the same,
// which is what etcd's raft log rests on (server/etcdserver/apply). Chapter 05.
// Engine room: not told line by line.

import type { LeaseGrantResponse } from '#lease';
import type {
  DeleteRangeRequest,
  DeleteRangeResponse,
  KeyValue,
  PutRequest,
  PutResponse,
  Revision,
} from '#store';
import type { TxnRequest, TxnResponse } from '#txn';
import type { Content } from './record.ts';
import { fromJson, readBytes, toJson, writeBytes } from './text.ts';

//#region requests
/** What changes the state. Nothing in it depends on a clock or on chance. */
export interface Requests {
  readonly put: PutRequest;
  readonly deleteRange: DeleteRangeRequest;
  readonly txn: TxnRequest;
  readonly compact: { readonly revision: Revision };
  /** With an id: who asks for one has it drawn before this is written. */
  readonly grant: { readonly id: number; readonly ttl: number };
  readonly revoke: { readonly id: number };
}

export interface Answers {
  readonly put: PutResponse;
  readonly deleteRange: DeleteRangeResponse;
  readonly txn: TxnResponse;
  readonly compact: { readonly revision: Revision };
  readonly grant: LeaseGrantResponse;
  readonly revoke: { readonly revision: Revision };
}

export type Kind = keyof Requests;
export type Command<K extends Kind = Kind> = {
  readonly [Name in K]: { readonly kind: Name; readonly request: Requests[Name] };
}[K];
//#endregion

//#region encode
/** A command as the content of a record. */
export function encodeCommand(command: Command): Content {
  // A log holds little else than puts: they are laid out by hand, the rest is JSON.
  if (command.kind === 'put') return encodePut(command.request);
  return { type: 'command', payload: toJson(command) };
}

export function decodeCommand({ type, payload }: Content): Command {
  if (type === 'put') return { kind: 'put', request: decodePut(payload) };
  return fromJson(payload) as Command;
}

/**
 * The request as it will be read from the log, whatever becomes of the caller's
 * own.
 */
export function copyOf<T extends object>(request: T): T {
  return fromJson(toJson(request)) as T;
}
//#endregion

//#region put
const FLAGS = {
  asciiKey: 1,
  asciiValue: 2,
  ignoreValue: 4,
  ignoreLease: 8,
  lease: 16,
};
/**
 * Flags, and the length of the key. A lease comes before the key, if there is one.
 */
const PUT_BYTES = 1 + 4;
const LEASE_BYTES = 8;

/**
 * `prevKv` is left out: it changes the answer, and nobody waits for that any more.
 */
export function encodePut(request: PutRequest): Content {
  const { key, value = '', lease = 0, ignoreValue, ignoreLease } = request;
  const begin = lease === 0 ? PUT_BYTES : PUT_BYTES + LEASE_BYTES;
  const payload = new Uint8Array(begin + key.length + value.length);
  const view = new DataView(payload.buffer);
  const flags = flagsOf({
    asciiKey: writeBytes(payload, begin, key),
    asciiValue: writeBytes(payload, begin + key.length, value),
    ignoreValue,
    ignoreLease,
    lease: lease !== 0,
  });
  view.setUint8(0, flags);
  view.setUint32(1, key.length, true);
  if (lease !== 0) view.setFloat64(PUT_BYTES, lease, true);
  return { type: 'put', payload };
}
//#endregion

//#region decode-put
function decodePut(payload: Uint8Array): PutRequest {
  const [flags = 0, a = 0, b = 0, c = 0, d = 0] = payload;
  const isSet = (flag: number): boolean => (flags & flag) !== 0;
  const begin = isSet(FLAGS.lease) ? PUT_BYTES + LEASE_BYTES : PUT_BYTES;
  const middle = begin + (a | (b << 8) | (c << 16) | (d << 24));
  const key = readBytes(payload, [begin, middle], isSet(FLAGS.asciiKey));
  const value = readBytes(
    payload,
    [middle, payload.length],
    isSet(FLAGS.asciiValue),
  );
  if (flags <= (FLAGS.asciiKey | FLAGS.asciiValue)) return { key, value };
  const lease = isSet(FLAGS.lease) ? leaseOf(payload) : 0;
  const request = lease === 0 ? { key, value } : { key, value, lease };
  const [ignoreValue, ignoreLease] = [FLAGS.ignoreValue, FLAGS.ignoreLease].map(
    isSet,
  );
  if (!ignoreValue && !ignoreLease) return request;
  return {
    ...request,
    ignoreValue: ignoreValue ?? false,
    ignoreLease: ignoreLease ?? false,
  };
}

function leaseOf({ buffer, byteOffset }: Uint8Array): number {
  return new DataView(buffer, byteOffset + PUT_BYTES, LEASE_BYTES).getFloat64(
    0,
    true,
  );
}

function flagsOf(
  set: {
    readonly [Name in keyof typeof FLAGS]: boolean | undefined;
  },
): number {
  let flags = 0;
  if (set.asciiKey) flags |= FLAGS.asciiKey;
  if (set.asciiValue) flags |= FLAGS.asciiValue;
  if (set.ignoreValue) flags |= FLAGS.ignoreValue;
  if (set.ignoreLease) flags |= FLAGS.ignoreLease;
  if (set.lease) flags |= FLAGS.lease;
  return flags;
}
//#endregion

//#region change
/** One change of a commit, as a snapshot has it: a put, or the delete of a key. */
export type Change =
  | Pick<KeyValue, 'key' | 'value' | 'lease'>
  | Pick<KeyValue, 'key'>;

/** A commit as the list of what it changed, in order. */
export function encodeCommit(changes: readonly KeyValue[]): Content {
  const list = changes.map(
    ({ key, value, lease, version }): Change =>
      version === 0 ? { key } : { key, value, lease },
  );
  return { type: 'commit', payload: toJson(list) };
}

export function decodeCommit({ payload }: Content): readonly Change[] {
  return fromJson(payload) as readonly Change[];
}
//#endregion
