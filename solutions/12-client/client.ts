// Client: requests for the objects of one resource, over a Handler, which may be the API
// server itself or one behind a connection. client-go: rest and dynamic. Chapter 12.
// Engine room: not told line by line.

import type { ApiRequest, ApiResponse, Handler, UserInfo } from '#apiserver';
import { type KubeObject, type Status, StatusError, statusError } from '#objects';
import { keyOf } from './keys.ts';
import { linesOf, parseFrozen, textOf } from './lines.ts';
import type {
  DeleteOptions,
  ListOptions,
  PatchOptions,
  WatchOptions,
} from './requests.ts';
import type { List, ResourceClient, WatchEvent } from './types.ts';
import {
  collectionUrl,
  listQuery,
  objectUrl,
  patchQuery,
  type ResourceName,
  withQuery,
} from './urls.ts';

/** Objects of a page of a list: client-go's pager asks for so many. */
export const PAGE_SIZE: number = 500;

const MERGE_PATCH = 'application/merge-patch+json';

export interface ClientOptions {
  /** In whose name requests are made, where the handler can't know it. */
  readonly user?: UserInfo;
  readonly userAgent?: string;
}

export interface Client {
  /** Requests for the objects of this resource: `client.resource<Pod>(PODS)`. */
  resource<T extends KubeObject = KubeObject>(row: ResourceName): ResourceClient<T>;
}

/** A client of the API server behind `handle`. */
export function createClient(handle: Handler, options: ClientOptions = {}): Client {
  return {
    resource: <T extends KubeObject>(row: ResourceName) =>
      new Requests<T>(row, sending(handle, options)),
  };
}

interface Call {
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly signal?: AbortSignal | undefined;
}

type Send = (call: Call) => Promise<ApiResponse>;

/** Sends, and throws what is refused. */
function sending(handle: Handler, { user, userAgent }: ClientOptions): Send {
  return async ({
    method,
    url,
    body,
    contentType = 'application/json',
    signal,
  }) => {
    const request: ApiRequest = {
      method,
      url,
      headers: {
        accept: 'application/json',
        ...(userAgent === undefined ? {} : { 'user-agent': userAgent }),
        ...(body === undefined ? {} : { 'content-type': contentType }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
      ...(user === undefined ? {} : { user }),
    };
    const response = await handle(request);
    if (response.code >= 200 && response.code < 300) return response;
    throw refusalOf(response);
  };
}

function refusalOf({ code, body }: ApiResponse): StatusError {
  const text = textOf(body);
  try {
    const status = parseFrozen(text) as Status;
    if (status.kind === 'Status') return new StatusError(status);
  } catch {
    // Not JSON: something on the way has answered, and not the API server.
  }
  const message = text === '' ? `the server answered ${code}` : text;
  return statusError({ code, reason: 'Unknown', message });
}

class Requests<T extends KubeObject> implements ResourceClient<T> {
  readonly #row: ResourceName;
  readonly #send: Send;

  constructor(row: ResourceName, send: Send) {
    this.#row = row;
    this.#send = send;
  }

  async list(options: ListOptions = {}): Promise<List<T>> {
    const items: T[] = [];
    const { resourceVersion: asked = '' } = options;
    // A list at a version comes out of the watch cache, which has no pages.
    const limit = asked === '' ? PAGE_SIZE : undefined;
    let resourceVersion = '';
    let next: string | undefined = '';
    while (next !== undefined) {
      const page = await this.#page(options, { limit, continue: next });
      items.push(...page.items);
      resourceVersion = page.metadata.resourceVersion ?? '';
      next = page.metadata.continue || undefined;
    }
    return { items, resourceVersion };
  }

  async #page(
    options: ListOptions,
    paging: { limit: number | undefined; continue: string },
  ): Promise<Page<T>> {
    const url = collectionUrl(this.#row, options.namespace);
    // The version of the first page is in the token that asks for the next one.
    const scope =
      paging.continue === '' ? options : { ...options, resourceVersion: '' };
    const query = { ...listQuery(scope), ...paging };
    const response = await this.#send({
      method: 'GET',
      url: withQuery(url, query),
    });
    const page = parseFrozen(textOf(response.body)) as RawPage<T>;
    return { items: this.#named(page), metadata: page.metadata ?? {} };
  }

  /** The items of a list carry no kind: it is said once, with List behind it. */
  #named({ apiVersion, kind, items }: RawPage<T>): readonly T[] {
    if (apiVersion === undefined || kind === undefined) return items ?? [];
    const of = { apiVersion, kind: kind.replace(/List$/, '') };
    return (items ?? []).map((item) =>
      item.kind === undefined ? Object.freeze({ ...of, ...item }) : item,
    );
  }

  async *watch(options: WatchOptions = {}): AsyncGenerator<WatchEvent<T>> {
    const { signal, allowWatchBookmarks, timeoutSeconds } = options;
    const query = { ...listQuery(options), allowWatchBookmarks, timeoutSeconds };
    const url = collectionUrl(this.#row, options.namespace);
    const response = await this.#send({
      method: 'GET',
      url: withQuery(url, { watch: true, ...query }),
      signal,
    });
    if (response.stream === undefined) return;
    for await (const line of linesOf(response.stream, signal))
      yield this.#event(line);
  }

  #event(line: unknown): WatchEvent<T> {
    const { type, object } = line as { type: string; object: unknown };
    if (type === 'ERROR') throw new StatusError(object as Status);
    if (type !== 'BOOKMARK') return line as WatchEvent<T>;
    const { metadata } = object as KubeObject;
    return { type, resourceVersion: metadata.resourceVersion ?? '' };
  }

  get(key: string): Promise<T> {
    return this.#object({ method: 'GET', url: objectUrl(this.#row, key) });
  }

  create(object: T): Promise<T> {
    const url = collectionUrl(this.#row, object.metadata.namespace);
    return this.#object({ method: 'POST', url, body: object });
  }

  update(object: T): Promise<T> {
    const url = objectUrl(this.#row, keyOf(object));
    return this.#object({ method: 'PUT', url, body: object });
  }

  updateStatus(object: T): Promise<T> {
    const url = objectUrl(this.#row, keyOf(object), 'status');
    return this.#object({ method: 'PUT', url, body: object });
  }

  patch(key: string, patch: unknown, options: PatchOptions = {}): Promise<T> {
    const { contentType = MERGE_PATCH, subresource } = options;
    const url = objectUrl(this.#row, key, subresource);
    const call = { method: 'PATCH', body: patch, contentType };
    return this.#object({ ...call, url: withQuery(url, patchQuery(options)) });
  }

  async delete(key: string, options: DeleteOptions = {}): Promise<void> {
    const { uid, resourceVersion, ...rest } = options;
    const preconditions = { uid, resourceVersion };
    const isBare = uid === undefined && resourceVersion === undefined;
    await this.#send({
      method: 'DELETE',
      url: objectUrl(this.#row, key),
      body: {
        ...{ kind: 'DeleteOptions', apiVersion: 'v1', ...rest },
        ...(isBare ? {} : { preconditions }),
      },
    });
  }

  async #object(call: Call): Promise<T> {
    const response = await this.#send(call);
    return parseFrozen(textOf(response.body)) as T;
  }
}

interface PageMeta {
  readonly resourceVersion?: string;
  readonly continue?: string;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly metadata: PageMeta;
}

interface RawPage<T> {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly items?: readonly T[];
  readonly metadata?: PageMeta;
}
