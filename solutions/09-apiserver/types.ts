// What passes through the API server: a request, the row of the table that it names, the
// stations on its way, and the sockets that other chapters fill. Chapter 09.

import type { FieldError, KubeObject } from '#objects';
import type { RangeRequest, RangeResponse, Revision } from '#store';
import type { TxnRequest, TxnResponse } from '#txn';
import type { WatchCreateRequest, WatchResponse } from '#watch';
import type { World } from '#world';

//#region request
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

/** One function from request to answer. A refusal is an answer: it never rejects. */
export type Handler = (request: ApiRequest) => Promise<ApiResponse>;
//#endregion

//#region user
export interface UserInfo {
  readonly name: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}
//#endregion

//#region resource
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
  /** The `group/resource` under which it is stored, if another row serves it too. */
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
//#endregion

//#region info
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
//#endregion

//#region filter
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

/** A station that every request passes: looks, refuses by a StatusError, or goes on. */
export type Filter = (
  context: RequestContext,
  next: () => Promise<ApiResponse>,
) => Promise<ApiResponse>;
//#endregion

//#region admission
/** A write on its way to the store, as admission sees it. */
export interface Attributes {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  readonly resource: Resource;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  /** Absent when something is deleted. */
  readonly object?: KubeObject;
  /** Absent when something is created. */
  readonly oldObject?: KubeObject;
  readonly user: UserInfo;
  readonly dryRun: boolean;
  /** The query's or the body's options: fieldManager, propagationPolicy and so on. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The request's: content-type says which patch it was, user-agent who sent it. */
  readonly headers: Readonly<Record<string, string>>;
  warn(text: string): void;
}

/** A plugin between decoding and the store; those that change run before those that look. */
export interface AdmissionPlugin {
  readonly name: string;
  /** Returns the object that takes the place of the one in `attributes`. */
  admit?(attributes: Attributes): Promise<KubeObject> | KubeObject;
  /** @throws StatusError to refuse */
  validate?(attributes: Attributes): Promise<void> | void;
}
//#endregion

//#region strategy
/** What is special about a kind when it is written. All of it may be absent. */
export interface Strategy {
  /** Fills in what the request left out, as the real server does it for the kind. */
  defaults?(object: KubeObject): KubeObject;
  prepareForCreate?(object: KubeObject): KubeObject;
  prepareForUpdate?(object: KubeObject, old: KubeObject): KubeObject;
  validate?(object: KubeObject): readonly FieldError[];
  /** Of some parts more may change than of the object itself: '' is the object. */
  validateUpdate?(
    object: KubeObject,
    old: KubeObject,
    subresource: string,
  ): readonly FieldError[];
  /**
   * Seconds that an object is kept after its deletion is asked for: pods have 30.
   * `asked` is what the request wants, if it says so. Absent: none are kept.
   */
  gracePeriod?(object: KubeObject, asked: number | undefined): number;
  /** What is wrong with a name. Absent: what a DNS subdomain may not be. */
  nameFaults?(name: string): readonly string[];
  /** Whether what creates it may bring its status: nodes do. Else it is dropped. */
  readonly keepsStatus?: boolean;
  /** Fields that a field selector may name beside metadata.name and .namespace. */
  selectable?(object: KubeObject): Readonly<Record<string, string>>;
}
//#endregion

//#region patcher
export interface PatchContext {
  readonly resource: Resource;
  readonly subresource: string;
  readonly fieldManager: string;
  readonly force: boolean;
  /** RFC 3339, for managedFields. */
  readonly now: string;
}

/** Makes the new object of the live one and the body. */
export interface Patcher {
  /** May make an object that isn't there: server-side apply may. */
  readonly creates?: boolean;
  /** @throws StatusError if the patch can't be read, applied or conflicts */
  patch(
    live: KubeObject | undefined,
    body: unknown,
    context: PatchContext,
  ): KubeObject;
}
//#endregion

//#region table
export interface ColumnDefinition {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  readonly format: string;
  readonly description: string;
  /** 1 is shown only in the wide form. */
  readonly priority: number;
}

export interface Columns {
  readonly definitions: readonly ColumnDefinition[];
  /** One cell a definition. `now` in ms since 1970. */
  cells(object: KubeObject, now: number): readonly unknown[];
}
//#endregion

//#region storage
/** The door to a key space: ours, or a real etcd. What a process away is, is a promise. */
export interface Storage {
  range(request: RangeRequest): Promise<RangeResponse>;
  txn(request: TxnRequest): Promise<TxnResponse>;
  /** Responses with events, in order, until the signal ends it or it is canceled. */
  watch(
    request: WatchCreateRequest,
    signal: AbortSignal,
  ): AsyncIterable<WatchResponse>;
  compact(revision: Revision): Promise<void>;
  /** Asks for a response without events from each watch that wants progress. */
  progress?(): void;
}
//#endregion

//#region subhandler
/** Serves a subresource that is no plain part of its object: binding, eviction, token. */
export type SubresourceHandler = (
  context: RequestContext,
  server: ApiServer,
) => Promise<ApiResponse>;

/** Serves a path that names no resource: /version, /openapi/v2, /healthz. */
export type PathHandler = (context: RequestContext) => Promise<ApiResponse>;
//#endregion

//#region options
/** The sockets. Each has a default that does nothing; later chapters fill them. */
export interface ApiServerOptions {
  readonly world: World;
  readonly storage: Storage;
  readonly resources: readonly Resource[];
  /** In the order in which a request passes them. */
  readonly filters?: readonly Filter[];
  readonly admission?: readonly AdmissionPlugin[];
  /** By `group/resource`: `apps/deployments`; `/pods` of the core group. */
  readonly strategies?: Readonly<Record<string, Strategy>>;
  readonly columns?: Readonly<Record<string, Columns>>;
  /** By media type: `application/merge-patch+json`. */
  readonly patchers?: Readonly<Record<string, Patcher>>;
  /** By media type: makes a value of bytes that are not JSON. */
  readonly decoders?: Readonly<Record<string, (body: Uint8Array) => unknown>>;
  /** By `group/resource/subresource`, or `* /subresource` without the space. */
  readonly subresources?: Readonly<Record<string, SubresourceHandler>>;
  /** By path, or by a path that ends in `/`, for all below it. */
  readonly paths?: Readonly<Record<string, PathHandler>>;
}

export interface ApiServer {
  /** From request to answer: what http.node.ts serves, and what a page calls. */
  readonly handle: Handler;
  /** Ends all watches, of clients and of the store. */
  close(): void;
}
//#endregion
