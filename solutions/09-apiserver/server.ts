// The API server: one function from request to answer, and the stations on the way. It
// owns nothing but its watches; all that lasts is in the store. Chapter 09.

import { methodNotAllowed } from '#objects';
import { changing } from './change-object.ts';
import { isPart } from './parts.ts';
import { isDoable, isPlace, nowhere, pathHandler, placeOf } from './places.ts';
import { requestInfo } from './request-info.ts';
import { refusal, withWarnings } from './respond.ts';
import { own, resourceKey, type Scope, scopeOf } from './scope.ts';
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
import { serve } from './verbs.ts';

//#region server
/** A server over a table of resources and a store: it keeps nothing else. */
export function createApiServer(options: ApiServerOptions): ApiServer {
  return new Server(options);
}

class Server implements ApiServer {
  readonly #options: ApiServerOptions;
  /** What the verbs need of each row: how it is stored, checked and shown. */
  readonly #scopes = new Map<string, Scope>();

  constructor(options: ApiServerOptions) {
    this.#options = options;
    for (const row of options.resources)
      this.#scopes.set(placeOf(row), scopeOf(row, options));
  }
  //#endregion

  //#region handle
  readonly handle: Handler = async (request) => {
    try {
      const context = this.#contextOf(request);
      const filters = this.#options.filters ?? [];
      const last = () => this.#dispatch(context);
      const response = await pass(filters, context, last);
      return withWarnings(response, context.warnings);
    } catch (error) {
      return refusal(error);
    }
  };

  #contextOf(request: ApiRequest): RequestContext {
    const { method, url, user = ANONYMOUS } = request;
    const info = requestInfo(method, url);
    const query = new URLSearchParams(url.split('?').slice(1).join('?'));
    const row = this.#scopes.get(placeOf(info))?.row;
    const part = row?.subresources?.find(({ name }) => name === info.subresource);
    return {
      request,
      info,
      query,
      user,
      warnings: [],
      ...(row && { resource: row }),
      ...(part && { subresource: part }),
    };
  }
  //#endregion

  //#region dispatch
  async #dispatch(context: RequestContext): Promise<ApiResponse> {
    const { info, resource, subresource } = context;
    const { paths = {}, subresources = {} } = this.#options;
    if (!info.isResourceRequest) return pathHandler(paths, info.path)(context);
    const scope = this.#scopes.get(placeOf(info));
    if (resource === undefined || scope === undefined || !isPlace(context))
      throw nowhere();
    const { verbs } = subresource ?? resource;
    if (!verbs.some((verb) => verb === info.verb) || !isDoable(context))
      throw methodNotAllowed(resource, info.verb || context.request.method);
    if (subresource === undefined) return serve(scope, context);
    const { name } = subresource;
    const key = `${resourceKey(resource)}/${name}`;
    const handler = own(subresources, key) ?? own(subresources, `*/${name}`);
    if (handler !== undefined)
      return handler(
        context,
        (inner) => serve(scope, inner),
        changing(scope, context),
      );
    if (isPart(name)) return serve(scope, context);
    throw nowhere();
  }

  close(): void {
    for (const { cache } of this.#scopes.values()) cache.close();
  }
}
//#endregion

//#region pass
const ANONYMOUS: UserInfo = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

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
//#endregion
