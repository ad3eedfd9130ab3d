// #log: the store on the disk. Chapter 05.

export { LogError, type LogErrorCode } from './errors.ts';
export { SEGMENT_BYTES } from './log.ts';
export { openDurableStore } from './open.ts';
export {
  type DurableOptions,
  type DurableStore,
  type LogStatus,
  MAX_REQUEST_BYTES,
  SNAPSHOT_ENTRIES,
  type VerifyLine,
} from './types.ts';
export { verifyFolder } from './verify.ts';
