// What is written down before it is done: the requests that change something, as they were
// asked, not what came of them. Played in order on the same state they come to the same,
// which is what etcd's raft log rests on (server/etcdserver/apply). Chapter 05.

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

/** The request as it will be read from the log, whatever becomes of the caller's own. */
export function copyOf<T extends object>(request: T): T {
  return fromJson(toJson(request)) as T;
}
//#endregion

//#region put
const FLAGS = { asciiKey: 1, asciiValue: 2, ignoreValue: 4, ignoreLease: 8 };
/** Flags, length of the key, lease. */
const PUT_BYTES = 1 + 4 + 8;

/** `prevKv` is left out: it changes the answer, and nobody waits for that any more. */
export function encodePut(request: PutRequest): Content {
  const { key, value = '', lease = 0, ignoreValue, ignoreLease } = request;
  const payload = new Uint8Array(PUT_BYTES + key.length + value.length);
  const view = new DataView(payload.buffer);
  const asciiKey = writeBytes(payload, PUT_BYTES, key);
  const asciiValue = writeBytes(payload, PUT_BYTES + key.length, value);
  view.setUint8(0, flagsOf({ asciiKey, asciiValue, ignoreValue, ignoreLease }));
  view.setUint32(1, key.length, true);
  view.setFloat64(5, lease, true);
  return { type: 'put', payload };
}
//#endregion

//#region decode-put
function decodePut(payload: Uint8Array): PutRequest {
  const view = new DataView(payload.buffer, payload.byteOffset, PUT_BYTES);
  const flags = view.getUint8(0);
  const begin = PUT_BYTES + view.getUint32(1, true);
  const isSet = (flag: number): boolean => (flags & flag) !== 0;
  const key = readBytes(payload.subarray(PUT_BYTES, begin), isSet(FLAGS.asciiKey));
  const value = readBytes(payload.subarray(begin), isSet(FLAGS.asciiValue));
  const lease = view.getFloat64(5, true);
  const request = lease === 0 ? { key, value } : { key, value, lease };
  if ((flags & (FLAGS.ignoreValue | FLAGS.ignoreLease)) === 0) return request;
  return {
    ...request,
    ignoreValue: isSet(FLAGS.ignoreValue),
    ignoreLease: isSet(FLAGS.ignoreLease),
  };
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
  return flags;
}
//#endregion

//#region change
/** One change of a commit, as a snapshot has it: a put, or the delete of a key. */
export type Change =
  | Pick<KeyValue, 'key' | 'value' | 'lease'>
  | Pick<KeyValue, 'key'>;

/** A commit as a put, which most are, or as the list of what it changed. */
export function encodeCommit(changes: readonly KeyValue[]): Content {
  const [first] = changes;
  if (first !== undefined && changes.length === 1 && first.version > 0)
    return encodePut(first);
  const list = changes.map(
    ({ key, value, lease, version }): Change =>
      version === 0 ? { key } : { key, value, lease },
  );
  return { type: 'commit', payload: toJson(list) };
}

export function decodeCommit({ type, payload }: Content): readonly Change[] {
  if (type === 'put') {
    const { key, value = '', lease = 0 } = decodePut(payload);
    return [{ key, value, lease }];
  }
  return fromJson(payload) as readonly Change[];
}
//#endregion
