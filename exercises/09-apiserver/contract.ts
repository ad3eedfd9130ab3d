// What passes through the API server: a request, the row of the table that it names, what
// its stations know of it, and the door to the store behind them. Chapter 09.

import type { RangeRequest, RangeResponse, Revision } from '#store';
import type { TxnRequest, TxnResponse } from '#txn';
import type { WatchCreateRequest, WatchResponse } from '#watch';

/** A request as it comes from the wire, or from a function call: the same thing. */
export interface ApiRequest {
  /** GET, POST, PUT, PATCH or DELETE. */
  readonly method: string;
  /** Path and query as they stood in the request line, percent-encoded. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** As it came, not read yet. Absent is empty. */
  readonly body?: Uint8Array | string;
  /** Aborted when the caller has gone: ends a watch, and a wait. */
  readonly signal?: AbortSignal;
  /** Who asks, if the caller knows already: from a certificate, or in process. */
  readonly user?: UserInfo;
}

/** An answer: a body, or a stream of one line an event. */
export interface ApiResponse {
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  readonly stream?: AsyncIterable<Uint8Array | string>;
}

/** From request to answer. A refusal is an answer: it never rejects. */
export type Handler = (request: ApiRequest) => Promise<ApiResponse>;

export interface UserInfo {
  readonly name: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** What can be done with a resource: what permissions are written in. */
export type Verb =
  | 'create'
  | 'delete'
  | 'deletecollection'
  | 'get'
  | 'list'
  | 'patch'
  | 'update'
  | 'watch';

/** A row of the table of resources: all that the flow knows of a kind. */
export interface Resource {
  /** '' is the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** As it stands in a path: plural, lower case. */
  readonly resource: string;
  readonly singular: string;
  readonly namespaced: boolean;
  readonly verbs: readonly Verb[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly subresources?: readonly Subresource[];
  /** The `group/resource` that it is stored as, if another row serves it too. */
  readonly storedAs?: string;
}

/** A part of an object that is read and written by itself, or a deed of its own. */
export interface Subresource {
  readonly name: string;
  readonly verbs: readonly Verb[];
  /** The kind of its bodies, if not the object's own. */
  readonly kind?: {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  };
}

/** What a request asks for, read from its method and URL alone. */
export interface RequestInfo {
  /** Of a path that names no resource: the method in lower case. */
  readonly verb: string;
  readonly path: string;
  readonly isResourceRequest: boolean;
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
}

/** What the stations of one request know of it and hand on. */
export interface RequestContext {
  readonly request: ApiRequest;
  readonly info: RequestInfo;
  readonly query: URLSearchParams;
  /** Set by authentication; anonymous until then. */
  user: UserInfo;
  /** The row, and the part, that `info` names, if the table has it. */
  readonly resource?: Resource;
  readonly subresource?: Subresource;
  /** Sent as `Warning: 299 - "…"`. */
  readonly warnings: string[];
}

/** A station that all requests pass: it looks, and refuses by a StatusError. */
export type Filter = (
  context: RequestContext,
  next: () => Promise<ApiResponse>,
) => Promise<ApiResponse>;

/** The door to a key space: ours, or a real etcd a process away. */
export interface Storage {
  range(request: RangeRequest): Promise<RangeResponse>;
  txn(request: TxnRequest): Promise<TxnResponse>;
  /** Responses with events, in order, until the signal or the store ends it. */
  watch(
    request: WatchCreateRequest,
    signal: AbortSignal,
  ): AsyncIterable<WatchResponse>;
  compact(revision: Revision): Promise<void>;
  /** Asks for a response without events from each watch that wants progress. */
  progress?(): void;
}
