// #apiserver: from a request to the store and back. Chapter 09.

export { embedded } from './embedded.ts';
export type { ApiMeta, ApiObject } from './item.ts';
export { requestInfo } from './request-info.ts';
export { segmentFaults } from './scope.ts';
export { createApiServer } from './server.ts';
export { millisOf, rfc3339 } from './time.ts';
export type * from './types.ts';
export { BOOKMARK_MS, WINDOW_EVENTS } from './watch-cache.ts';
