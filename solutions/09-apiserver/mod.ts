// #apiserver: from a request to the store and back. Chapter 09.

export { BOOKMARK_MS } from './bookmarks.ts';
export { discoveryPaths } from './discovery.ts';
export { embedded, responses as watchResponses } from './embedded.ts';
export { type HealthCheck, healthPaths, PING } from './health.ts';
export { type ApiMeta, type ApiObject, textOf } from './item.ts';
export { memoryStorage } from './memory.ts';
export { createMetrics, type Gauge } from './metrics.ts';
export { requestInfo } from './request-info.ts';
export { segmentFaults } from './scope.ts';
export { createApiServer } from './server.ts';
export { millisOf, rfc3339 } from './time.ts';
export type * from './types.ts';
export { versionPath } from './version.ts';
export { WINDOW_EVENTS } from './watch-cache.ts';
