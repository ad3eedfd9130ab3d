// The sockets of the API server, which other chapters fill. Those of a request and of the
// store stand in contract.ts. Engine room: not told line by line. Chapter 09.

import type { FieldError, KubeObject } from '#objects';
import type { World } from '#world';
import type {
  ApiResponse,
  Filter,
  Handler,
  RequestContext,
  Resource,
  Storage,
  UserInfo,
} from './contract.ts';

export type * from './contract.ts';

/** A write on its way to the store, as admission sees it. */
export interface Attributes {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  readonly resource: Resource;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  /** Absent when something is deleted. */
  readonly object?: KubeObject;
  /** Absent when something is created. Frozen: it's what others are shown too. */
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
  /** The object as it is in `apiVersion`, from another version in which it is stored. */
  converted?(object: KubeObject, apiVersion: string): KubeObject;
  /** Fields that a field selector may name beside metadata.name and .namespace. */
  selectable?(object: KubeObject): Readonly<Record<string, string>>;
}

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

/**
 * Changes the object that the request names, in one write: `change` sees the newest one, is
 * asked again if somebody was faster, and refuses by throwing.
 */
export type ChangeObject = (
  change: (object: KubeObject) => KubeObject,
) => Promise<KubeObject>;

/**
 * Serves a subresource that is no plain part of its object: binding, eviction, token, scale.
 * `onObject` carries out a verb on the object itself, as the context that it is given says.
 */
export type SubresourceHandler = (
  context: RequestContext,
  onObject: (context: RequestContext) => Promise<ApiResponse>,
  change: ChangeObject,
) => Promise<ApiResponse>;

/** Serves a path that names no resource: /version, /openapi/v2, /healthz. */
export type PathHandler = (context: RequestContext) => Promise<ApiResponse>;

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
