// The API server: one function from request to answer, and the stations on the way. It
// owns nothing but its watches; all that lasts is in the store. Chapter 09.

import { methodNotAllowed, type StatusError, statusError } from '#objects';
import { create } from './create.ts';
import { deleteOne, successOf } from './delete.ts';
import { deleteCollection } from './delete-collection.ts';
import { getOne } from './get.ts';
import { list } from './list.ts';
import { isPart } from './parts.ts';
import { requestInfo } from './request-info.ts';
import { answer, refusal } from './respond.ts';
import { own, resourceKey, type Scope, scopeOf } from './scope.ts';
import { shapeOf } from './shapes.ts';
import type {
  ApiRequest,
  ApiResponse,
  ApiServer,
  ApiServerOptions,
  Filter,
  Handler,
  RequestContext,
  UserInfo,
} from './types.ts';
import { patch, update } from './update.ts';
import { watch } from './watch.ts';

const ANONYMOUS: UserInfo = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

/** A server over a table of resources and a store. It asks nothing else of the world. */
export function createApiServer(options: ApiServerOptions): ApiServer {
  return new Server(options);
}

class Server implements ApiServer {
  readonly #options: ApiServerOptions;
  readonly #scopes = new Map<string, Scope>();

  constructor(options: ApiServerOptions) {
    this.#options = options;
    for (const row of options.resources)
      this.#scopes.set(placeOf(row), scopeOf(row, options));
  }

  readonly handle: Handler = async (request) => {
    try {
      const context = this.#contextOf(request);
      const response = await pass(this.#options.filters ?? [], context, () =>
        this.#dispatch(context),
      );
      return withWarnings(response, context.warnings);
    } catch (error) {
      return refusal(error);
    }
  };

  #contextOf(request: ApiRequest): RequestContext {
    const info = requestInfo(request.method, request.url);
    const query = new URLSearchParams(request.url.split('?').slice(1).join('?'));
    const row = this.#scopes.get(placeOf(info))?.row;
    const part = row?.subresources?.find(({ name }) => name === info.subresource);
    const { user = ANONYMOUS } = request;
    return {
      ...{ request, info, query, user, warnings: [] },
      ...(row === undefined ? {} : { resource: row }),
      ...(part === undefined ? {} : { subresource: part }),
    };
  }

  async #dispatch(context: RequestContext): Promise<ApiResponse> {
    const { info, resource, subresource } = context;
    if (!info.isResourceRequest) return this.#servePath(context);
    const scope = this.#scopes.get(placeOf(info));
    if (resource === undefined || scope === undefined || !isPlace(context))
      throw nowhere();
    const { verbs } = subresource ?? resource;
    if (!verbs.some((verb) => verb === info.verb) || !isDoable(context))
      throw methodNotAllowed(resource, info.verb || context.request.method);
    if (subresource === undefined) return serve(scope, context);
    const key = `${resourceKey(resource)}/${subresource.name}`;
    const { subresources = {} } = this.#options;
    const handler =
      own(subresources, key) ?? own(subresources, `*/${subresource.name}`);
    if (handler !== undefined) return handler(context, this);
    if (isPart(subresource.name)) return serve(scope, context);
    throw nowhere();
  }

  #servePath(context: RequestContext): Promise<ApiResponse> {
    const { paths = {} } = this.#options;
    let { path } = context.info;
    let handler = own(paths, path);
    while (handler === undefined && path !== '') {
      path = path.slice(0, path.lastIndexOf('/'));
      handler = own(paths, `${path}/`);
    }
    if (handler === undefined) throw nowhere();
    return handler(context);
  }

  close(): void {
    for (const { cache } of this.#scopes.values()) cache.close();
  }
}

interface Place {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}

const placeOf = ({ group, version, resource }: Place): string =>
  `${group}/${version}/${resource}`;

/** One filter after the other; each is handed what the rest of them answers. */
async function pass(
  filters: readonly Filter[],
  context: RequestContext,
  last: () => Promise<ApiResponse>,
): Promise<ApiResponse> {
  const [filter, ...rest] = filters;
  try {
    if (filter === undefined) return await last();
    return await filter(context, () => pass(rest, context, last));
  } catch (error) {
    return refusal(error);
  }
}

/** Whether the path has a namespace, a name and a part where the row has them. */
function isPlace({ info, resource, subresource }: RequestContext): boolean {
  if (info.subresource !== '' && subresource === undefined) return false;
  if (resource?.namespaced === false)
    return info.namespace === '' || resource.resource === 'namespaces';
  const isOne = info.name !== '' && info.verb !== 'list' && info.verb !== 'watch';
  return info.namespace !== '' || !isOne;
}

/** Without a namespace, objects that have one can be listed and watched only. */
function isDoable({ info, resource }: RequestContext): boolean {
  if (info.verb === 'create' && info.name !== '' && info.subresource === '')
    return false;
  if (resource?.namespaced !== true || info.namespace !== '') return true;
  return info.verb === 'list' || info.verb === 'watch';
}

function nowhere(): StatusError {
  const message = 'the server could not find the requested resource';
  return statusError({ code: 404, reason: 'NotFound', message, details: {} });
}

/** What each verb does, and how it is answered. */
async function serve(scope: Scope, context: RequestContext): Promise<ApiResponse> {
  const shape = shapeOf(scope, context);
  const { info } = context;
  switch (info.verb) {
    case 'get':
      return answer(200, shape.one(await getOne(scope, context)));
    case 'list':
      return answer(200, shape.list(await list(scope, context)));
    case 'watch':
      return { ...answer(200), stream: await watch(scope, context, shape) };
    case 'create':
      return answer(201, shape.one(await create(scope, context)));
    case 'update':
      return answer(200, shape.one(await update(scope, context)));
    case 'patch': {
      const { item, isCreated } = await patch(scope, context);
      return answer(isCreated ? 201 : 200, shape.one(item));
    }
    case 'delete': {
      const { item, isGone } = await deleteOne(scope, context);
      if (!isGone) return answer(200, shape.one(item));
      return answer(200, JSON.stringify(successOf(scope, item)));
    }
    case 'deletecollection':
      return answer(200, shape.list(await deleteCollection(scope, context)));
    default:
      throw nowhere();
  }
}

function withWarnings(
  response: ApiResponse,
  warnings: readonly string[],
): ApiResponse {
  if (warnings.length === 0) return response;
  const said = [...new Set(warnings)].map(
    (text) => `299 - ${JSON.stringify(text)}`,
  );
  const headers = { ...response.headers, warning: said.join(', ') };
  return { ...response, headers };
}
