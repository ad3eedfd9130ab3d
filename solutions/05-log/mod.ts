// #log: the store on the disk. Chapter 05.

export { MAX_REQUEST_BYTES, openDurableStore } from './durable-store.ts';
export { LogError, type LogErrorCode } from './errors.ts';
export { SEGMENT_BYTES } from './log.ts';
export {
  type DurableOptions,
  type DurableStore,
  type LogStatus,
  SNAPSHOT_ENTRIES,
} from './types.ts';
export { type VerifyLine, verifyFolder } from './verify.ts';
