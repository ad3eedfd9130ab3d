// #apiserver: from a request to the store and back. Chapter 09.

export type { ApiMeta, ApiObject } from './api-object.ts';
export { discoveryPaths } from './discovery.ts';
export { embedded, responses as watchResponses } from './embedded.ts';
export { type HealthCheck, healthPaths, PING } from './health.ts';
export { BOOKMARK_MS, WINDOW_EVENTS } from './limits.ts';
export { memoryStorage } from './memory.ts';
export { createMetrics, type Gauge } from './metrics.ts';
export { segmentFaults } from './names.ts';
export { requestInfo } from './request-info.ts';
export { createApiServer } from './server.ts';
export { textOf } from './text.ts';
export type * from './types.ts';
export { versionPath } from './version.ts';
