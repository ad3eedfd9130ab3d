// #watch: what has changed since, and how the past is forgotten. Chapter 03.

export { WATCH_BATCH_REVISIONS } from './commit-log.ts';
export { compact } from './compaction.ts';
export { createWatchHub, QUEUE_CAPACITY } from './hub.ts';
export type * from './types.ts';
