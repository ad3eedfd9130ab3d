// #client: list, watch, remember, and work on one key at a time. Chapter 12.

export {
  BACKOFF_INIT_MS,
  BACKOFF_MAX_MS,
  BACKOFF_RESET_MS,
} from './back-off.ts';
export {
  type Client,
  type ClientOptions,
  createClient,
  PAGE_SIZE,
} from './client.ts';
export {
  type ControllerOptions,
  type Reconcile,
  runController,
} from './controller.ts';
export {
  AGGREGATE_EVENTS,
  AGGREGATE_INTERVAL_MS,
  type Event,
  type EventSource,
  type ObjectReference,
  SPAM_BURST,
  SPAM_EVERY_MS,
} from './correlate.ts';
export {
  createExpectations,
  EXPECTATIONS_TIMEOUT_MS,
  type Expectations,
} from './expectations.ts';

export { createInformer, type InformerOptions } from './informer.ts';
export { keyOf, splitKey } from './keys.ts';
export {
  BASE_DELAY_MS,
  createRateLimiter,
  MAX_DELAY_MS,
  type RateLimiter,
  RETRY_BURST,
  RETRY_EVERY_MS,
} from './rate-limiter.ts';
export { createRecorder, type Recorder } from './recorder.ts';
export {
  createReflector,
  type Reflector,
  type ReflectorOptions,
  SHORT_WATCH_MS,
  type Sink,
} from './reflector.ts';
export type * from './requests.ts';
export type * from './types.ts';
export type { ResourceName } from './urls.ts';
export { WATCH_TIMEOUT_S } from './watching.ts';
export { createWorkQueue } from './work-queue.ts';
